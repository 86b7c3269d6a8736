import { exitCodes } from '../domain/exit-code.ts';
import { type Run, type RunEvent, replay } from '../domain/run.ts';
import { runPath } from '../journal/files.ts';
import { findRun } from '../journal/history.ts';
import { holderWords } from '../journal/locks/locked.ts';
import { claimOfRun } from '../journal/locks/locks.ts';
import { readJournal } from '../journal/read.ts';
import { Refusal } from './failure.ts';

export interface RecordedRun {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  /** What is wrong with the journal, where something is. */
  readonly note: string | undefined;
  /** Who goes on with it at present, in words; undefined when nobody does. */
  readonly runBy: string | undefined;
}

/** The id of the run that a person names: its id, the beginning of one, or `last`. */
export function recordedRunId(stateDir: string, wanted: string): string {
  const found = findRun(stateDir, wanted);
  if (!found.found) throw new Refusal(`${upperFirst(found.because)}.`, found.nextStep, exitCodes.usage);
  return found.runId;
}

/** The run that a person names, as far as its journal can be read. */
export function recordedRun(stateDir: string, wanted: string): RecordedRun {
  const runId = recordedRunId(stateDir, wanted);
  const path = runPath(stateDir, runId);
  const contents = readJournal(path);
  const run = replay(contents.events);
  if (run === undefined) {
    throw contents.state === 'damaged'
      ? new Refusal(
          `Run ${runId} cannot be told: ${contents.note}.`,
          `Look at the file itself, or with the version that wrote it: ${path}`,
          exitCodes.usage,
        )
      : new Refusal(
          `Run ${runId} was cut off before it began: nothing was written.`,
          'List the runs: headroom history',
          exitCodes.usage,
        );
  }
  const claim = claimOfRun(stateDir, runId);
  return {
    run,
    events: contents.events,
    note: 'note' in contents ? contents.note : undefined,
    runBy: claim && holderWords(claim),
  };
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
