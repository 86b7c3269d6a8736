import { canScaleIn } from '../../domain/autoscaling.ts';
import type { AutoScaling } from '../../domain/snapshot.ts';
import type { BoundedCount } from './bounded-count.ts';
import type { Situation } from './situation.ts';

/** What becomes of the count once it is reached, as the end of a sentence. */
export function whatKeepsIt(
  { service, before, direction, scaling }: Situation,
  { desiredCount, bounds }: BoundedCount,
): string {
  if (bounds === null) return 'and stays there: no auto-scaling is registered for it';
  const { minCapacity } = bounds;
  const becomes = minCapacity === before.bounds?.minCapacity ? 'is' : 'becomes';
  if (desiredCount === minCapacity && direction === 'in' && canScaleOut(scaling))
    return `with MinCapacity ${minCapacity}: auto-scaling adds tasks again when the load asks for them`;
  if (desiredCount === minCapacity) return `and stays there: MinCapacity ${becomes} ${minCapacity}`;
  if (desiredCount < minCapacity) return `below MinCapacity ${minCapacity}, until auto-scaling lifts it again`;
  if (canScaleIn(service)) return `until auto-scaling takes tasks away again, down to MinCapacity ${minCapacity}`;
  return 'and stays there while auto-scaling cannot scale in';
}

const canScaleOut = ({ target, policies }: AutoScaling): boolean =>
  target !== null && policies.length > 0 && !target.suspended.dynamicScalingOut;

/** The bounds as they stand in tables. */
export const boundsWords = ({ bounds }: BoundedCount): string =>
  bounds === null ? 'none' : `${bounds.minCapacity}–${bounds.maxCapacity}`;

export const tasks = (count: number): string => (count === 1 ? '1 task' : `${count} tasks`);
