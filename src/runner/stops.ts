import type { Confirmation } from '../domain/confirmation.ts';
import { type Fault, FaultError } from '../domain/fault.ts';
import type { ApplyStep } from '../domain/plan.ts';
import { type Run, type StopReason, writesOf } from '../domain/run.ts';
import { sentence } from '../domain/sentence.ts';
import { JournalError } from '../journal/journal-error.ts';

/** Why a run ends before its last step, and what the reader can do. */
export interface Stop {
  readonly because: StopReason;
  readonly says: string;
  readonly nextStep: string;
}

/** The command that takes the run back, as far as there is a way back. */
function wayBack(run: Run): string | undefined {
  const writes = writesOf(run);
  return writes.length > 0 && writes.every(({ undo }) => undo.kind !== 'none') ? `headroom undo ${run.id}` : undefined;
}

/** `nextStep`, and what holds of the writes that were made before. */
function withWayBack(nextStep: string, run: Run): string {
  if (writesOf(run).length === 0) return nextStep;
  const stands = run.steps.some(({ write }) => write === 'uncertain')
    ? 'Whether AWS took the last write is not known'
    : 'What was written stays in force';
  const command = wayBack(run);
  const before = sentence(nextStep);
  return command === undefined ? `${before} ${stands}.` : `${before} ${stands}; to take it back: ${command}`;
}

export function interrupted(run: Run): Stop {
  if (writesOf(run).length === 0) {
    return {
      because: 'interrupted',
      says: 'stopped before anything was written',
      nextStep: 'Run it again when ready.',
    };
  }
  return {
    because: 'interrupted',
    says: 'stopped; AWS goes on with what it was sent',
    nextStep: withWayBack('See how far it is: headroom status.', run),
  };
}

/** A fault that ends the run: its own words, and one of the reasons that scripts know. */
export const stoppedByFault = (fault: Fault, run: Run, otherwise: StopReason): Stop => ({
  because: reasons[fault.kind] ?? otherwise,
  says: fault.because,
  nextStep: withWayBack(fault.nextStep, run),
});

const reasons: Partial<Record<Fault['kind'], StopReason>> = {
  credentials: 'credentials',
  denied: 'credentials',
  'read-only': 'read-only',
};

export const drifted = (says: string, run: Run): Stop => ({
  because: 'drift',
  says,
  nextStep: withWayBack('Nothing was sent for this step. Look at what changed, and plan again.', run),
});

/** What was compared may have moved while nobody looked. */
export const stoodStill = (forMs: number, run: Run): Stop => ({
  because: 'unreadable',
  says: `the program stood still for ${Math.round(forMs / 1000)} s between reading AWS and writing to it`,
  nextStep: withWayBack('Nothing was sent for this step. Plan again.', run),
});

export const blocked = (says: string, run: Run): Stop => ({
  because: 'blocked',
  says,
  nextStep: withWayBack('Mend that first, then plan again.', run),
});

export const refused = (says: string, run: Run): Stop => ({
  because: 'refused',
  says: `${says}; nothing was written for it`,
  nextStep: withWayBack('Plan again when ready.', run),
});

export const unanswered = (ask: Confirmation, missingFlag: string, run: Run): Stop => ({
  because: 'unanswered',
  says: `this needs a yes that was not given: ${ask.consequence}`,
  nextStep: withWayBack(`Add ${missingFlag} to confirm it.`, run),
});

export const readOnly = (run: Run): Stop => ({
  because: 'read-only',
  says: 'this session may not write, so nothing was sent',
  nextStep: withWayBack('Allow it with --write, or arm writes on the screen, and run again.', run),
});

export const notVerified = (says: string, run: Run): Stop => ({
  because: 'not-verified',
  says: `AWS took the change, and it did not come true: ${says}`,
  nextStep: withWayBack('See what holds it up: headroom status.', run),
});

export const watchFailed = (says: string, run: Run): Stop => ({
  because: 'watch-failed',
  says: `the watch ended early: ${says}`,
  nextStep: withWayBack('Look at the service: headroom status.', run),
});

export const tooManyFailures = (says: string, run: Run): Stop => ({
  because: 'watch-failed',
  says: `the service does not answer as it should: ${says}`,
  nextStep: withWayBack('Look at the service: headroom status.', run),
});

/** Nobody knows whether AWS took the write. Sending it again is a decision for a person. */
export const unknownOutcome = (step: ApplyStep, says: string, run: Run): Stop => ({
  because: 'unknown',
  says: `${step.title}: no answer came, and ${says}`,
  nextStep: `It was not sent again, and may still take effect. Look again in a minute: headroom status. If nothing moved, plan it again; if it did, take it back with: ${wayBack(run) ?? 'a new plan'}`,
});

export function unrecorded(error: unknown, run: Run): Stop {
  const nextStep =
    error instanceof JournalError ? error.nextStep : 'Give another place for the journal: --state-dir DIR.';
  return {
    because: 'unrecorded',
    says: `nothing more was sent, because it could not be recorded: ${wordsOfError(error)}`,
    nextStep: withWayBack(nextStep, run),
  };
}

/** Whatever a port threw: a Fault in its own words, anything else as our mistake. */
export function stoppedByError(error: unknown, run: Run): Stop {
  if (error instanceof FaultError) return stoppedByFault(error.fault, run, 'unreadable');
  return {
    because: 'our-fault',
    says: `headroom failed: ${wordsOfError(error)}`,
    nextStep: withWayBack('Please report it, with the journal of this run.', run),
  };
}

export const wordsOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));
