import type { Confirmation } from '../domain/confirmation.ts';
import { type Fault, FaultError } from '../domain/fault.ts';
import type { ApplyStep } from '../domain/plan.ts';
import { isResumableOutcome } from '../domain/resume.ts';
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

/** `nextStep`, how to go on with the run where that is possible, and what holds of the writes that were made before. */
function ways(nextStep: string, because: StopReason, run: Run): string {
  if (writesOf(run).length === 0) return nextStep;
  const goesOn = isResumableOutcome(because) ? [`Go on with the run: headroom resume ${run.id}.`] : [];
  const before = [sentence(nextStep), ...goesOn].join(' ');
  const stands = run.steps.some(({ write }) => write === 'uncertain')
    ? 'Whether AWS took the last write is not known'
    : 'What was written stays in force';
  const command = wayBack(run);
  return command === undefined ? `${before} ${stands}.` : `${before} ${stands}; to take it back: ${command}`;
}

/** A stop with everything that its reader can do. */
const stopFor = (because: StopReason, says: string, nextStep: string, run: Run): Stop => ({
  because,
  says,
  nextStep: ways(nextStep, because, run),
});

export function interrupted(run: Run): Stop {
  const wroteNothing = writesOf(run).length === 0;
  return wroteNothing
    ? stopFor('interrupted', 'stopped before anything was written', 'Run it again when ready.', run)
    : stopFor('interrupted', 'stopped; AWS goes on with what it was sent', 'See how far it is: headroom status.', run);
}

/** A fault that ends the run: its own words, and one of the reasons that scripts know. */
export const stoppedByFault = (fault: Fault, run: Run, otherwise: StopReason): Stop =>
  stopFor(reasons[fault.kind] ?? otherwise, fault.because, fault.nextStep, run);

const reasons: Partial<Record<Fault['kind'], StopReason>> = {
  credentials: 'credentials',
  denied: 'credentials',
  'read-only': 'read-only',
};

export const drifted = (says: string, run: Run): Stop =>
  stopFor('drift', says, 'Nothing was sent for this step. Look at what changed, and plan again.', run);

/** What was compared may have moved while nobody looked. */
export const stoodStill = (forMs: number, run: Run): Stop =>
  stopFor(
    'unreadable',
    `the program stood still for ${Math.round(forMs / 1000)} s between reading AWS and writing to it`,
    'Nothing was sent for this step.',
    run,
  );

export const blocked = (says: string, run: Run): Stop =>
  stopFor('blocked', says, 'Mend that first, then plan again.', run);

export const refused = (says: string, run: Run): Stop =>
  stopFor('refused', `${says}; nothing was written for it`, 'Plan again when ready.', run);

export const unanswered = (ask: Confirmation, missingFlag: string, run: Run): Stop =>
  stopFor(
    'unanswered',
    `this needs a yes that was not given: ${ask.consequence}`,
    `Add ${missingFlag} to confirm it.`,
    run,
  );

export const readOnly = (run: Run): Stop =>
  stopFor(
    'read-only',
    'this session may not write, so nothing was sent',
    'Allow it with --write, or arm writes on the screen, and run again.',
    run,
  );

export const notVerified = (says: string, run: Run): Stop =>
  stopFor(
    'not-verified',
    `AWS took the change, and it did not come true: ${says}`,
    'See what holds it up: headroom status.',
    run,
  );

export const watchFailed = (says: string, run: Run): Stop =>
  stopFor('watch-failed', `the watch ended early: ${says}`, 'Look at the service: headroom status.', run);

/** Half an hour in which nothing could be read was not a watch. */
export const unwatched = (says: string, run: Run): Stop =>
  stopFor('unreadable', `the watch saw nothing: ${says}`, 'Look at the service: headroom status.', run);

export const tooManyFailures = (says: string, run: Run): Stop =>
  stopFor(
    'watch-failed',
    `the service does not answer as it should: ${says}`,
    'Look at the service: headroom status.',
    run,
  );

/** Nobody knows whether AWS took the write. Sending it again is a decision for a person. */
export const unknownOutcome = (step: ApplyStep, says: string, run: Run): Stop =>
  stopFor(
    'unknown',
    `${step.title}: no answer came, and ${says}`,
    'It was not sent again, and may still take effect. To resume reads again, and asks before anything is sent.',
    run,
  );

export function unrecorded(error: unknown, run: Run): Stop {
  const nextStep =
    error instanceof JournalError ? error.nextStep : 'Give another place for the journal: --state-dir DIR.';
  return stopFor(
    'unrecorded',
    `nothing more was sent, because it could not be recorded: ${wordsOfError(error)}`,
    nextStep,
    run,
  );
}

/** Whatever a port threw: a Fault in its own words, anything else as our mistake. */
export function stoppedByError(error: unknown, run: Run): Stop {
  if (error instanceof FaultError) return stoppedByFault(error.fault, run, 'unreadable');
  return stopFor(
    'our-fault',
    `headroom failed: ${wordsOfError(error)}`,
    'Please report it, with the journal of this run.',
    run,
  );
}

export const wordsOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));
