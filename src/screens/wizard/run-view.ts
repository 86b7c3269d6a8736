import { driftTable } from '../../components/drift-table.ts';
import { besideLabel, fillLines, labelled, sentence, signed } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { stepBlocks } from '../../components/step-list.ts';
import { stepWindow } from '../../components/step-window.ts';
import type { Plan } from '../../domain/plan.ts';
import { type Run, whatIsPending } from '../../domain/run.ts';
import { findService, type Snapshot } from '../../domain/snapshot.ts';
import { type Instant, isoSeconds } from '../../domain/time.ts';
import { countdown } from '../../terminal/format.ts';
import { beside, blank, type Line, span } from '../../terminal/line.ts';
import { statusSigns } from '../../terminal/theme.ts';
import { liveServiceHeight, liveServiceLines } from './live-service.ts';
import { holdLeftMs, liveWords, writtenAndNot, wroteSomething } from './run-words.ts';

export interface RunViewProps {
  readonly title: string;
  readonly run: Run;
  /** Why this run is on the screen instead of what was asked for. */
  readonly notice?: string | undefined;
  readonly snapshot: Snapshot | undefined;
  readonly now: Instant;
}

const endedNote = (run: Run): string => {
  if (run.ended?.kind !== 'completed') return 'stopped';
  return whatIsPending(run) === undefined ? 'done' : 'pending';
};

/** Names keep their case: `desiredCount` begins no sentence as `DesiredCount`, nor a service as another one. */
const sentenceCase = (says: string): string =>
  /^[a-z]+[ ,:;]/.test(says) ? `${says.slice(0, 1).toUpperCase()}${says.slice(1)}` : says;

/** From here on the live service stands beside the steps instead of below them; its sparklines need the room. */
const sideBySideWidth = 150;
const gap = 2;

/** Kept free below the steps, so that what they say does not move the service below them. */
const linesOfWords = 8;

/** The step that is under way, what it says, and how many stand around it: no service takes these lines. */
const leastProgress = 5;

/** A run from its first check to its end, with the service beside it; exactly `height` lines. */
export function runLines(view: RunViewProps, width: number, height: number): readonly Line[] {
  const { run, title, now, snapshot } = view;
  const note = run.ended === undefined ? `running for ${countdown(now - run.startedAt)}` : endedNote(run);
  const head: readonly Line[] = [
    panelTitle(title, width, [span(note, 'muted')]),
    ...sentence(run.plan.summary, width - 2, 'strong')
      .slice(0, 2)
      .map((line): Line => [span(' '), ...line]),
    ...(view.notice === undefined ? [blank] : signed([span(' !', 'warning')], view.notice, width - 2, 'warning')),
  ];
  const rest = height - head.length;
  const [key] = run.plan.services;
  const service = snapshot && key && findService(snapshot, key);
  if (service === undefined) return fillLines([...head, ...progressLines(view, width, rest)], height);
  if (width < sideBySideWidth) {
    // The service keeps its place while the steps above it speak; only the end of a run may need its room.
    const atLeast = Math.max(rest - liveServiceHeight, Math.min(leastProgress, rest));
    const steady = Math.min(atLeast, run.steps.length + linesOfWords);
    const whole = progressLines(view, width, rest).length + 1;
    // A low terminal has no room for both: how it ended, and what is next, goes before the service.
    const atEnd = whole > rest - 2 ? rest : Math.max(steady, whole);
    const room = run.ended === undefined ? steady : atEnd;
    const above = fillLines(progressLines(view, width, room), room);
    const rows = rest - room;
    return fillLines([...head, ...above, ...liveServiceLines(service, now, { width, rows })], height);
  }
  const left = Math.floor(width / 2) - gap;
  const progress = fillLines(progressLines(view, left, rest), rest);
  const right = width - left - gap;
  return [
    ...head,
    ...beside(
      { lines: progress, width: left },
      { lines: fillLines(liveServiceLines(service, now, { width: right, rows: rest }), rest), width: right },
      gap,
    ),
  ];
}

/** The step that is under way, or the one that the run ended with, around which the others stand; then how it ended. */
function progressLines({ run, snapshot, now }: RunViewProps, width: number, height: number): readonly Line[] {
  const rows = run.steps.map(state => ({
    state,
    live: snapshot && run.ended === undefined ? liveWords(state, snapshot) : undefined,
    leftMs: run.ended === undefined ? holdLeftMs(state, now) : undefined,
    isOver: run.ended !== undefined,
  }));
  const end = endLines(run, width);
  const begun = run.steps.findLastIndex(({ phase }) => phase !== 'waiting');
  // Between two steps it is the next one that matters.
  const focus = run.ended === undefined && run.steps[begun]?.phase === 'done' ? begun + 1 : begun;
  const steps = stepWindow(stepBlocks(rows, now, width), { focus, height: Math.max(1, height - end.length) });
  return [...steps, ...end];
}

/** A run that leaves something on has its next step in it. */
const whatIsOwed = ({ obligation }: Plan): string =>
  obligation === undefined
    ? 'Nothing is left to do.'
    : `After ${isoSeconds(obligation.dueAt)} take it back with ${obligation.takenBackBy}.`;

/** How it ended: what was written and what was not, and what to do next. Nothing while it goes on. */
export function endLines(run: Run, width: number): readonly Line[] {
  const { ended } = run;
  if (ended === undefined) return [];
  const room = besideLabel(width);
  if (ended.kind === 'completed') {
    const isPending = whatIsPending(run) !== undefined;
    const tone = isPending ? 'warning' : 'ok';
    const left = isPending
      ? 'It is up to the owner now. Plan this again to see whether that is done.'
      : whatIsOwed(run.plan);
    return [
      blank,
      ...signed([span(' '), span(statusSigns[tone].sign, tone)], sentenceCase(ended.says), width - 2, tone),
      ...labelled('Next', sentence(wroteSomething(run) ? `${left} z plans the way back.` : left, room)),
    ];
  }
  const tone = wroteSomething(run) ? 'alarm' : 'warning';
  const { sign } = statusSigns[tone];
  return [
    blank,
    ...signed([span(' '), span(sign, tone)], sentenceCase(ended.says), width - 2, tone),
    ...labelled('Changed', run.drift.length === 0 ? [] : driftTable(run.drift)),
    ...writtenAndNot(run).flatMap(({ label, says }) => labelled(label, sentence(says, room))),
    ...labelled('Next', sentence(ended.nextStep, room)),
  ];
}
