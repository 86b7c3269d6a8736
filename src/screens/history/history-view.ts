import { panelTitle } from '../../components/panel-title.ts';
import { statusSign } from '../../components/status-sign.ts';
import type { Recorded, RunRecord } from '../../hooks/session-context.tsx';
import { dateAndMinute } from '../../terminal/format.ts';
import { blank, cell, fitLine, type Line, span } from '../../terminal/line.ts';
import { wrapWords } from '../../terminal/text-width.ts';
import { type Status, selectionSign } from '../../terminal/theme.ts';
import { windowTop } from '../dashboard/dashboard-state.ts';

/** How a run came out, in a word or two, and how it is to be taken. */
const outcomes: Readonly<Record<RunRecord['outcome'], { readonly words: string; readonly status: Status }>> = {
  completed: { words: 'done', status: 'ok' },
  refused: { words: 'refused', status: 'pending' },
  unanswered: { words: 'not confirmed', status: 'pending' },
  blocked: { words: 'blocked', status: 'warning' },
  drift: { words: 'drifted', status: 'warning' },
  rejected: { words: 'rejected', status: 'alarm' },
  unknown: { words: 'unknown', status: 'unknown' },
  'not-verified': { words: 'not verified', status: 'alarm' },
  'watch-failed': { words: 'trouble after', status: 'alarm' },
  interrupted: { words: 'stopped', status: 'warning' },
  credentials: { words: 'no permission', status: 'warning' },
  'read-only': { words: 'read-only', status: 'warning' },
  unreadable: { words: 'unreadable', status: 'unknown' },
  unrecorded: { words: 'unrecorded', status: 'alarm' },
  'our-fault': { words: 'headroom failed', status: 'alarm' },
  unfinished: { words: 'no end', status: 'unknown' },
};

const outcomeWidth = 2 + Math.max(...Object.values(outcomes).map(({ words }) => words.length));
const timeWidth = 'YYYY-MM-DD HH:MM'.length;

export interface HistoryViewProps {
  readonly recorded: Recorded<readonly RunRecord[]> | undefined;
  readonly selected: RunRecord | undefined;
  /** The run of this session, while it goes on: it is not "no end", only not there yet. */
  readonly runningId: string | undefined;
}

/** The recorded runs, newest first: exactly `height` lines. */
export function historyLines(
  { recorded, selected, runningId }: HistoryViewProps,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Line[] {
  const runs = recorded?.kind === 'read' ? recorded.value : [];
  const rows = height - 1;
  const index = selected === undefined ? 0 : runs.indexOf(selected);
  const top = windowTop({ index, rows, count: runs.length });
  const place: Line = runs.length > rows ? [span(`${index + 1} of ${runs.length}`, 'muted')] : [];
  const said = sayings(recorded).flatMap(says => wrapWords(says, width - 2).map((text): Line => [span(` ${text}`)]));
  const lines = [
    panelTitle('Recorded runs', width, place),
    ...(runs.length === 0 ? [blank, ...said] : []),
    ...runs
      .slice(top, top + rows)
      .map(run => row(run, { isSelected: run === selected, isRunning: run.runId === runningId })),
  ];
  return Array.from({ length: height }, (_, y) => fitLine(lines[y] ?? blank, width));
}

function sayings(recorded: HistoryViewProps['recorded']): readonly string[] {
  if (recorded === undefined) return ['Reading the journal.'];
  if (recorded.kind === 'failed') return [recorded.because, recorded.nextStep];
  return ['No runs are recorded yet. Every run that you confirm will stand here, with what it did.'];
}

function row(run: RunRecord, { isSelected, isRunning }: { isSelected: boolean; isRunning: boolean }): Line {
  const { words, status } = isRunning ? ({ words: 'under way', status: 'pending' } as const) : outcomes[run.outcome];
  return [
    span(isSelected ? selectionSign : ' ', 'accent'),
    statusSign(status),
    span(' '),
    cell('startedAt' in run ? dateAndMinute(run.startedAt) : run.runId, timeWidth, 'muted'),
    span('  '),
    cell(words, outcomeWidth),
    span('summary' in run ? run.summary : run.note, isSelected ? 'strong' : 'text'),
  ];
}
