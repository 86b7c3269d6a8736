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

export interface ScalableTarget {
  readonly arn: string;
  /** `service/<cluster>/<service>` */
  readonly resourceId: string;
  readonly createdAt: SimTime;
  readonly policies: Map<string, ScalingPolicy>;
  minCapacity: number;
  maxCapacity: number;
  suspended: SuspendedState;
  /** When a policy last added, or took away, tasks: cooldowns run from here. */
  scaledOutAt: SimTime | undefined;
  scaledInAt: SimTime | undefined;
}
