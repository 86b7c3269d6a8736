import { isResumableOutcome, isUnfinished } from '../domain/resume.ts';
import { type Run, replay } from '../domain/run.ts';
import { runPath } from './files.ts';
import { listRuns } from './history.ts';
import type { Claim } from './locks/claim.ts';
import { claimOfRun } from './locks/locks.ts';
import { readJournal } from './read.ts';

export interface UnfinishedRun {
  readonly run: Run;
  /** Who goes on with it at present; undefined when nobody does. */
  readonly claim: Claim | undefined;
}

/** Of the newest `limit` runs those that somebody should look at, newest first. */
export const unfinishedRuns = (stateDir: string, limit = 100): readonly UnfinishedRun[] =>
  listRuns(stateDir, limit).flatMap(({ runId, outcome }) => {
    if (!isResumableOutcome(outcome)) return [];
    const contents = readJournal(runPath(stateDir, runId));
    const run = contents.state === 'damaged' ? undefined : replay(contents.events);
    return run !== undefined && isUnfinished(run) ? [{ run, claim: claimOfRun(stateDir, runId) }] : [];
  });
