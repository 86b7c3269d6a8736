import { alreadyHolds, type Change, driftOf, movesByItself, partsOf, servicesOf } from '../domain/fact.ts';
import { driftWords, heldWords } from '../domain/fact-words.ts';
import type { Fault } from '../domain/fault.ts';
import type { ApplyStep } from '../domain/plan.ts';
import { sessionMoved } from '../domain/session-moved.ts';
import type { RunContext } from './context.ts';
import { faultIn, readAgain } from './look.ts';
import { drifted, type Stop, stoppedByFault } from './stops.ts';

export type Standing =
  | { readonly kind: 'as-planned' }
  | { readonly kind: 'already-so'; readonly says: string }
  /** Auto-scaling has moved it, and the step leaves it to auto-scaling. */
  | { readonly kind: 'left'; readonly says: string }
  | { readonly kind: 'stop'; readonly stop: Stop };

/**
 * Whether AWS still is what the plan was made from: the same account as the same caller, and every fact that the step
 * starts from or counts on. Read anew each time; whatever was shown before, a person may have looked at it for minutes.
 */
export async function compare(step: ApplyStep, context: RunContext): Promise<Standing> {
  const run = context.run();
  const moved = sessionMoved(run.plan.session, await context.ports.identify());
  if (moved !== undefined) return { kind: 'stop', stop: drifted(moved, run) };

  // A fact that the step leaves alone is one that starts and ends with the same value.
  const still = step.unchanged.map(({ fact, value }): Change => ({ fact, from: value, to: value }));
  const facts = [...still, ...step.changes];
  const services = servicesOf(facts);
  const parts = partsOf(facts);
  const snapshot = await readAgain(services, parts, context);
  if ('kind' in snapshot) return { kind: 'stop', stop: unreadable(snapshot, context) };

  const besides = driftOf(still, snapshot);
  if (besides.length === 0 && alreadyHolds(step.changes, snapshot)) {
    return {
      kind: 'already-so',
      says: `AWS already holds ${step.changes.map(({ fact, to }) => heldWords(fact, to)).join(', ')}`,
    };
  }
  const drift = [...besides, ...driftOf(step.changes, snapshot)];
  if (drift.length === 0) return { kind: 'as-planned' };
  if (drift.every(({ actual }) => actual === undefined)) {
    return { kind: 'stop', stop: unreadable(faultIn(snapshot, services, parts), context) };
  }
  const isMovedByItself = drift.every(({ fact, actual }) => actual !== undefined && movesByItself(fact));
  if (step.yieldsToAutoScaling && isMovedByItself)
    return { kind: 'left', says: `${drift.map(driftWords).join('; ')}: it is left to auto-scaling` };
  context.record({ type: 'DriftFound', stepId: step.id, drift });
  return { kind: 'stop', stop: drifted(drift.map(driftWords).join('; '), context.run()) };
}

/** Invariant: what cannot be read is not written over. */
const unreadable = (fault: Fault | undefined, { run }: RunContext): Stop =>
  stoppedByFault(
    fault ?? {
      kind: 'unreadable',
      because: 'what this step starts from cannot be read, so it cannot be compared',
      nextStep: 'Nothing was sent for this step.',
    },
    run(),
    'unreadable',
  );
