import { EventEmitter } from 'node:events';
import { render } from 'ink';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import { type SessionHandle, SessionProvider } from '../../src/hooks/session-context.tsx';
import { createCellOutput, type Pace } from '../../src/process/cell-output.ts';
import { type Emulator, Terminal } from './emulator.ts';
import { FakeInput, sequences } from './screen.tsx';

/** The program on a terminal as it is in life: Ink, its incremental frames, and the cells that changed. */
export interface CellScreen {
  /** What a terminal shows of what was written. */
  readonly emulator: Emulator;
  /** Everything that was written to the terminal, one string a write. */
  readonly writes: string[];
  /** How many times Ink has laid out and drawn a frame. */
  renders(): number;
  press(...keys: readonly string[]): void;
  resize(columns: number, rows: number): void;
  /** Resolves when everything is drawn that has been asked for, and the emulator has read it. */
  drawn(): Promise<void>;
}

/** Every link is quick: nothing is held back. */
const steadyPace: Pace = { now: () => 0, later: (_, what) => queueMicrotask(what) };

interface Size {
  readonly width: number;
  readonly height: number;
}

export async function drawOnCells(
  tree: ReactNode,
  { width, height, session }: Size & { readonly session: SessionHandle },
): Promise<CellScreen> {
  const emulator = new Terminal({ cols: width, rows: height, scrollback: 0, allowProposedApi: true });
  const writes: string[] = [];
  const tty = Object.assign(new EventEmitter(), {
    columns: width,
    rows: height,
    write(data: string) {
      writes.push(data);
      emulator.write(data);
    },
  });
  let renders = 0;
  const input = new FakeInput();
  const { stdout } = createCellOutput(tty, { pace: steadyPace });
  const app = render(<SessionProvider value={session}>{tree}</SessionProvider>, {
    stdout,
    // Ink asks for a whole stream and uses what this has.
    stdin: input as unknown as NodeJS.ReadStream,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 120,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    onRender: () => {
      renders += 1;
    },
  });
  tty.prependListener('resize', app.clear);
  onTestFinished(() => {
    app.unmount();
    app.cleanup();
  });

  const drawn = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      const before = renders + writes.length;
      await app.waitUntilRenderFlush();
      await new Promise<void>(resolve => emulator.write('', resolve));
      if (renders + writes.length > before) quiet = -1;
    }
  };
  await drawn();
  return {
    emulator,
    writes,
    renders: () => renders,
    press(...keys) {
      for (const key of keys) input.send(sequences[key] ?? key);
    },
    resize(columns, rows) {
      emulator.resize(columns, rows);
      tty.columns = columns;
      tty.rows = rows;
      tty.emit('resize');
    },
    drawn,
  };
}
