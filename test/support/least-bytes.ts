import type { Emulator } from './emulator.ts';

/** One cell as a terminal shows it. */
interface Cell {
  readonly glyph: string;
  /** The SGR parameters that are not the plain ones, in a fixed order. */
  readonly looks: readonly string[];
}

export type Picture = readonly (readonly Cell[])[];

/** What an emulator shows now. */
export const pictureOf = ({ buffer, cols, rows }: Emulator): Picture =>
  Array.from({ length: rows }, (_, y) =>
    Array.from({ length: cols }, (__, x): Cell => {
      const cell = buffer.active.getLine(buffer.active.baseY + y)?.getCell(x);
      if (!cell) return { glyph: ' ', looks: [] };
      return {
        glyph: cell.getChars() || ' ',
        looks: [
          ...(cell.isBold() ? ['1'] : []),
          ...(cell.isDim() ? ['2'] : []),
          ...(cell.isFgDefault() ? [] : [`${30 + cell.getFgColor()}`]),
          ...(cell.isBgDefault() ? [] : [`${40 + cell.getBgColor()}`]),
        ],
      };
    }),
  );

const same = (a: Cell | undefined, b: Cell | undefined): boolean =>
  a !== undefined && b !== undefined && a.glyph === b.glyph && a.looks.join() === b.looks.join();

const bytes = (text: string): number => Buffer.byteLength(text);

/** The shortest of a reset and what it adds: the encoder below never needs better, its looks are few. */
const turn = (from: readonly string[], to: readonly string[]): string => {
  if (from.join() === to.join()) return '';
  const kept = from.every(look => to.includes(look));
  return kept ? `\u001b[${to.filter(look => !from.includes(look)).join(';')}m` : `\u001b[${['', ...to].join(';')}m`;
};

interface Place {
  readonly row: number;
  readonly column: number;
}

/** The shortest move that every terminal knows. */
function move(from: Place, to: Place): string {
  const by = (count: number, less: string, more: string): string =>
    count === 0 ? '' : `\u001b[${Math.abs(count) === 1 ? '' : Math.abs(count)}${count < 0 ? less : more}`;
  const relative = by(to.row - from.row, 'A', 'B') + by(to.column - from.column, 'D', 'C');
  const lineStart = '\n'.repeat(Math.max(0, to.row - from.row)) + by(to.column, 'D', 'C');
  const absolute = `\u001b[${to.row + 1}${to.column === 0 ? '' : `;${to.column + 1}`}H`;
  const ways = [relative, absolute, ...(to.row > from.row ? [`\r${lineStart}`] : [])];
  return ways.reduce((shortest, way) => (way.length < shortest.length ? way : shortest));
}

/**
 * How few bytes lead from one picture to the next: each changed cell once, the shortest moves between them, cells between
 * two changes written again where that is shorter than moving. Greedy, so a better encoder may win a few bytes.
 */
export function leastBytes(before: Picture, after: Picture): number {
  let total = 0;
  let at: Place | undefined;
  let looks: readonly string[] = [];
  for (const [row, cells] of after.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (same(cell, before[row]?.[column])) continue;
      const jump = at === undefined ? move({ row: -1, column: 999 }, { row, column }) : move(at, { row, column });
      const gap = at?.row === row ? cells.slice(at.column, column) : undefined;
      const isPlainGap = gap?.every(between => between.looks.join() === looks.join()) === true;
      const again = isPlainGap ? bytes(gap?.map(({ glyph }) => glyph).join('') ?? '') : Number.POSITIVE_INFINITY;
      total += Math.min(bytes(jump), again) + bytes(turn(looks, cell.looks)) + bytes(cell.glyph);
      looks = cell.looks;
      at = { row, column: column + 1 };
    }
  }
  return total;
}
