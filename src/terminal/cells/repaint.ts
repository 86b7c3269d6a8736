import { type CursorAt, cursorMove } from './cursor-move.ts';
import { blankGlyph, type Grid, glyphBytes, glyphText, rightHalf } from './grid.ts';
import { plainStyle, type Styles } from './style.ts';

/** What the terminal's pen is like between two frames. */
export interface Pen {
  /** Undefined where it is not known. */
  cursor: CursorAt | undefined;
  style: number;
}

/**
 * The bytes that turn `shown` into `wanted`, looking at the dirty rows only; `shown` and `pen` are brought up to date.
 * Cells that are right already are skipped, unless writing them again is shorter than moving over them.
 */
export function repaint(
  shown: Grid,
  wanted: Grid,
  { dirty, pen, styles }: { readonly dirty: Uint8Array; readonly pen: Pen; readonly styles: Styles },
): string {
  let out = '';
  for (let row = 0; row < wanted.rows; row += 1) {
    if (dirty[row] === 1) out += repaintRow(row, shown, wanted, { pen, styles });
  }
  return out;
}

function repaintRow(
  row: number,
  shown: Grid,
  wanted: Grid,
  { pen, styles }: { readonly pen: Pen; readonly styles: Styles },
): string {
  const { columns } = wanted;
  const start = row * columns;
  const isSame = (column: number): boolean =>
    shown.glyphs[start + column] === wanted.glyphs[start + column] &&
    shown.styles[start + column] === wanted.styles[start + column];
  const isBlank = (column: number): boolean =>
    wanted.glyphs[start + column] === blankGlyph && wanted.styles[start + column] === plainStyle;

  let last = columns - 1;
  while (last >= 0 && isSame(last)) last -= 1;
  if (last < 0) return '';
  // Blanks up to the edge are one short sequence, where they are more than that.
  let filled = columns;
  while (filled > 0 && isBlank(filled - 1)) filled -= 1;
  const erasesTail = last - filled + 1 > eraseToEdge.length;

  let out = '';
  const end = erasesTail ? filled : last + 1;
  let column = 0;
  while (column < end) {
    if (isSame(column)) {
      column += 1;
      continue;
    }
    // A wide glyph is written from its left half.
    if (wanted.glyphs[start + column] === rightHalf && column > 0) column -= 1;
    const until = runEnd(column);
    while (column < until) {
      out += goTo(row, column);
      column += writeCell(column);
    }
  }
  if (erasesTail) {
    out += goTo(row, filled) + penTo(plainStyle) + eraseToEdge;
  }
  shown.glyphs.set(wanted.glyphs.subarray(start, start + columns), start);
  shown.styles.set(wanted.styles.subarray(start, start + columns), start);
  return out;

  /** The end of what is written in one go: over cells that are right already as long as they are cheaper than a move. */
  function runEnd(from: number): number {
    let until = from + 1;
    for (;;) {
      while (until < end && !isSame(until)) until += 1;
      let next = until;
      let bytes = 0;
      let style = wanted.styles[start + until - 1] ?? plainStyle;
      while (next < end && isSame(next)) {
        const its = wanted.styles[start + next] ?? plainStyle;
        bytes += glyphBytes(wanted.glyphs[start + next] ?? blankGlyph) + styles.transition(style, its).length;
        style = its;
        next += 1;
      }
      if (next >= end) return until;
      const after = wanted.styles[start + next] ?? plainStyle;
      const before = wanted.styles[start + until - 1] ?? plainStyle;
      const over = bytes + styles.transition(style, after).length;
      const around = cursorMove({ row, column: until }, row, next).length + styles.transition(before, after).length;
      if (over > around) return until;
      until = next;
    }
  }

  function writeCell(at: number): number {
    const glyph = wanted.glyphs[start + at] ?? blankGlyph;
    if (glyph === rightHalf) return 1;
    const width = wanted.glyphs[start + at + 1] === rightHalf && at + 1 < columns ? 2 : 1;
    out += penTo(wanted.styles[start + at] ?? plainStyle) + glyphText(glyph);
    // Terminals differ beyond the edge, and in how wide they draw what is not plain: there the next move says where to.
    const isSure = width === 1 && glyph < firstUnsure && at + 1 < columns;
    pen.cursor = { row, column: isSure ? at + 1 : undefined };
    return width;
  }

  function goTo(toRow: number, toColumn: number): string {
    const move = cursorMove(pen.cursor, toRow, toColumn);
    pen.cursor = { row: toRow, column: toColumn };
    return move;
  }

  function penTo(style: number): string {
    const change = styles.transition(pen.style, style);
    pen.style = style;
    return change;
  }
}

/** Latin, Greek, Cyrillic, arrows, boxes and blocks: one cell each everywhere. Wider scripts and symbols begin here. */
const firstUnsure = 0x2600;

const eraseToEdge = '\u001b[K';
