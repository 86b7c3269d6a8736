import { canScaleIn, canScaleOut } from '../../domain/autoscaling.ts';
import type { BoundedCount } from './bounded-count.ts';
import type { Situation } from './situation.ts';

/** What becomes of the count once it is reached: the end of a sentence, after a comma. */
export function whatKeepsIt(
  { direction, scaling }: Pick<Situation, 'direction' | 'scaling'>,
  { desiredCount, bounds }: BoundedCount,
): string {
  if (bounds === null) return 'where it stays: no auto-scaling is registered for it';
  const { minCapacity } = bounds;
  if (desiredCount < minCapacity) return `below MinCapacity ${minCapacity}, until something lifts it again`;
  if (desiredCount === minCapacity && direction === 'in' && canScaleOut(scaling))
    return `its MinCapacity, until auto-scaling adds tasks for a higher load`;
  if (desiredCount === minCapacity) return `kept there by MinCapacity ${minCapacity}`;
  if (canScaleIn(scaling)) return `until auto-scaling takes tasks away again, down to MinCapacity ${minCapacity}`;
  return 'where it stays while auto-scaling cannot scale in';
}

/** The bounds as they stand in tables. */
export const boundsWords = ({ bounds }: BoundedCount): string =>
  bounds === null ? 'none' : `${bounds.minCapacity}–${bounds.maxCapacity}`;

export const tasks = (count: number): string => (count === 1 ? '1 task' : `${count} tasks`);
