import { EventEmitter } from 'node:events';
import { type CellOutput, createCellOutput, type Pace } from '../../src/process/cell-output.ts';
import { type Emulator, Terminal } from '../support/emulator.ts';

/** A real terminal's emulator, and the bytes that it was given. */
export interface Emulated {
  readonly emulator: Emulator;
  readonly writes: string[];
}

export interface Oracle {
  /** What Ink would have drawn by itself. */
  readonly plain: Emulator;
  /** What the same writes become through the cells. */
  readonly cells: Emulated;
  readonly output: CellOutput;
  /** Writes to both and waits until both have drawn it. */
  write(data: string): Promise<void>;
  resize(columns: number, rows: number): void;
}

const steadyPace: Pace = { now: () => 0, later: (_, what) => queueMicrotask(what) };

const terminal = (columns: number, rows: number): Emulator =>
  // As the driver of a real terminal does it: a line feed is a carriage return too.
  new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0, convertEol: true });

/** Two emulators of the same size: one is written to directly, the other through the cells. */
export function openOracle(columns: number, rows: number, pace: Pace = steadyPace): Oracle {
  const plain = terminal(columns, rows);
  // The cells never write beyond the edge, and what Ink writes there while the size changes must not tear the rows.
  plain.write('\u001b[?7l');
  const emulator = terminal(columns, rows);
  const writes: string[] = [];
  const tty = Object.assign(new EventEmitter(), {
    columns,
    rows,
    write(data: string) {
      writes.push(data);
      emulator.write(data);
    },
  });
  const output = createCellOutput(tty, { pace });
  const drawn = (screen: Emulator): Promise<void> => new Promise(resolve => screen.write('', resolve));
  return {
    plain,
    cells: { emulator, writes },
    output,
    async write(data) {
      plain.write(data);
      await new Promise<void>(resolve => {
        output.stdout.write(data, () => resolve());
      });
      await Promise.all([drawn(plain), drawn(emulator)]);
    },
    resize(nextColumns, nextRows) {
      tty.columns = nextColumns;
      tty.rows = nextRows;
      plain.resize(nextColumns, nextRows);
      emulator.resize(nextColumns, nextRows);
      tty.emit('resize');
    },
  };
}

/** Every cell with its looks, one string a row. */
export function cellsOf({ buffer, cols, rows }: Emulator): readonly string[] {
  return Array.from({ length: rows }, (_, y) => {
    const line = buffer.active.getLine(buffer.active.baseY + y);
    return Array.from({ length: cols }, (__, x) => {
      const cell = line?.getCell(x);
      if (!cell) return '?';
      const looks = [
        cell.isFgDefault() ? '' : `f${cell.getFgColorMode()}.${cell.getFgColor()}`,
        cell.isBgDefault() ? '' : `b${cell.getBgColorMode()}.${cell.getBgColor()}`,
        cell.isBold() ? 'B' : '',
        cell.isDim() ? 'D' : '',
        cell.isItalic() ? 'I' : '',
        cell.isUnderline() ? 'U' : '',
        cell.isInverse() ? 'R' : '',
        cell.isStrikethrough() ? 'S' : '',
      ].join('');
      const chars = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
      // A blank without a background looks the same whatever its letters would have looked like.
      return chars === ' ' && !/[bRUS]/.test(looks) ? ' ' : chars + looks;
    }).join('|');
  });
}
