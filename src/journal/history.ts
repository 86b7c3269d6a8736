import * as fs from 'node:fs';
import type { RunEvent, StopReason } from '../domain/run.ts';
import type { Instant } from '../domain/time.ts';
import { runPath, runsDirectory, withJournalFile } from './files.ts';
import { JournalError, journalErrorOf } from './journal-error.ts';
import { noteOnPlan, readJournal } from './read.ts';
import { decodeRecord, start } from './record.ts';
import { isRunId } from './run-id.ts';

export interface RunSummary {
  readonly runId: string;
  readonly startedAt: Instant;
  readonly procedure: string;
  readonly summary: string;
  /** `unfinished`: it still runs, or its program was killed. */
  readonly outcome: 'completed' | StopReason | 'unfinished';
}

/** A run whose journal cannot be summed up, and why. */
export interface UnreadableRun {
  readonly runId: string;
  readonly outcome: 'unreadable';
  readonly note: string;
}

/** The ids of all runs, newest first. No state directory is no runs. */
function runIds(stateDir: string): readonly string[] {
  try {
    return fs
      .readdirSync(runsDirectory(stateDir))
      .flatMap(name => (name.endsWith('.jsonl') ? [name.slice(0, -'.jsonl'.length)] : []))
      .filter(isRunId)
      .sort()
      .reverse();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw journalErrorOf(error, { path: runsDirectory(stateDir), doing: 'be listed' });
  }
}

/** The newest `limit` runs, newest first. Only the two ends of each journal are read, and only of those that are returned. */
export const listRuns = (stateDir: string, limit = 100): readonly (RunSummary | UnreadableRun)[] =>
  runIds(stateDir)
    .slice(0, limit)
    .map(runId => summarise(stateDir, runId));

function summarise(stateDir: string, runId: string): RunSummary | UnreadableRun {
  try {
    const { first, last } = readEnds(runPath(stateDir, runId));
    if (first?.type !== 'RunStarted') return { runId, outcome: 'unreadable', note: 'it was cut off before it began' };
    const { at, plan } = first;
    const note = noteOnPlan(plan);
    if (note !== undefined) return { runId, outcome: 'unreadable', note };
    return { runId, startedAt: at, procedure: plan.procedure, summary: plan.summary, outcome: outcomeOf(last) };
  } catch (error) {
    if (error instanceof JournalError) return { runId, outcome: 'unreadable', note: error.because };
    throw error;
  }
}

function outcomeOf(last: RunEvent | undefined): RunSummary['outcome'] {
  if (last?.type === 'RunCompleted') return 'completed';
  return last?.type === 'RunStopped' ? last.because : 'unfinished';
}

/** A plan of a hundred steps fits; a longer first line makes the whole journal be read instead. */
const headBytes = 64 * 1024;
const tailBytes = 8 * 1024;

function readEnds(path: string): { readonly first: RunEvent | undefined; readonly last: RunEvent | undefined } {
  const ends = withJournalFile(path, (fd, size) => {
    const head = readSlice(fd, 0, Math.min(size, headBytes));
    const tail = size <= headBytes ? head : readSlice(fd, size - tailBytes, tailBytes);
    const firstLine = head.slice(0, head.indexOf('\n'));
    const lines = tail.split('\n');
    return { firstLine: head.includes('\n') ? firstLine : undefined, lastLine: lines.at(-2) };
  });
  const first = ends.firstLine === undefined ? undefined : decodeRecord(ends.firstLine, start);
  if (!first?.ok) return wholeEnds(path);
  return { first: first.event, last: ends.lastLine === undefined ? undefined : endingOf(ends.lastLine) };
}

function wholeEnds(path: string): { readonly first: RunEvent | undefined; readonly last: RunEvent | undefined } {
  const contents = readJournal(path);
  if (contents.state === 'damaged') throw new JournalError(contents.note, 'Look at what is left: headroom history RUN');
  return { first: contents.events[0], last: contents.events.at(-1) };
}

/** The last line on its own: its checksum holds by itself, and its own words say what it follows. */
function endingOf(line: string): RunEvent | undefined {
  const place = /^[0-9a-f]{8} \{"v":\d+,"seq":(\d+),"prev":"([0-9a-f]{8})"/.exec(line);
  if (place?.[1] === undefined || place[2] === undefined) return undefined;
  const decoded = decodeRecord(line, { seq: Number(place[1]), prev: place[2] });
  return decoded.ok ? decoded.event : undefined;
}

function readSlice(fd: number, from: number, length: number): string {
  const bytes = Buffer.alloc(length);
  const count = fs.readSync(fd, bytes, 0, length, from);
  return bytes.toString('latin1', 0, count);
}

export type FoundRun =
  | { readonly found: true; readonly runId: string; readonly path: string }
  | { readonly found: false; readonly because: string; readonly nextStep: string };

/** @param wanted a run id, the beginning of one, or `last`. */
export function findRun(stateDir: string, wanted: string): FoundRun {
  const ids = runIds(stateDir);
  const nextStep = 'List the runs: headroom history';
  const matches = wanted === 'last' ? ids.slice(0, 1) : ids.filter(id => id.startsWith(wanted));
  const [runId] = matches;
  if (runId === undefined || wanted === '') {
    const because = ids.length === 0 ? `there are no runs in ${runsDirectory(stateDir)}` : `there is no run ${wanted}`;
    return { found: false, because, nextStep };
  }
  if (matches.length > 1) {
    const some = matches.slice(0, 5).join(', ');
    return {
      found: false,
      because: `${matches.length} runs begin with ${wanted}: ${some}`,
      nextStep: 'Type more of it.',
    };
  }
  return { found: true, runId, path: runPath(stateDir, runId) };
}
