import type { Confirmation } from '../domain/confirmation.ts';
import type { Session } from '../domain/snapshot.ts';
import { countdown } from '../terminal/format.ts';
import { blank, type Line, lineWidth, span } from '../terminal/line.ts';
import { pieces, textWidth } from '../terminal/text-width.ts';
import { statusSigns } from '../terminal/theme.ts';
import { besideLabel, fillLines, labelled, sentence, signed } from './labelled.ts';
import { panelTitle } from './panel-title.ts';

export interface ConfirmFact {
  readonly label: string;
  readonly says: string;
  /** Part of what is confirmed: as long as it is not seen whole, the question cannot be answered. */
  readonly isTarget?: true;
}

export interface ConfirmBoxProps {
  readonly title: string;
  readonly ask: Confirmation;
  readonly session: Session;
  /** Further rows under the consequence: what it changes, what undoes it. */
  readonly facts: readonly ConfirmFact[];
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

export interface ConfirmBox {
  readonly lines: readonly Line[];
  /** Whether all is seen that an answer is about: the consequence, the account, the target and the answer itself. */
  readonly showsTarget: boolean;
}

/** The question in full: consequence first, where it happens, what undoes it, and only then how to say yes. */
export function confirmBox(box: ConfirmBoxProps, width: number, height: number): ConfirmBox {
  const { ask, facts } = box;
  const room = besideLabel(width);
  const factLines = (shown: readonly ConfirmFact[]): readonly Line[] =>
    shown.flatMap(({ label, says }) => labelled(label, sentence(says, room)));
  const title = panelTitle(box.title, width, [span(`void in ${countdown(box.expiresInMs)}`, 'muted')]);
  const consequence = signed([span(` ${statusSigns.warning.sign}`, 'warning')], ask.consequence, width - 2, 'strong');
  const target = [...whereLines(box.session, room), ...factLines(facts.filter(({ isTarget }) => isTarget))];
  const more = [
    ...factLines(facts.filter(({ isTarget }) => !isTarget)),
    ...(ask.because.length > 0 ? labelled('Why so', sentence(gradeWords(ask), room)) : []),
  ];
  const answer = answerLines(box, width);
  const notice = noticeLines(box, width);

  const airy = [title, blank, ...consequence, blank, ...target, ...more, blank, ...answer, blank, ...notice];
  if (airy.length <= height) return { lines: fillLines(airy, height), showsTarget: true };
  // In a low terminal the empty lines go first, and then the facts; the answer keeps its place below them.
  const dense = [title, ...consequence, ...target, ...more];
  const left = Math.max(0, height - answer.length - notice.length);
  const shown = dense.length <= left ? dense : [...dense.slice(0, Math.max(0, left - 1)), cutLine];
  return {
    lines: fillLines([...fillLines(shown, left), ...answer, ...notice], height),
    showsTarget: dense.length <= left || dense.length - more.length < left,
  };
}

const cutLine: Line = [span(' … more facts than this terminal has lines; make it higher to see them', 'warning')];

function whereLines(session: Session, room: number): readonly Line[] {
  // `simulated` is no name of an environment: the sign behind it says so, and louder.
  const environment = session.simulated ? [] : [session.environment];
  const where = [...environment, `account ${session.accountId}`, session.region].join(' · ');
  const badge: Line = session.simulated ? [span(' '), span(' SIMULATED ', 'simulated')] : [];
  const lines = sentence(where, room - lineWidth(badge), session.production ? 'production' : 'text');
  return labelled(
    'Where',
    lines.map((line, index) => (index === lines.length - 1 ? [...line, ...badge] : line)),
  );
}

const gradeWords = ({ grade, because }: Confirmation): string =>
  `${grade === 'press' ? 'One key is asked' : grade === 'number' ? 'The number has to be typed' : 'The name has to be typed'}: ${because.join('; ')}.`;

/** One line where it fits; a long name is asked for, and typed, on lines of its own. */
function answerLines({ ask, typed, armed, settling }: ConfirmBoxProps, width: number): readonly Line[] {
  const tone = armed ? 'strong' : 'muted';
  const accent = armed ? 'accent' : 'muted';
  if (ask.grade === 'press') {
    return [[span(' Press ', tone), span(ask.phrase, accent), span(' to confirm', tone), span(settling ? ' …' : '')]];
  }
  const asked: Line = [span(' Type ', tone), span(ask.phrase, accent), span(' and Enter   ', tone)];
  const prompt: Line = [span('▸ ', accent)];
  const cursor = span('▏', accent);
  // Decided by the phrase and not by what is typed, so that nothing moves while it is typed.
  const isShort = lineWidth(asked) + lineWidth(prompt) + textWidth(ask.phrase) + typingSpace < width;
  if (isShort) return [[...asked, ...prompt, span(typed, 'strong'), cursor]];
  const room = width - 4;
  const rows = pieces(ask.phrase, room);
  const typedRows = pieces(typed, room);
  return [
    [span(' Type this and Enter', tone)],
    ...rows.map((row): Line => [span('   '), span(row, accent)]),
    ...Array.from(
      // A row more than the phrase needs: what is typed beyond its end must be seen as well.
      { length: rows.length + 1 },
      (_, index): Line => [
        ...(index === 0 ? [span(' '), ...prompt] : [span('   ')]),
        span(typedRows[index] ?? '', 'strong'),
        ...(index === typedRows.length - 1 ? [cursor] : []),
      ],
    ),
  ];
}

/** Cells for what may be typed beyond the phrase, and for the cursor. */
const typingSpace = 9;

/** Two lines, also when there is nothing to say: the box must not move under the reader's eyes. */
function noticeLines({ armed, notice, cancel }: ConfirmBoxProps, width: number): readonly Line[] {
  const cancelLine: Line = [span(' esc ', 'accent'), span(cancel, 'muted')];
  if (notice !== undefined)
    return [...fillLines(signed([span(' ▲', 'alarm')], notice, width - 2, 'alarm'), 2), cancelLine];
  const wait = armed ? '' : ' Keys count after half a second of silence.';
  return [[span(wait, 'muted')], blank, cancelLine];
}
