import { canScaleIn, forecastScaleIn } from '../../domain/autoscaling.ts';
import { minutes } from '../../domain/time.ts';
import type { BoundedCount } from './bounded-count.ts';
import { tasks } from './lasting.ts';
import type { Situation } from './situation.ts';

/** Who would change the count again, and about when; undefined where it lasts. */
export function whatMovesIt(situation: Situation, end: BoundedCount): string | undefined {
  if (end.bounds === null) return undefined;
  const { service, scaling, asked, direction, at } = situation;
  const { desiredCount, bounds } = end;
  if (desiredCount < bounds.minCapacity) {
    // AWS: a count outside the bounds is accepted, and corrected only by a scaling action or a write of the bounds.
    return `${desiredCount} is below MinCapacity ${bounds.minCapacity}: any change of the bounds and any scheduled action lift it to ${bounds.minCapacity} at once, and the next scale-out does too. --how floor lowers MinCapacity with it.`;
  }
  if (desiredCount === bounds.minCapacity || !canScaleIn(scaling)) return undefined;
  if (direction === 'in' && asked.how === 'floor')
    return `MinCapacity stays at ${bounds.minCapacity}: between ${bounds.minCapacity} and ${bounds.maxCapacity} auto-scaling goes on deciding.`;
  const forecast = forecastScaleIn(service, desiredCount, at);
  if (!forecast) return undefined;
  const when =
    forecast.withinMs === null
      ? 'at a time that cannot be told'
      : `in about ${Math.ceil(forecast.withinMs / minutes(1))} min`;
  return `${forecast.policies.join(' and ')} may take ${tasks(desiredCount)} back down to ${bounds.minCapacity} ${when} if the load is low then: ${forecast.because}. --how floor would keep them.`;
}
