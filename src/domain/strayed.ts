import type { Check } from './check.ts';
import { type Change, type FactValue, movesByItself, readFact } from './fact.ts';
import { factName } from './fact-words.ts';
import type { ApplyStep } from './plan.ts';
import type { Snapshot } from './snapshot.ts';

/** What a step has moved and something else has moved since. */
export interface Strayed {
  /** The same words are the same values. */
  readonly says: string;
  /** Only what auto-scaling moves without being asked. */
  readonly byItself: boolean;
}

/**
 * The facts of a step that are neither what they were before it nor what it made of them: waiting does not bring them
 * back. A count that the verification takes as well, because auto-scaling may add tasks, has not strayed.
 */
export function strayed(
  { changes, verify }: Pick<ApplyStep, 'changes' | 'verify'>,
  snapshot: Snapshot,
): Strayed | undefined {
  const away = changes.flatMap(change => {
    const reading = readFact(snapshot, change.fact);
    if (!reading.known || reading.value === change.from || reading.value === change.to) return [];
    return isTaken(verify, change, reading.value) ? [] : [{ change, value: reading.value }];
  });
  if (away.length === 0) return undefined;
  const says = away.map(
    ({ change: { fact, from, to }, value }) =>
      `${factName(fact)} is ${value ?? 'none'} now: neither the ${from ?? 'none'} from before nor the ${to ?? 'none'} that was written`,
  );
  return {
    says: says.join('; '),
    byItself: away.every(({ change }) => movesByItself(change.fact)),
  };
}

function isTaken(verify: Check, change: Change, value: FactValue): boolean {
  if (verify.check === 'all') return verify.of.some(part => isTaken(part, change, value));
  return (
    verify.check === 'service-stable' &&
    verify.orMore === true &&
    change.fact.attribute === 'desiredCount' &&
    verify.service === change.fact.service &&
    Number(value) >= verify.desiredCount
  );
}
