import { configurationWrite } from './configuration-write.ts';
import type { Change } from './fact-address.ts';
import { namesText } from './fact-sources.ts';
import { namesWith, namesWithout } from './names-text.ts';
import type { Effect } from './operations.ts';
import type { ServiceKey } from './snapshot.ts';

/** A policy or a scheduled action of a service. */
export interface ListedFact {
  readonly service: ServiceKey;
  readonly attribute: 'scalingPolicy' | 'scheduledAction';
  readonly name: string;
}

/** The fact that has the names of them all. */
export const listOf = { scalingPolicy: 'scalingPolicies', scheduledAction: 'scheduledActions' } as const;

export interface ListedWrite {
  readonly changes: readonly Change[];
  readonly effect: Effect;
}

/**
 * The write that leads one policy or scheduled action from one configuration to another, with what it does to the list of
 * them: a list that is not the one that the plan was made from is somebody else's work, and stops the write.
 *
 * @param names those on the list before the write.
 */
export function listedWrite(
  fact: ListedFact,
  move: { readonly from: string | null; readonly to: string | null },
  names: readonly string[],
): ListedWrite {
  const { changes, effect } = configurationWrite(fact, move);
  const list = { service: fact.service, attribute: listOf[fact.attribute] };
  const before = namesText(names);
  const after = move.to === null ? namesWithout(before, fact.name) : namesWith(before, fact.name);
  return { changes: before === after ? changes : [...changes, { fact: list, from: before, to: after }], effect };
}
