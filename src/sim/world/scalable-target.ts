import type { SimTime } from './clock.ts';
import type { Dimension } from './metric-series.ts';
import type { PlainStatistic } from './statistics.ts';

export interface SuspendedState {
  readonly dynamicScalingIn: boolean;
  readonly dynamicScalingOut: boolean;
  readonly scheduledScaling: boolean;
}

/** What a target tracking policy holds at its target value. */
export type TrackedMetric =
  | { readonly kind: 'cpu' }
  | { readonly kind: 'memory' }
  /** `resourceLabel`: `app/<load balancer>/<id>/targetgroup/<target group>/<id>` */
  | { readonly kind: 'requests-per-target'; readonly resourceLabel: string }
  | {
      readonly kind: 'customized';
      readonly namespace: string;
      readonly metricName: string;
      readonly dimensions: readonly Dimension[];
      readonly statistic: PlainStatistic;
      readonly unit: string | undefined;
    };

export interface TargetTracking {
  readonly metric: TrackedMetric;
  readonly targetValue: number;
  /** Undefined when the caller left it out: AWS's default for ECS then applies, but is not shown. */
  readonly scaleInCooldownMs: number | undefined;
  readonly scaleOutCooldownMs: number | undefined;
  readonly disableScaleIn: boolean | undefined;
}

export interface ScalingPolicy {
  readonly arn: string;
  /** What the policy's alarms invoke: the policy's ARN, and who made it. */
  readonly alarmActionArn: string;
  readonly name: string;
  readonly createdAt: SimTime;
  readonly highAlarmName: string;
  readonly lowAlarmName: string;
  tracking: TargetTracking;
}

/** What a scheduled action is, and does: at least one of the capacities is set. */
export interface ScheduledActionSpec {
  readonly name: string;
  /** An expression that `parseSchedule` reads. */
  readonly schedule: string;
  /** An IANA name; the expression is in UTC without one. */
  readonly timezone: string | undefined;
  readonly startTime: SimTime | undefined;
  readonly endTime: SimTime | undefined;
  readonly minCapacity: number | undefined;
  readonly maxCapacity: number | undefined;
}

export interface ScheduledAction extends ScheduledActionSpec {
  readonly arn: string;
  readonly createdAt: SimTime;
}

export interface ScalableTarget {
  readonly arn: string;
  /** `service/<cluster>/<service>` */
  readonly resourceId: string;
  readonly createdAt: SimTime;
  readonly policies: Map<string, ScalingPolicy>;
  readonly scheduledActions: Map<string, ScheduledAction>;
  minCapacity: number;
  maxCapacity: number;
  suspended: SuspendedState;
  /** When a policy last added, or took away, tasks: cooldowns run from here. */
  scaledOutAt: SimTime | undefined;
  scaledInAt: SimTime | undefined;
}
