import { scalingPolicyText } from '../../domain/configurations/scaling-policy.ts';
import type { NamedConfiguration } from '../../domain/held-scaling.ts';
import type { ScalingPolicy } from '../../domain/snapshot.ts';
import { seconds } from '../../domain/time.ts';

export const cpuMetric = 'ECSServiceAverageCPUUtilization';
export const requestMetric = 'ALBRequestCountPerTarget';

type TrackedMetric = typeof cpuMetric | typeof requestMetric;

/** Runbook, "Setup Auto-Scaling". */
const names: Readonly<Record<TrackedMetric, string>> = {
  [cpuMetric]: 'cpu-scaling',
  [requestMetric]: 'request-scaling',
};

/** What a policy shall hold. AWS's default cooldowns are 300 s both ways, so both are always said. */
export interface Tracking {
  readonly metric: TrackedMetric;
  readonly targetValue: number;
  readonly scaleOutCooldownMs: number;
  readonly scaleInCooldownMs: number;
  /** Whose requests are counted; with the metric on requests only. */
  readonly resourceLabel?: string;
}

/** The policy that tracks the metric already: the one with the runbook's name, or else the first. */
export function policyOn(metric: TrackedMetric, policies: readonly ScalingPolicy[]): ScalingPolicy | undefined {
  const tracking = policies.filter(({ metricType }) => metricType === metric);
  return tracking.find(({ name }) => name === names[metric]) ?? tracking[0];
}

/**
 * The policy as it shall be: the one that tracks the metric already, under its own name and with what else it holds, or a new
 * one. A second policy on the same metric would never make a difference.
 */
export function trackingPolicy(
  wish: Tracking,
  policies: readonly ScalingPolicy[],
): NamedConfiguration | { readonly blocked: string } {
  const existing = policyOn(wish.metric, policies);
  if (existing !== undefined && !existing.isNamedPlainly)
    return {
      blocked: `The policy "${existing.name}" tracks ${wish.metric} already, and its name has characters that cannot be shown, so it cannot be named in a write. Delete it first.`,
    };
  const name = existing?.name ?? names[wish.metric];
  const namesake = policies.find(each => each.name === name);
  if (existing === undefined && namesake !== undefined)
    return {
      blocked: `There is a policy ${name} already, and it is another one (${namesake.type}${namesake.metricType === null ? '' : ` on ${namesake.metricType}`}). Delete or rename it first: writing it would replace it.`,
    };
  return { name, configuration: configurationOf(wish, existing) };
}

const configurationOf = (
  { metric, targetValue, scaleOutCooldownMs, scaleInCooldownMs, resourceLabel }: Tracking,
  existing: ScalingPolicy | undefined,
): string =>
  scalingPolicyText({
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: targetValue,
      PredefinedMetricSpecification: {
        PredefinedMetricType: metric,
        ...(resourceLabel !== undefined && { ResourceLabel: resourceLabel }),
      },
      ScaleOutCooldown: scaleOutCooldownMs / seconds(1),
      ScaleInCooldown: scaleInCooldownMs / seconds(1),
      // Somebody has decided that this policy only adds; that is not ours to change.
      ...(existing?.scaleInDisabled && { DisableScaleIn: true }),
    },
  });
