import { labelled, sentence, signed } from '../../components/labelled.ts';
import { stepLines } from '../../components/step-list.ts';
import type { RecordedRun } from '../../hooks/session-context.tsx';
import { dateAndMinute } from '../../terminal/format.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import { statusSigns } from '../../terminal/theme.ts';
import { endLines } from '../wizard/run-view.ts';
import { writtenAndNot } from '../wizard/run-words.ts';

const room = 14;

/** What a run did, from its journal: when, as whom and where, step by step, and how it ended. */
export function recordedRunLines({ run, note, runBy }: RecordedRun, width: number): readonly Line[] {
  const { session, summary } = run.plan;
  const where = `${session.environment} · account ${session.accountId} · ${session.region}`;
  return [
    ...sentence(summary, width - 2, 'strong').map((line): Line => [span(' '), ...line]),
    blank,
    ...labelled('When', [[span(`${dateAndMinute(run.startedAt)} UTC`)]]),
    ...labelled('Where', [[span(where), ...(session.simulated ? [span(' '), span(' SIMULATED ', 'simulated')] : [])]]),
    ...labelled('As', sentence(session.principalArn, width - room)),
    ...(note === undefined ? [] : labelled('Journal', sentence(note, width - room, 'warning'))),
    blank,
    ...stepLines(
      run.steps.map(state => ({ state, isOver: runBy === undefined })),
      run.updatedAt,
      width,
    ),
    ...(run.ended !== undefined
      ? endLines(run, width)
      : runBy === undefined
        ? withoutEnd(run, width)
        : underWay(run, runBy, width)),
  ];
}

/** Somebody else goes on with it: it is watched from here. */
const underWay = (run: RecordedRun['run'], runBy: string, width: number): readonly Line[] => [
  blank,
  ...signed(
    [span(' '), span(statusSigns.pending.sign, 'warning')],
    `Under way: run by ${runBy}.`,
    width - 2,
    'warning',
  ),
  ...writtenAndNot(run).flatMap(({ label, says }) => labelled(label, sentence(says, width - room))),
];

/** Its program was killed: what AWS was asked for is known, what came of it is not. */
function withoutEnd(run: RecordedRun['run'], width: number): readonly Line[] {
  const { sign, tone } = statusSigns.unknown;
  return [
    blank,
    ...signed(
      [span(' '), span(sign, tone)],
      'The journal has no end of this run: its program was killed, or its machine stopped.',
      width - 2,
      tone,
    ),
    ...writtenAndNot(run).flatMap(({ label, says }) => labelled(label, sentence(says, width - room))),
    ...labelled(
      'Next',
      sentence(
        'c goes on with it: it finds out what came of it, and asks before it writes. z plans the way back from there.',
        width - room,
      ),
    ),
  ];
}
