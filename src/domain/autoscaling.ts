import { lastKnown } from './observed.ts';
import type { ScalableTarget, ScalingAlarm, ServiceSnapshot } from './snapshot.ts';
import { type Instant, minutes } from './time.ts';

/** `RegisterScalableTarget` moves the present count into [min, max] at once, whichever member the call sent (AWS: RegisterScalableTarget). */
export const clampedBy = (
  bounds: { readonly minCapacity: number; readonly maxCapacity: number },
  count: number,
): number => Math.min(bounds.maxCapacity, Math.max(bounds.minCapacity, count));

/** Whether auto-scaling can take tasks away: a target, at least one policy, and scale-in not suspended. */
export const canScaleIn = (service: ServiceSnapshot): boolean => {
  const scaling = lastKnown(service.scaling);
  return (
    scaling?.target != null &&
    !scaling.target.suspended.dynamicScalingIn &&
    scaling.policies.some(policy => !policy.scaleInDisabled)
  );
};

/** What is suspended, e.g. `["scale-in", "scheduled"]`: it stands beside the bounds, always. */
export const suspendedFlags = ({ suspended }: ScalableTarget): readonly string[] => [
  ...(suspended.dynamicScalingIn ? ['scale-in'] : []),
  ...(suspended.dynamicScalingOut ? ['scale-out'] : []),
  ...(suspended.scheduledScaling ? ['scheduled'] : []),
];

export interface ScaleInForecast {
  /** The policies that would have to agree, by name. */
  readonly policies: readonly string[];
  /** From now until the first task would go; null when it cannot be told. */
  readonly withinMs: number | null;
  readonly because: string;
}

/**
 * Who would take a count of `desiredCount` back, and about when.
 *
 * Target tracking scales in only when every policy with scale-in enabled asks for it. Its low alarm needs 15 minutes
 * below 90 % of the target; one that is already in ALARM acts at its next evaluation, once the scale-in cooldown is over.
 */
export function forecastScaleIn(
  service: ServiceSnapshot,
  desiredCount: number,
  now: Instant,
): ScaleInForecast | undefined {
  const scaling = lastKnown(service.scaling);
  const target = scaling?.target;
  if (!scaling || !target || !canScaleIn(service) || desiredCount <= target.minCapacity) return undefined;
  const policies = scaling.policies.filter(policy => !policy.scaleInDisabled);
  const names = policies.map(policy => policy.name);
  const alarms = lastKnown(service.alarms);
  if (alarms === undefined) return { policies: names, withinMs: null, because: 'its alarms cannot be read' };
  const lows = policies.map(policy =>
    alarms.find(alarm => alarm.side === 'low' && policy.alarmNames.includes(alarm.name)),
  );
  if (lows.some(alarm => alarm === undefined || alarm.state === 'INSUFFICIENT_DATA')) {
    return {
      policies: names,
      withinMs: null,
      because: 'a low alarm has no data yet, and scale-in waits for all policies',
    };
  }
  const cooldownMs = Math.max(...policies.map(policy => policy.scaleInCooldownMs));
  const known = lows.filter((alarm): alarm is ScalingAlarm => alarm !== undefined);
  if (known.every(alarm => alarm.state === 'ALARM')) {
    const lastActivity = (lastKnown(service.activities) ?? []).find(activity => activity.notScaledReasons.length === 0);
    const cooldownLeftMs = Math.max(0, (lastActivity?.startedAt ?? 0) + cooldownMs - now);
    return {
      policies: names,
      withinMs: cooldownLeftMs + minutes(2),
      because: `${plural(known.length, 'low alarm')} in ALARM already`,
    };
  }
  const slowestMs = Math.max(...known.map(alarm => alarm.evaluationPeriods * alarm.periodMs));
  return {
    policies: names,
    withinMs: slowestMs + minutes(2),
    because: `the low alarms act after ${slowestMs / 60_000} min below 90 % of their targets`,
  };
}

const plural = (count: number, noun: string): string => (count === 1 ? `the ${noun} is` : `all ${count} ${noun}s are`);
