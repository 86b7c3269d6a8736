import type { NotScaledReason } from './activities.ts';
import { MINUTE, type SimTime } from './clock.ts';
import type { ScalableTarget, ScalingPolicy } from './scalable-target.ts';
import { isDeploying, runningCount, type Service } from './services.ts';
import { lowestStep, proportionalCount, scaleInCooldownMs, scaleOutCooldownMs } from './target-tracking.ts';

export interface Measurement {
  /** Start of the minute that was measured. */
  readonly at: SimTime;
  readonly value: number;
  /** How many tasks ran while it was measured, if anybody counted. */
  readonly runningCount: number | undefined;
}

export type ScalingDecision =
  | { readonly kind: 'scale'; readonly to: number }
  | { readonly kind: 'not-scaled'; readonly reason: NotScaledReason }
  | { readonly kind: 'nothing' };

interface Situation {
  readonly now: SimTime;
  readonly service: Service;
  readonly target: ScalableTarget;
  readonly measure: (policy: ScalingPolicy) => Measurement | undefined;
  readonly isInAlarm: (alarmName: string) => boolean;
}

/**
 * AWS does not take missing data for low load. A minute can be read four minutes after its start at the latest: a metric
 * whose newest minute is older than this has stopped. An alarm alone would go on for as long as it finds old datapoints.
 */
const MISSING_AFTER_MS = 5 * MINUTE;

const NOTHING: ScalingDecision = { kind: 'nothing' };

/**
 * What a policy wants. AWS takes the running count as the base, not the desired one. The datapoint is minutes old: tasks
 * that started since are not in it, so the base is the count that it was measured on. Otherwise every surge would be
 * answered twice.
 */
const wantedFrom = (measured: Measurement, { service }: Situation, policy: ScalingPolicy): number => {
  const running = runningCount(service);
  const base = Math.min(running, Math.round(measured.runningCount ?? running));
  return proportionalCount({ runningCount: base, value: measured.value, targetValue: policy.tracking.targetValue });
};

/** Out when any policy wants it; the largest count wins. AWS: "Multiple target tracking scaling policies". */
export const decideScaleOut = (situation: Situation): ScalingDecision => {
  const { now, service, target, isInAlarm } = situation;
  const { desiredCount } = service;
  if (target.suspended.dynamicScalingOut) return NOTHING;
  if (desiredCount >= target.maxCapacity) {
    return { kind: 'not-scaled', reason: { code: 'AlreadyAtMaxCapacity', maxCapacity: target.maxCapacity } };
  }
  // A count that somebody set below the minimum is first lifted to it.
  if (desiredCount < target.minCapacity) return { kind: 'scale', to: target.minCapacity };
  let largest = desiredCount;
  for (const policy of target.policies.values()) {
    const coolsUntil = (target.scaledOutAt ?? Number.NEGATIVE_INFINITY) + scaleOutCooldownMs(policy.tracking);
    if (!isInAlarm(policy.highAlarmName) || now < coolsUntil) continue;
    const measured = situation.measure(policy);
    if (measured !== undefined) largest = Math.max(largest, wantedFrom(measured, situation, policy));
  }
  const to = Math.min(largest, target.maxCapacity);
  return to > desiredCount ? { kind: 'scale', to } : NOTHING;
};

/** In only when every policy that may scale in wants it, step by step, and never while a deployment is under way. */
export const decideScaleIn = (situation: Situation, policy: ScalingPolicy): ScalingDecision => {
  const { now, service, target, isInAlarm } = situation;
  const { desiredCount } = service;
  if (target.suspended.dynamicScalingIn || policy.tracking.disableScaleIn === true) return NOTHING;
  if (isDeploying(service)) return NOTHING;
  const voters = [...target.policies.values()].filter(({ tracking }) => tracking.disableScaleIn !== true);
  if (!voters.every(({ lowAlarmName }) => isInAlarm(lowAlarmName))) return NOTHING;
  if (desiredCount === target.minCapacity) {
    return { kind: 'not-scaled', reason: { code: 'AlreadyAtMinCapacity', minCapacity: target.minCapacity } };
  }
  if (desiredCount < target.minCapacity) return NOTHING;
  const lastScaledAt = Math.max(target.scaledInAt ?? 0, target.scaledOutAt ?? 0);
  if (voters.some(({ tracking }) => now < lastScaledAt + scaleInCooldownMs(tracking))) return NOTHING;
  let to = Math.max(target.minCapacity, lowestStep(desiredCount));
  let isKnownSinceSet = true;
  for (const voter of voters) {
    const measured = situation.measure(voter);
    if (measured === undefined || measured.at < now - MISSING_AFTER_MS) return NOTHING;
    isKnownSinceSet &&= measured.at >= service.desiredCountSetAt;
    to = Math.max(to, wantedFrom(measured, situation, voter));
  }
  // A count that somebody set above the maximum is first pulled back to it.
  if (desiredCount > target.maxCapacity) return { kind: 'scale', to: target.maxCapacity };
  // A minute from before the count was last set says nothing about the count as it is now.
  if (!isKnownSinceSet) return NOTHING;
  return to < desiredCount ? { kind: 'scale', to } : NOTHING;
};
