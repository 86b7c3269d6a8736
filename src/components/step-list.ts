import type { StepPhase, StepState } from '../domain/run.ts';
import type { Instant } from '../domain/time.ts';
import { countdown, timeOfDay } from '../terminal/format.ts';
import { cell, type Line, lineWidth, span, spread } from '../terminal/line.ts';
import { textWidth, wrapWords } from '../terminal/text-width.ts';
import type { Tone } from '../terminal/theme.ts';

const phaseSigns: Readonly<Record<StepPhase, { readonly sign: string; readonly tone: Tone }>> = {
  waiting: { sign: '·', tone: 'muted' },
  requested: { sign: '▸', tone: 'accent' },
  sent: { sign: '▸', tone: 'accent' },
  unknown: { sign: '?', tone: 'unknown' },
  holding: { sign: '▸', tone: 'accent' },
  done: { sign: '✓', tone: 'ok' },
  skipped: { sign: '–', tone: 'muted' },
  failed: { sign: '▲', tone: 'alarm' },
};

/** Under way when the run ended. */
const leftSign = { sign: '–', tone: 'warning' } as const;

export interface StepRow {
  readonly state: StepState;
  /** What to say instead of the last event's words, where something newer is known: "running 4/6, 2 pending". */
  readonly live?: string | undefined;
  /** Time until it ends by itself, where that is known. */
  readonly leftMs?: number | undefined;
  /** The run has ended: nothing is under way any more, and what was is left where it stood. */
  readonly isOver: boolean;
}

/**
 * Of each step a row with what it says; the time at the right is how long it lasts, is left, or when it ended.
 * What is under way, and what went wrong, has lines of its own below its row; so has what is too long for the row.
 */
export const stepBlocks = (rows: readonly StepRow[], now: Instant, width: number): readonly (readonly Line[])[] =>
  rows.map((row, index) => [
    titleLine(row, index + 1, now, width),
    ...(hasOwnLines(row.state) || !fitsRow(row, index + 1, now, width) ? saysLines(row, width) : []),
  ]);

export const stepLines = (rows: readonly StepRow[], now: Instant, width: number): readonly Line[] =>
  stepBlocks(rows, now, width).flat();

function titleLine(row: StepRow, number: number, now: Instant, width: number): Line {
  const title = titleOf(row, number);
  const { says } = row.state;
  const inRow: Line = saysItsTitle(row.state) || says === '' ? [] : [span(`  ${says}`, 'muted')];
  const isTold = hasOwnLines(row.state) || !fitsRow(row, number, now, width);
  return spread(isTold ? title : [...title, ...inRow], timeLine(row, now), width);
}

function titleOf({ state: { step, phase }, isOver }: StepRow, number: number): Line {
  const isUnderWay = isActive(phase) && !isOver;
  const { sign, tone } = isActive(phase) && isOver ? leftSign : phaseSigns[phase];
  return [
    span(' '),
    span(sign, tone),
    cell(` ${number} `, 4, 'muted', 'right'),
    span(step.title, phase === 'waiting' ? 'muted' : isUnderWay ? 'strong' : 'text'),
  ];
}

const saysItsTitle = ({ step, says }: StepState): boolean => says.toLowerCase() === step.title.toLowerCase();

/** Whether what the step says has room between its title and its time; it is never cut there. */
const fitsRow = (row: StepRow, number: number, now: Instant, width: number): boolean =>
  lineWidth(titleOf(row, number)) + 2 + textWidth(row.state.says) + 1 + lineWidth(timeLine(row, now)) <= width;

function timeLine({ state: { phase, since }, leftMs, isOver }: StepRow, now: Instant): Line {
  if (phase === 'waiting') return [];
  if (leftMs !== undefined) return [span(`${countdown(leftMs)} left `, 'accent')];
  if (isActive(phase) && !isOver) return [span(`for ${countdown(now - since)} `, 'accent')];
  return [span(`${timeOfDay(since)} `, 'muted')];
}

const isWarning = ({ says }: StepState): boolean => says.startsWith('warning:');

const hasOwnLines = (state: StepState): boolean =>
  isActive(state.phase) || state.phase === 'failed' || state.phase === 'unknown' || isWarning(state);

const isActive = (phase: StepPhase): boolean => phase === 'requested' || phase === 'sent' || phase === 'holding';

function saysLines({ state, live, isOver }: StepRow, width: number): readonly Line[] {
  const { says, phase } = state;
  const text = live ?? says;
  if (text === '' || (saysItsTitle(state) && !hasOwnLines(state))) return [];
  const tone: Tone =
    phase === 'failed'
      ? 'alarm'
      : phase === 'unknown'
        ? 'unknown'
        : isWarning(state)
          ? 'warning'
          : isActive(phase)
            ? 'text'
            : 'muted';
  // A running step always has two lines, so that a longer reason does not push the steps below it down.
  const keepsRoom = isActive(phase) && !isOver;
  const lines = wrapWords(text, width - 8, keepsRoom ? 2 : 3);
  return [...lines, ...(keepsRoom && lines.length < 2 ? [''] : [])].map(line => [span('       '), span(line, tone)]);
}
