import { blank, cell, type Line, lineWidth, span } from '../terminal/line.ts';
import { textWidth, wrapWords } from '../terminal/text-width.ts';
import type { Tone } from '../terminal/theme.ts';

/** Cells of the column that names what stands beside it. */
export const labelWidth = 12;

/**
 * A name in the left column and its lines beside it, ` Changes    MinCapacity 2 → 6`; a name that the column cannot hold
 * has a line of its own above them. Nothing where there are no lines.
 */
export function labelled(label: string, lines: readonly Line[]): readonly Line[] {
  const isTooLong = textWidth(label) >= labelWidth;
  const beside = lines.map(
    (line, index): Line => [
      cell(index === 0 && !isTooLong ? ` ${label}` : '', labelWidth, 'muted'),
      span(' '),
      ...line,
    ],
  );
  return isTooLong && lines.length > 0 ? [[span(` ${label}`, 'muted')], ...beside] : beside;
}

/** Cells that are left beside the label. */
export const besideLabel = (width: number): number => width - labelWidth - 2;

/** A sentence in as many lines as it needs. */
export const sentence = (text: string, width: number, tone: Tone = 'text'): readonly Line[] =>
  wrapWords(text, width).map(line => [span(line, tone)]);

/** A sentence behind a sign; its further lines begin below the first word. */
export function signed(sign: Line, text: string, width: number, tone: Tone = 'text'): readonly Line[] {
  const indent = lineWidth(sign) + 1;
  return wrapWords(text, width - indent).map((line, index) => [
    ...(index === 0 ? [...sign, span(' ')] : [span(' '.repeat(indent))]),
    span(line, tone),
  ]);
}

/** Exactly `height` lines: cut, or filled with empty ones. */
export const fillLines = (lines: readonly Line[], height: number): readonly Line[] =>
  Array.from({ length: Math.max(0, height) }, (_, y) => lines[y] ?? blank);
