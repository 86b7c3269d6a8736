import { count } from '../terminal/format.ts';
import { blank, cell, type Line, span } from '../terminal/line.ts';
import { fillLines, labelWidth, signed } from './labelled.ts';

export interface NumberStepperProps {
  readonly text: string;
  /** The next character replaces the text instead of following it. */
  readonly replaceable: boolean;
  readonly min: number;
  readonly max: number;
  readonly startedAt: number | undefined;
  /** What is wrong with it, in a sentence. */
  readonly problem: string | undefined;
}

/** ` − [ 6 ] +   from 0 to 200, now 2`, and two lines for the problem that are there also when there is none. */
export function numberStepper(
  { text, replaceable, min, max, startedAt, problem }: NumberStepperProps,
  width: number,
): readonly Line[] {
  const tone = problem === undefined ? 'strong' : 'alarm';
  const indent = cell('', labelWidth + 1);
  return [
    [
      indent,
      span('− ', 'accent'),
      span(`[ ${text}`, tone),
      span(replaceable ? ' ' : '▏', 'accent'),
      span(']', tone),
      span(' +', 'accent'),
      span(
        `    from ${count(min)} to ${count(max)}${startedAt === undefined ? '' : `, now ${count(startedAt)}`}`,
        'muted',
      ),
    ],
    blank,
    ...fillLines(
      problem === undefined
        ? []
        : signed([span('▲', 'alarm')], problem, width - labelWidth - 2, 'alarm').map((line): Line => [indent, ...line]),
      2,
    ),
  ];
}
