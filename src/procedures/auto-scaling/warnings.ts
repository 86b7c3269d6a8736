import type { ScalingState, Seen } from './scaling-state.ts';

/** AWS: RegisterScalableTarget moves the present count into the bounds at once. */
export function movedByTheClamp({ before }: Seen, { target, desiredCount }: ScalingState): string | undefined {
  if (target === null || desiredCount === before.desiredCount) return undefined;
  const bounds = `${target.minCapacity}–${target.maxCapacity}`;
  return desiredCount < before.desiredCount
    ? `desiredCount ${before.desiredCount} is above the bounds ${bounds}: AWS takes ${before.desiredCount - desiredCount} tasks away at once, as soon as they are written.`
    : `desiredCount ${before.desiredCount} is below the bounds ${bounds}: AWS starts ${desiredCount - before.desiredCount} more at once, as soon as they are written.`;
}

/** New policies begin with new alarms, so the first scale-in cannot come before their 15 minutes are over. */
export function scalesInAgain(
  { service: { service }, before }: Seen,
  { target, policies, desiredCount }: ScalingState,
) {
  const isNew = before.policies.length === 0 && policies.length > 0;
  return isNew && target !== null && !target.suspended.dynamicScalingIn && desiredCount > target.minCapacity
    ? `After about 15 min of low load auto-scaling takes tasks of ${service} away again, from ${desiredCount} down to MinCapacity ${target.minCapacity}.`
    : undefined;
}
