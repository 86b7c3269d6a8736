import type { Change } from '../../src/domain/fact.ts';
import type { Effect } from '../../src/domain/operations.ts';

/** What AWS holds of one service's capacity. */
export interface Held {
  desiredCount: number;
  minCapacity: number | null;
  maxCapacity: number | null;
}

/**
 * What AWS does with an effect, written a second time from its documents and apart from the product: UpdateService takes any
 * count; RegisterScalableTarget keeps the bound that is left out, and moves the count inside both.
 */
export function send(held: Held, effect: Effect): Held {
  if (effect.operation === 'ecs:UpdateService') {
    const { desiredCount, cluster, service, ...rest } = effect.input;
    if (desiredCount === undefined || !cluster || !service || Object.keys(rest).length > 0)
      throw new Error(`unexpected UpdateService ${JSON.stringify(effect.input)}`);
    return { ...held, desiredCount };
  }
  if (effect.operation !== 'application-autoscaling:RegisterScalableTarget')
    throw new Error(`this model knows nothing of ${effect.operation}`);
  const { MinCapacity, MaxCapacity, ServiceNamespace, ResourceId, ScalableDimension, ...rest } = effect.input;
  if (!ServiceNamespace || !ResourceId || !ScalableDimension || Object.keys(rest).length > 0)
    throw new Error(`unexpected RegisterScalableTarget ${JSON.stringify(effect.input)}`);
  const minCapacity = MinCapacity ?? held.minCapacity;
  const maxCapacity = MaxCapacity ?? held.maxCapacity;
  if (minCapacity === null || maxCapacity === null)
    throw new Error('ValidationException: both bounds are needed at first');
  if (minCapacity > maxCapacity) throw new Error('ValidationException: minimum above maximum');
  let { desiredCount } = held;
  if (desiredCount < minCapacity) desiredCount = minCapacity;
  if (desiredCount > maxCapacity) desiredCount = maxCapacity;
  return { desiredCount, minCapacity, maxCapacity };
}

/** The changes that lead from one to the other, in no particular order. */
export const changed = (from: Held, to: Held): readonly Pick<Change, 'from' | 'to'>[] =>
  (['minCapacity', 'maxCapacity', 'desiredCount'] as const)
    .filter(attribute => from[attribute] !== to[attribute])
    .map(attribute => ({ attribute, from: from[attribute], to: to[attribute] }));
