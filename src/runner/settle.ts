import { type Change, type Drift, driftOf, movesByItself, partsOf, readFact, servicesOf } from '../domain/fact.ts';
import { heldInBrief } from '../domain/fact-words.ts';
import type { ApplyStep } from '../domain/plan.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { seconds } from '../domain/time.ts';
import type { RunContext } from './context.ts';
import { lookEveryMs, readAgain } from './look.ts';
import type { Happening } from './recorder.ts';
import { interrupted, type Stop } from './stops.ts';

/** AWS's reads may lag behind its writes: what does not show in this time has probably not been taken. */
const settleWithinMs = seconds(30);

/** What reading alone tells of a write that nobody answered. */
export type Settled =
  /** AWS holds what was asked for. */
  | { readonly kind: 'taken'; readonly says: string }
  /** AWS still holds what was there before, after the settle window. */
  | { readonly kind: 'not-taken'; readonly says: string }
  /** AWS holds something else: neither from before nor what was asked for. */
  | { readonly kind: 'elsewhere'; readonly says: string; readonly drift: readonly Drift[] }
  /** The reads failed, or went on changing. */
  | { readonly kind: 'unsettled'; readonly says: string }
  | { readonly kind: 'stop'; readonly stop: Stop };

/** Which side of the changes a reading shows, and what was read in words; equal words are equal reads. */
interface Reading {
  readonly side: 'to' | 'from' | 'elsewhere';
  readonly says: string;
  readonly drift: readonly Drift[];
}

/**
 * Finds out what became of a write that nobody answered, by reading only. Two equal reads in a row count.
 *
 * What was asked for may show at once. That it was *not* taken can never be seen, only supposed after the settle window.
 */
export async function settle(step: ApplyStep, context: RunContext): Promise<Settled> {
  const { ports, progress, run, signals } = context;
  const until = ports.clock.now() + settleWithinMs;
  let previous: Reading | undefined;
  for (;;) {
    const snapshot = await readAgain(servicesOf(step.changes), partsOf(step.changes), context);
    if (signals.stop.aborted) return { kind: 'stop', stop: interrupted(run()) };
    const reading = 'kind' in snapshot ? undefined : readingOf(step.changes, snapshot);
    progress(step.id, reading ? `no answer came; AWS shows ${reading.says}` : 'no answer came, and AWS cannot be read');
    const isSettled = reading !== undefined && reading.says === previous?.says;
    if (isSettled && reading.side === 'to') return { kind: 'taken', says: reading.says };
    // What has just shown is given its second look even when the time is up.
    if (ports.clock.now() >= until && reading?.side !== 'to') return verdict(step, isSettled, reading);
    previous = reading;
    await ports.clock.sleep(lookEveryMs, signals.stop);
    if (signals.stop.aborted) return { kind: 'stop', stop: interrupted(run()) };
  }
}

export const readBack = ({ id }: ApplyStep, says: string): Happening => ({
  type: 'EffectReadBack',
  stepId: id,
  says: `AWS holds ${says}: by us or by someone else`,
});

/**
 * Undefined when any of the facts cannot be read: half a picture is none.
 *
 * What moves by itself may have moved on since: where the request also set something that only a request moves, that
 * alone tells whether it was taken.
 */
function readingOf(changes: readonly Change[], snapshot: Snapshot): Reading | undefined {
  const held = changes.map(change => ({ change, reading: readFact(snapshot, change.fact) }));
  const values = held.flatMap(({ change, reading }) => (reading.known ? [{ change, value: reading.value }] : []));
  if (values.length < held.length) return undefined;
  const standing = values.filter(({ change }) => !movesByItself(change.fact));
  const telling = standing.length > 0 ? standing : values;
  const side = telling.every(({ change, value }) => value === change.to)
    ? 'to'
    : telling.every(({ change, value }) => value === change.from)
      ? 'from'
      : 'elsewhere';
  return {
    side,
    says: values.map(({ change, value }) => heldInBrief(change.fact, value)).join(', '),
    drift: driftOf(changes, snapshot),
  };
}

function verdict(step: ApplyStep, isSettled: boolean, reading: Reading | undefined): Settled {
  if (reading === undefined) return { kind: 'unsettled', says: 'AWS could not be read to find out' };
  const { says, side, drift } = reading;
  // Taken or not, auto-scaling has acted since, or acts now, and such a step leaves it to that: nothing is to be sent any more.
  const isLeft = step.yieldsToAutoScaling && step.changes.every(({ fact }) => movesByItself(fact));
  if (isLeft && side !== 'from') return { kind: 'taken', says };
  if (!isSettled) return { kind: 'unsettled', says: `the reads did not settle: the last one was ${says}` };
  if (side === 'from')
    return {
      kind: 'not-taken',
      says: `AWS still shows ${says} after ${settleWithinMs / 1000} s, as if it had not been taken`,
    };
  return {
    kind: 'elsewhere',
    says: `AWS shows ${says}, which is neither what was there nor what was asked for`,
    drift,
  };
}
