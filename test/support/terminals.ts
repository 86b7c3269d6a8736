import { join } from 'node:path';
import { afterAll } from 'vitest';
import { freshStateDir, type Simulated, startSimulated } from './simulated.ts';
import type { TerminalOptions } from './terminal.ts';
import { openWatched, type WatchedTerminal } from './watched-terminal.ts';

interface Options extends Partial<Omit<TerminalOptions, 'script'>> {
  /** How the program shall die on SIGUSR2, see `die-on-request.mjs`. */
  readonly death?: string;
  readonly args?: readonly string[];
  readonly stateDir?: string;
}

export interface OnSimulated {
  readonly program: WatchedTerminal;
  readonly simulated: Simulated;
  readonly stateDir: string;
}

/** Programs in terminals, for tests that run side by side; whatever still runs is ended after the last test of the file. */
export function terminals() {
  const endings: (() => unknown)[] = [];
  afterAll(async () => {
    for (const end of endings) await end();
  });

  function open(args: readonly string[], { death, nodeOptions = [], env, ...options }: Options): WatchedTerminal {
    const program = openWatched(args, {
      columns: 100,
      rows: 30,
      ...options,
      env: { ...env, ...(death !== undefined && { HEADROOM_TEST_DEATH: death }) },
      nodeOptions: death === undefined ? nodeOptions : [...nodeOptions, '--import', preload],
    });
    endings.push(() => program.kill());
    return program;
  }

  return {
    /** The program with a simulated AWS of its own. */
    demo: ({ args = [], stateDir = freshStateDir(), ...options }: Options = {}): WatchedTerminal =>
      open(['demo', '--speed', '20', '--state-dir', stateDir, ...args], options),

    /** The program at a simulated AWS that outlives it, with the backend selected. */
    async onSimulated({ args = [], stateDir = freshStateDir(), ...options }: Options = {}): Promise<OnSimulated> {
      const simulated = await startSimulated(['--speed', '20']);
      endings.push(() => simulated.stop());
      const program = open(['--endpoint', simulated.url, '--state-dir', stateDir, ...args], options);
      await program.waitFor(/waooaw-backend +2 +2/);
      program.type('j');
      await program.waitFor(/▸. waooaw-backend/);
      return { program, simulated, stateDir };
    },

    /** Ends it with the file, whatever it is. */
    endLater: (end: () => unknown): void => void endings.push(end),
  };
}

const preload = join(import.meta.dirname, 'die-on-request.mjs');
