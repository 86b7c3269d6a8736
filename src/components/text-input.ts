import { blank, cell, type Line, span } from '../terminal/line.ts';
import { textWidth } from '../terminal/text-width.ts';
import { fillLines, labelWidth, sentence, signed } from './labelled.ts';

export interface TextInputProps {
  readonly text: string;
  /** A dot stands for each character. */
  readonly masked: boolean;
  /** What an answer looks like. */
  readonly example: string;
  /** What is wrong with it, in a sentence. */
  readonly problem: string | undefined;
}

/** ` [ night-down▏ ]`, what fits below it, and two lines for the problem that are there also when there is none. */
export function textInput({ text, masked, example, problem }: TextInputProps, width: number): readonly Line[] {
  const tone = problem === undefined ? 'strong' : 'alarm';
  const indent = cell('', labelWidth + 1);
  const room = width - labelWidth - 8;
  const shown = masked ? '•'.repeat([...text].length) : text;
  // The end is where one types: of a text that is too long the beginning goes.
  const visible = textWidth(shown) <= room ? shown : `…${tail(shown, room - 1)}`;
  return [
    [indent, span('[ ', tone), span(visible, tone), span('▏', 'accent'), span(' ]', tone)],
    ...sentence(example, width - labelWidth - 2, 'muted').map((line): Line => [indent, ...line]),
    blank,
    ...fillLines(
      problem === undefined
        ? []
        : signed([span('▲', 'alarm')], problem, width - labelWidth - 2, 'alarm').map((line): Line => [indent, ...line]),
      3,
    ),
  ];
}

function tail(text: string, width: number): string {
  let kept = '';
  for (const character of [...text].reverse()) {
    if (textWidth(character + kept) > width) break;
    kept = character + kept;
  }
  return kept;
}
