import { type Change, type FactValue, partsOf, readFact, servicesOf } from '../domain/fact.ts';
import { heldWords } from '../domain/fact-words.ts';
import type { ApplyStep } from '../domain/plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { seconds } from '../domain/time.ts';
import type { Directive } from './context.ts';
import { lookEveryMs, readAgain } from './look.ts';
import { interrupted, unknownOutcome } from './stops.ts';

/** AWS's reads may lag behind its writes: what does not show in this time has probably not been taken. */
const settleWithinMs = seconds(30);

interface Reading {
  readonly holds: boolean;
  /** What was read, in words; equal words are equal reads. */
  readonly says: string;
}

/**
 * Finds out what became of a write that nobody answered, by reading only. Two equal reads in a row count.
 *
 * What was asked for may show at once. That it was *not* taken can never be seen, only supposed after the settle window;
 * a late request may still arrive, so even then the run ends as unknown, and never with a second request.
 */
export const settle: Directive<ApplyStep> = async (step, context) => {
  const { ports, progress, record, run, signals } = context;
  const until = ports.clock.now() + settleWithinMs;
  let previous: Reading | undefined;
  for (;;) {
    const snapshot = await readAgain(servicesOf(step.changes), partsOf(step.changes), context);
    if (signals.stop.aborted) return interrupted(run());
    const reading = 'kind' in snapshot ? undefined : readingOf(step.changes, snapshot);
    progress(step.id, reading ? `no answer came; AWS shows ${reading.says}` : 'no answer came, and AWS cannot be read');
    const isSettled = reading !== undefined && reading.says === previous?.says;
    if (isSettled && reading.holds) {
      record({ type: 'EffectReadBack', stepId: step.id, says: `AWS holds ${reading.says}: by us or by someone else` });
      return undefined;
    }
    // What has just shown is given its second look even when the time is up.
    if (ports.clock.now() >= until && !reading?.holds)
      return unknownOutcome(step, verdict(step.changes, isSettled, reading), run());
    previous = reading;
    await ports.clock.sleep(lookEveryMs, signals.stop);
    if (signals.stop.aborted) return interrupted(run());
  }
};

/** Undefined when any of the facts cannot be read: half a picture is none. */
function readingOf(changes: readonly Change[], snapshot: Snapshot): Reading | undefined {
  const held: { readonly change: Change; readonly value: FactValue }[] = [];
  for (const change of changes) {
    const reading = readFact(snapshot, change.fact);
    if (!reading.known) return undefined;
    held.push({ change, value: reading.value });
  }
  return {
    holds: held.every(({ change, value }) => value === change.to),
    says: held.map(({ change, value }) => heldWords(change.fact, value)).join(', '),
  };
}

function verdict(changes: readonly Change[], isSettled: boolean, reading: Reading | undefined): string {
  if (reading === undefined) return 'AWS could not be read to find out';
  if (!isSettled) return `the reads did not settle: the last one was ${reading.says}`;
  const before = changes.map(({ fact, from }) => heldWords(fact, from)).join(', ');
  return reading.says === before
    ? `AWS still shows ${reading.says} after ${settleWithinMs / 1000} s, as if it had not been taken`
    : `AWS shows ${reading.says}, which is neither what was there nor what was asked for`;
}
