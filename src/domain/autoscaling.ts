import { lastKnown } from './observed.ts';
import type { AutoScaling, ScalingAlarm, ScalingPolicy, ServiceSnapshot, SuspendedState } from './snapshot.ts';
import { type Instant, minutes } from './time.ts';

/** `RegisterScalableTarget` moves the present count into [min, max] at once, whichever member the call sent (AWS: RegisterScalableTarget). */
export const clampedBy = (
  bounds: { readonly minCapacity: number; readonly maxCapacity: number },
  count: number,
): number => Math.min(bounds.maxCapacity, Math.max(bounds.minCapacity, count));

/** AWS: predictive scaling only ever adds. What the steps of a step scaling policy do is not read, so it may take away. */
const mayScaleIn = ({ type, scaleInDisabled }: ScalingPolicy): boolean =>
  type !== 'PredictiveScaling' && !scaleInDisabled;

/** Whether auto-scaling can take tasks away: a target, a policy that may, and scale-in not suspended. */
export const canScaleIn = ({ target, policies }: AutoScaling): boolean =>
  target !== null && !target.suspended.dynamicScalingIn && policies.some(mayScaleIn);

/** Whether auto-scaling can add tasks: a target, a policy, and scale-out not suspended. */
export const canScaleOut = ({ target, policies }: AutoScaling): boolean =>
  target !== null && !target.suspended.dynamicScalingOut && policies.length > 0;

/** What is suspended, e.g. `["scale-in", "scheduled"]`: it stands beside the bounds, always. */
export const suspendedFlags = (suspended: SuspendedState): readonly string[] => [
  ...(suspended.dynamicScalingIn ? ['scale-in'] : []),
  ...(suspended.dynamicScalingOut ? ['scale-out'] : []),
  ...(suspended.scheduledScaling ? ['scheduled'] : []),
];

export interface ScaleInForecast {
  /** The policies that would take them, by name. */
  readonly policies: readonly string[];
  /** From now until the first task would go; null when it cannot be told. */
  readonly withinMs: number | null;
  /** What it was told from, or why it cannot be; a clause, to stand after a colon. */
  readonly because: string;
}

/** Policies are evaluated once a minute, and an alarm's newest minute reaches CloudWatch about a minute late. */
const reactionMs = minutes(2);

/**
 * Who would take a count of `desiredCount` back, and about when; undefined where nobody would.
 *
 * Target tracking scales in only when every policy with scale-in enabled asks for it. Its low alarm needs 15 minutes
 * below 90 % of the target; one that is already in ALARM acts at its next evaluation, once the scale-in cooldown is over.
 * A step scaling policy waits for nobody and acts by steps that are not read, so beside one the time cannot be told.
 */
export function forecastScaleIn(
  service: ServiceSnapshot,
  desiredCount: number,
  now: Instant,
): ScaleInForecast | undefined {
  const scaling = lastKnown(service.scaling);
  if (!scaling?.target || !canScaleIn(scaling) || desiredCount <= scaling.target.minCapacity) return undefined;
  const policies = scaling.policies.filter(mayScaleIn);
  const forecast = (withinMs: number | null, because: string): ScaleInForecast => ({
    policies: policies.map(({ name }) => name),
    withinMs,
    because,
  });
  const untracked = policies.find(({ type }) => type !== 'TargetTrackingScaling');
  if (untracked) return forecast(null, `${untracked.name} scales by its own steps, which headroom does not read`);
  const alarms = lastKnown(service.alarms);
  if (alarms === undefined) return forecast(null, 'the alarms cannot be read');
  const lows = policies.flatMap(policy => lowAlarmOf(policy, alarms) ?? []);
  if (lows.length < policies.length || lows.some(({ state }) => state === 'INSUFFICIENT_DATA'))
    return forecast(null, 'a low alarm has no data yet, and scale-in waits for all policies');
  if (lows.every(({ state }) => state === 'ALARM')) {
    const cooldownMs = Math.max(...policies.map(policy => policy.scaleInCooldownMs));
    const words = lows.length === 1 ? 'the low alarm is' : `all ${lows.length} low alarms are`;
    return forecast(cooldownLeftMs(service, cooldownMs, now) + reactionMs, `${words} in ALARM already`);
  }
  const slowestMs = Math.max(...lows.map(({ evaluationPeriods, periodMs }) => evaluationPeriods * periodMs));
  return forecast(
    slowestMs + reactionMs,
    `the low alarms act after ${slowestMs / minutes(1)} min below 90 % of their targets`,
  );
}

const lowAlarmOf = ({ alarmNames }: ScalingPolicy, alarms: readonly ScalingAlarm[]): ScalingAlarm | undefined =>
  alarms.find(({ side, name }) => side === 'low' && alarmNames.includes(name));

/** The newest activity that did scale is what a cooldown is counted from. */
function cooldownLeftMs({ activities }: ServiceSnapshot, cooldownMs: number, now: Instant): number {
  const scaled = lastKnown(activities)?.find(({ notScaledReasons }) => notScaledReasons.length === 0);
  return scaled === undefined ? 0 : Math.max(0, scaled.startedAt + cooldownMs - now);
}
