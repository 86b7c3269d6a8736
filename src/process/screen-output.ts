import { EventEmitter } from 'node:events';
import type { WriteStream } from 'node:tty';
import type { TerminalModes } from '../terminal/output/terminal-modes.ts';

/**
 * The terminal as the renderer sees it, with exactly what Ink uses of a stream. What thins out the frames on their way
 * to the terminal belongs here.
 */
export interface ScreenOutput extends EventEmitter {
  readonly isTTY: true;
  readonly columns: number;
  readonly rows: number;
  write(text: string, done?: () => void): boolean;
  /** From here on nothing is drawn: the terminal is not the renderer's any more. */
  close(): void;
}

/** A terminal without a size (a serial line, one that is just being opened) is taken for one of the old standard. */
const unknownSize = { columns: 80, rows: 24 } as const;

/** @param listeners hear when the renderer has taken the full screen, and when it has left it. */
export function createScreenOutput(
  terminal: WriteStream,
  modes: Pick<TerminalModes, 'isOn'>,
  listeners: { readonly began: () => void; readonly ended: () => void },
): ScreenOutput {
  let isFull = false;
  let isClosed = false;
  const output = Object.assign(new EventEmitter(), {
    isTTY: true as const,
    columns: 0,
    rows: 0,
    write(text: string, done?: () => void): boolean {
      if (isClosed) {
        if (done) setImmediate(done);
        return true;
      }
      const goesOn = terminal.write(text, done);
      if (modes.isOn('alternateScreen') !== isFull) {
        isFull = !isFull;
        if (isFull) listeners.began();
        else listeners.ended();
      }
      return goesOn;
    },
    close() {
      isClosed = true;
    },
  });
  const measure = (): void => {
    output.columns = terminal.columns || unknownSize.columns;
    output.rows = terminal.rows || unknownSize.rows;
  };
  measure();
  // Not the stream's `resize`, which leaves out a terminal that was made small and large again before anybody looked:
  // its size is the same, and what stood on it is gone. Node measures first, because it was there first.
  process.on('SIGWINCH', () => {
    measure();
    output.emit('resize');
  });
  return output;
}
