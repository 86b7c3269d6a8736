import type { Confirmation } from '../domain/confirmation.ts';
import type { Session } from '../domain/snapshot.ts';
import { countdown } from '../terminal/format.ts';
import { blank, type Line, span } from '../terminal/line.ts';
import { statusSigns } from '../terminal/theme.ts';
import { besideLabel, fillLines, labelled, sentence, signed } from './labelled.ts';
import { panelTitle } from './panel-title.ts';

export interface ConfirmBoxProps {
  readonly title: string;
  readonly ask: Confirmation;
  readonly session: Session;
  /** Further rows under the consequence: what it changes, what undoes it. */
  readonly facts: readonly { readonly label: string; readonly says: string }[];
  readonly typed: string;
  /** Whether keys count yet. */
  readonly armed: boolean;
  /** A key was pressed and is given a moment. */
  readonly settling: boolean;
  readonly notice: string | undefined;
  readonly expiresInMs: number;
  /** What the cancelling key does instead. */
  readonly cancel: string;
}

/** The question in full: consequence first, where it happens, what undoes it, and only then how to say yes. */
export function confirmBox(box: ConfirmBoxProps, width: number, height: number): readonly Line[] {
  const { ask, session, facts } = box;
  const room = besideLabel(width);
  // `simulated` is no name of an environment: the sign behind it says so, and louder.
  const environment = session.simulated ? [] : [session.environment];
  const where = [...environment, `account ${session.accountId}`, session.region].join(' · ');
  const head: readonly Line[] = [
    panelTitle(box.title, width, [span(`void in ${countdown(box.expiresInMs)}`, 'muted')]),
    blank,
    ...signed([span(` ${statusSigns.warning.sign}`, 'warning')], ask.consequence, width - 2, 'strong'),
    blank,
    ...labelled('Where', [
      [
        span(where, session.production ? 'production' : 'text'),
        ...(session.simulated ? [span(' '), span(' SIMULATED ', 'simulated')] : []),
      ],
    ]),
    ...facts.flatMap(({ label, says }) => labelled(label, sentence(says, room))),
    ...(ask.because.length > 0 ? labelled('Why so', sentence(gradeWords(ask), room)) : []),
  ];
  const answer = [blank, answerLine(box), blank, ...noticeLines(box, width)];
  if (head.length + answer.length <= height) return fillLines([...head, ...answer], height);
  // In a low terminal the empty lines go first, and then the facts; the answer keeps its place below them.
  const dense = head.filter(line => line !== blank);
  const denseAnswer = [answerLine(box), ...noticeLines(box, width)];
  const left = Math.max(0, height - denseAnswer.length);
  const shown = dense.length <= left ? dense : [...dense.slice(0, left - 1), cutLine];
  return fillLines([...fillLines(shown, left), ...denseAnswer], height);
}

const cutLine: Line = [span(' … more facts than this terminal has lines; make it higher to see them', 'warning')];

const gradeWords = ({ grade, because }: Confirmation): string =>
  `${grade === 'press' ? 'One key is asked' : grade === 'number' ? 'The number has to be typed' : 'The name has to be typed'}: ${because.join('; ')}.`;

function answerLine({ ask, typed, armed, settling }: ConfirmBoxProps): Line {
  const tone = armed ? 'strong' : 'muted';
  if (ask.grade === 'press') {
    return [
      span(' Press ', tone),
      span(ask.phrase, armed ? 'accent' : 'muted'),
      span(' to confirm', tone),
      span(settling ? ' …' : ''),
    ];
  }
  return [
    span(' Type ', tone),
    span(ask.phrase, armed ? 'accent' : 'muted'),
    span(' and Enter   ', tone),
    span('▸ ', armed ? 'accent' : 'muted'),
    span(typed, 'strong'),
    span('▏', armed ? 'accent' : 'muted'),
  ];
}

/** Two lines, also when there is nothing to say: the box must not move under the reader's eyes. */
function noticeLines({ armed, notice, cancel }: ConfirmBoxProps, width: number): readonly Line[] {
  const cancelLine: Line = [span(' esc ', 'accent'), span(cancel, 'muted')];
  if (notice !== undefined)
    return [...fillLines(signed([span(' ▲', 'alarm')], notice, width - 2, 'alarm'), 2), cancelLine];
  const wait = armed ? '' : ' Keys count after half a second of silence.';
  return [[span(wait, 'muted')], blank, cancelLine];
}
