import { type Line, lineWidth, span } from '../line.ts';
import { wrapWords } from '../text-width.ts';
import type { Tone } from '../theme.ts';

/** A part of a report under a title of its own; screens and text frame it each in their way. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** A sentence in as many lines as it needs, one cell from the edge. */
export const paragraph = (text: string, width: number, tone: Tone = 'muted'): readonly Line[] =>
  wrapWords(text, width - 2).map(words => [span(` ${words}`, tone)]);

/** The same behind a sign or a label; further lines begin below the first word. */
export function behind(head: Line, text: string, width: number, tone: Tone = 'text'): readonly Line[] {
  const indent = lineWidth(head);
  return wrapWords(text, Math.max(20, width - indent - 1)).map((words, index) => [
    ...(index === 0 ? head : [span(' '.repeat(indent))]),
    span(words, tone),
  ]);
}
