import { clampedBy } from './autoscaling.ts';
import { addressOf, type Fact, type FactValue, readFact, type ServiceFact } from './fact.ts';
import { factName } from './fact-words.ts';
import type { UndoStep } from './plan.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * A write of bounds clamps the count. Which of these writes, one after the other from what is there now, would move it in
 * a way that they do not show, each as a sentence: such a count is somebody else's.
 *
 * What cannot be read is not judged here; whoever compares it has words for that.
 */
export function draggedAlong(
  writes: readonly Pick<UndoStep, 'title' | 'changes' | 'effect'>[],
  snapshot: Snapshot,
): readonly string[] {
  const written = new Map<string, FactValue>();
  const numberAt = (fact: Fact): number => {
    const reading = readFact(snapshot, fact);
    const value = written.get(addressOf(fact)) ?? (reading.known ? reading.value : null);
    return typeof value === 'number' ? value : Number.NaN;
  };
  return writes.flatMap(({ title, changes, effect }) => {
    const service = changes[0]?.fact.service;
    if (service === undefined) return [];
    const of = (attribute: ServiceFact['attribute']): Fact => ({ service, attribute });
    const count = of('desiredCount');
    const before = numberAt(count);
    for (const { fact, to } of changes) written.set(addressOf(fact), to);
    if (effect.operation !== 'application-autoscaling:RegisterScalableTarget') return [];
    const bounds = { minCapacity: numberAt(of('minCapacity')), maxCapacity: numberAt(of('maxCapacity')) };
    const clamped = clampedBy(bounds, before);
    if (Number.isNaN(clamped) || clamped === numberAt(count)) return [];
    return [`"${title}" would also move ${factName(count)} from ${before} to ${clamped}, which the run never set.`];
  });
}
