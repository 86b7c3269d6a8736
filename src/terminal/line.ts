import { safeText } from '../domain/safe-text.ts';
import { isPlain } from './plain-text.ts';
import { fitText, textWidth } from './text-width.ts';
import { type Tone, toneStyles } from './theme.ts';

/** A piece of one line with one meaning. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** One row of cells, as data: screens build and test lines, only `painter` turns them into escape sequences. */
export type Line = readonly Span[];

export const span = (text: string, tone: Tone = 'text'): Span => ({ text, tone });

export const blank: Line = [];

const printable = (text: string): string => (isPlain(text) ? text : safeText(text));

export const plainText = (line: Line): string => line.map(({ text }) => text).join('');

export const lineWidth = (line: Line): number =>
  line.reduce((cells, { text }) => cells + textWidth(printable(text)), 0);

/** Exactly `width` cells: cut with `…` or filled with blanks. A line that is so already is the same one. */
export function fitLine(line: Line, width: number): Line {
  const fitted: Span[] = [];
  let left = width;
  for (const [index, piece] of line.entries()) {
    const { text, tone } = piece;
    const safe = printable(text);
    const cells = textWidth(safe);
    const goesOn = (): boolean => line.slice(index + 1).some(next => next.text !== '');
    if (cells > left || (cells === left && goesOn())) {
      // Text that goes on beyond the edge must show that it does, also where a span ends exactly at the edge.
      fitted.push({ text: fitText(cells > left ? safe : `${safe} `, left), tone });
      return fitted;
    }
    fitted.push(safe === text ? piece : { text: safe, tone });
    left -= cells;
  }
  if (left > 0) return [...fitted, span(' '.repeat(left))];
  return fitted.every((piece, index) => piece === line[index]) ? line : fitted;
}

/** `left` from the left edge, `right` at the right edge; where both do not fit, `left` is cut. */
export function spread(left: Line, right: Line, width: number): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth === 0 || rightWidth + 2 > width) return fitLine(left, width);
  return [...fitLine(left, width - rightWidth - 1), span(' '), ...right];
}

/** Two columns of lines, `gap` cells apart; the shorter one is filled with blanks. */
export function beside(
  left: { readonly lines: readonly Line[]; readonly width: number },
  right: { readonly lines: readonly Line[]; readonly width: number },
  gap: number,
): readonly Line[] {
  const height = Math.max(left.lines.length, right.lines.length);
  return Array.from({ length: height }, (_, y) => [
    ...fitLine(left.lines[y] ?? blank, left.width),
    span(' '.repeat(gap)),
    ...fitLine(right.lines[y] ?? blank, right.width),
  ]);
}

/** One cell of a table. */
export const cell = (text: string, width: number, tone: Tone = 'text', align: 'left' | 'right' = 'left'): Span =>
  span(fitText(printable(text), width, align), tone);

export type Painter = (line: Line) => string;

/**
 * Turns lines into text with colours, or without.
 * Invariant: whatever is not plainly printable passes `safeText` here, so nothing from AWS reaches the terminal as an escape sequence.
 */
export const painter =
  ({ colour }: { readonly colour: boolean }): Painter =>
  line =>
    line
      .map(({ text, tone }) => {
        const safe = printable(text);
        const style = toneStyles[tone];
        return colour && style !== '' ? `\u001b[${style}m${safe}\u001b[0m` : safe;
      })
      .join('');
