import { lastKnown } from '../../domain/observed.ts';
import type { HoldStep, Prediction } from '../../domain/plan.ts';
import { type CostDelta, costOfTasks } from '../../domain/pricing.ts';
import type { ScalableTarget } from '../../domain/snapshot.ts';
import { watch } from '../scale-service/holds.ts';
import type { ScalingState, Seen } from './scaling-state.ts';

const boundsOf = (target: ScalableTarget | null): string =>
  target === null ? 'none' : `${target.minCapacity}–${target.maxCapacity}`;

/** What should follow, as rows. */
export function predictionsOf({ service, before }: Seen, after: ScalingState): readonly Prediction[] {
  const task = lastKnown(service.task);
  const most = ({ target, desiredCount }: ScalingState): number => target?.maxCapacity ?? desiredCount;
  const monthly = (state: ScalingState): string =>
    task === undefined ? 'unknown' : `$${Math.round(costOfTasks(task, most(state)).perMonthUsd)} a month`;
  return [
    { label: 'Tasks', before: `${before.desiredCount}`, after: `${after.desiredCount}` },
    { label: 'Bounds', before: boundsOf(before.target), after: boundsOf(after.target) },
    { label: 'Cost at MaxCapacity', before: monthly(before), after: monthly(after) },
  ];
}

/** What changes at once; what auto-scaling adds later is its own. */
export function costOf({ service, before }: Seen, after: ScalingState): CostDelta | null {
  const task = lastKnown(service.task);
  const difference = after.desiredCount - before.desiredCount;
  return task === undefined || difference === 0 ? null : costOfTasks(task, difference);
}

/** What can move the count again may do so within minutes, so somebody should look. */
export const watchAfter = ({ service }: Seen, { target, desiredCount }: ScalingState): HoldStep =>
  watch({
    id: 'watch',
    service: service.key,
    desiredCount,
    leastCount: Math.min(desiredCount, target?.minCapacity ?? desiredCount),
  });
