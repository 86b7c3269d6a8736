import { type Run, type RunEvent, replay } from '../domain/run.ts';
import { runPath } from './files.ts';
import { claimOfRun } from './locks/locks.ts';
import { readJournal } from './read.ts';

export interface Following {
  readonly onEvent: (event: RunEvent) => void;
  /** Aborted when nobody watches any more. */
  readonly signal: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Reading a journal of some dozens of events takes a millisecond. */
const lookEveryMs = 200;

/**
 * Tells every event of a recorded run, and those that come, until the run ends, its program has died, or nobody watches
 * any more. It only reads.
 *
 * @returns the run as of the last event that was told; undefined before the first one.
 */
export async function followJournal(
  stateDir: string,
  runId: string,
  { onEvent, signal, sleep }: Following,
): Promise<Run | undefined> {
  const told: RunEvent[] = [];
  for (;;) {
    // Asked before the file is read: what a program writes while it dies is then still told.
    const isRunning = claimOfRun(stateDir, runId) !== undefined;
    const { events } = readJournal(runPath(stateDir, runId));
    for (const event of events.slice(told.length)) {
      told.push(event);
      onEvent(event);
    }
    const run = replay(told);
    if (run?.ended !== undefined || !isRunning || signal.aborted) return run;
    await sleep(lookEveryMs);
  }
}
