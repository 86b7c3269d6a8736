import type { AlarmSpec } from './alarm.ts';
import { MINUTE, SECOND } from './clock.ts';
import { ecsMetric, type MetricId } from './metric-series.ts';
import type { ScalingPolicy, TargetTracking, TrackedMetric } from './scalable-target.ts';
import type { Service } from './services.ts';
import type { Statistic } from './statistics.ts';

/** AWS: target tracking on ECS waits this long both ways unless the policy says otherwise. */
const DEFAULT_COOLDOWN_MS = 300 * SECOND;

/** Out after three minutes above the target; in only after fifteen minutes below 90 % of it. */
const HIGH_ALARM_MINUTES = 3;
const LOW_ALARM_MINUTES = 15;
const LOW_ALARM_PART = 0.9;

/** Scale-in is conservative: at most a quarter of the tasks at once, and at least one. */
const LARGEST_SCALE_IN_PART = 0.25;

export const scaleOutCooldownMs = ({ scaleOutCooldownMs: own }: TargetTracking): number => own ?? DEFAULT_COOLDOWN_MS;
export const scaleInCooldownMs = ({ scaleInCooldownMs: own }: TargetTracking): number => own ?? DEFAULT_COOLDOWN_MS;

/** The count that would bring the metric to its target, in proportion: 3 tasks at 100 % for a target of 70 % are 5. */
export const proportionalCount = (measured: {
  readonly runningCount: number;
  readonly value: number;
  readonly targetValue: number;
}): number => Math.ceil((measured.runningCount * measured.value) / measured.targetValue);

/** The lowest count that one scale-in may go to. */
export const lowestStep = (desiredCount: number): number =>
  desiredCount - Math.max(1, Math.floor(desiredCount * LARGEST_SCALE_IN_PART));

/** Which series a policy watches, and by which statistic. */
export const trackedSeries = (
  metric: TrackedMetric,
  service: Service,
): { readonly id: MetricId; readonly statistic: Statistic } => {
  switch (metric.kind) {
    case 'cpu':
      return { id: ecsMetric(service, 'CPUUtilization'), statistic: { kind: 'Average' } };
    case 'memory':
      return { id: ecsMetric(service, 'MemoryUtilization'), statistic: { kind: 'Average' } };
    case 'requests-per-target': {
      const split = metric.resourceLabel.indexOf('/targetgroup/');
      return {
        id: {
          namespace: 'AWS/ApplicationELB',
          metricName: 'RequestCountPerTarget',
          dimensions: [
            { name: 'TargetGroup', value: metric.resourceLabel.slice(split + 1) },
            { name: 'LoadBalancer', value: metric.resourceLabel.slice(0, split) },
          ],
        },
        statistic: { kind: 'Sum' },
      };
    }
    case 'customized':
      return { id: metric, statistic: metric.statistic };
  }
};

/** The two alarms that Application Auto Scaling keeps for a policy. */
export const alarmsOf = (
  policy: ScalingPolicy,
  service: Service,
): { readonly high: AlarmSpec; readonly low: AlarmSpec } => {
  const { metric, targetValue } = policy.tracking;
  const { id, statistic } = trackedSeries(metric, service);
  const shared = {
    description: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.alarmActionArn}.`,
    metric: id,
    statistic,
    periodMs: MINUTE,
    treatMissingData: 'missing',
    actionsEnabled: true,
    alarmActions: [policy.alarmActionArn],
    okActions: [],
    insufficientDataActions: [],
  } as const;
  return {
    high: {
      ...shared,
      name: policy.highAlarmName,
      evaluationPeriods: HIGH_ALARM_MINUTES,
      datapointsToAlarm: HIGH_ALARM_MINUTES,
      comparison: 'GreaterThanThreshold',
      threshold: targetValue,
    },
    low: {
      ...shared,
      name: policy.lowAlarmName,
      evaluationPeriods: LOW_ALARM_MINUTES,
      datapointsToAlarm: LOW_ALARM_MINUTES,
      comparison: 'LessThanThreshold',
      threshold: targetValue * LOW_ALARM_PART,
    },
  };
};
