import { exitCodes } from '../domain/exit-code.ts';
import { type Run, type RunEvent, replay } from '../domain/run.ts';
import { findRun } from '../journal/history.ts';
import { readJournal } from '../journal/read.ts';
import { Refusal } from './failure.ts';

export interface RecordedRun {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  /** What is wrong with the journal, where something is. */
  readonly note: string | undefined;
}

/** The run that a person names: its id, the beginning of one, or `last`. */
export function recordedRun(stateDir: string, wanted: string): RecordedRun {
  const found = findRun(stateDir, wanted);
  if (!found.found) throw new Refusal(`${upperFirst(found.because)}.`, found.nextStep, exitCodes.usage);
  const contents = readJournal(found.path);
  const run = replay(contents.events);
  if (run === undefined) {
    throw new Refusal(
      `Run ${found.runId} was cut off before it began: nothing was written.`,
      'List the runs: headroom history',
      exitCodes.usage,
    );
  }
  return { run, events: contents.events, note: 'note' in contents ? contents.note : undefined };
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
