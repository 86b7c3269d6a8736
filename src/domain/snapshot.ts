import type { Metric, Series } from './metrics.ts';
import type { Observed } from './observed.ts';
import type { Instant } from './time.ts';

/** Which AWS we talk to, as whom. Shown in every banner, and compared again before every write. */
export interface Session {
  /** The name of the configured environment, e.g. `production`; `simulated` for a simulated AWS. */
  readonly environment: string;
  /** Whether this environment asks for the heavier confirmations. */
  readonly production: boolean;
  readonly accountId: string;
  readonly region: string;
  readonly principalArn: string;
  /** Set when requests go somewhere else than to AWS's own endpoints. */
  readonly endpoint: string | null;
  readonly simulated: boolean;
  /** The profile of ~/.aws/config that the credentials are from; left out where none was named, and for a simulated AWS. */
  readonly profile?: string;
}

/** `cluster/service`, e.g. `waooaw-production/waooaw-backend`: unique within an account and region. */
export type ServiceKey = `${string}/${string}`;

/** What we know of AWS, and how well we know it. Immutable: every poll makes a new one. */
export interface Snapshot {
  readonly session: Session;
  /** In the order in which they are shown. */
  readonly services: readonly ServiceSnapshot[];
  /** Services that were found and are not shown, each with the reason, as full sentences. */
  readonly leftOut?: readonly string[];
}

/** One ECS service with everything that bears on its capacity. Each part has its own age. */
export interface ServiceSnapshot {
  readonly key: ServiceKey;
  readonly cluster: string;
  readonly service: string;
  readonly counts: Observed<ServiceCounts>;
  readonly scaling: Observed<AutoScaling>;
  readonly activities: Observed<readonly ScalingActivity[]>;
  readonly alarms: Observed<readonly ScalingAlarm[]>;
  readonly targets: Observed<readonly TargetGroupHealth[]>;
  readonly task: Observed<TaskSize>;
  readonly stoppedTasks: Observed<readonly StoppedTask[]>;
  readonly metrics: Observed<Readonly<Record<Metric, Series>>>;
}

/** The parts of a service that are read on their own, each with its own cadence. */
export type ServicePart = Exclude<keyof ServiceSnapshot, 'key' | 'cluster' | 'service'>;

/** The value that a part holds once it was read. */
export type PartValue<Part extends ServicePart> = ServiceSnapshot[Part] extends Observed<infer Value> ? Value : never;

/** From ECS DescribeServices. */
export interface ServiceCounts {
  readonly arn: string;
  /** Tells a service from a later one with the same name. */
  readonly createdAt: Instant;
  /** ACTIVE, DRAINING or INACTIVE. */
  readonly status: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly deployments: readonly Deployment[];
  /** Newest first, at most 100. */
  readonly events: readonly ServiceEvent[];
  readonly taskDefinitionArn: string;
  readonly targetGroupArns: readonly string[];
  /** DAEMON services have no desiredCount of their own. */
  readonly schedulingStrategy: string;
}

export interface Deployment {
  readonly id: string;
  /** PRIMARY, ACTIVE or INACTIVE. */
  readonly status: string;
  /** IN_PROGRESS, COMPLETED or FAILED; null where AWS gives none. */
  readonly rolloutState: string | null;
  readonly rolloutStateReason: string | null;
  readonly failedTasks: number;
}

export interface ServiceEvent {
  readonly id: string;
  readonly at: Instant;
  readonly message: string;
}

/** From Application Auto Scaling. `target: null` means that none is registered, which is an answer, not a gap. */
export interface AutoScaling {
  readonly target: ScalableTarget | null;
  readonly policies: readonly ScalingPolicy[];
}

export interface ScalableTarget {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly suspended: SuspendedState;
}

export interface SuspendedState {
  readonly dynamicScalingIn: boolean;
  readonly dynamicScalingOut: boolean;
  readonly scheduledScaling: boolean;
}

export interface ScalingPolicy {
  readonly name: string;
  /** `TargetTrackingScaling`, `StepScaling` or `PredictiveScaling`. */
  readonly type: string;
  /** The predefined metric, e.g. `ECSServiceAverageCPUUtilization`; null for a custom one. */
  readonly metricType: string | null;
  /** In the metric's own unit: percent, or requests per target and minute. */
  readonly targetValue: number | null;
  readonly scaleOutCooldownMs: number;
  readonly scaleInCooldownMs: number;
  readonly scaleInDisabled: boolean;
  readonly alarmNames: readonly string[];
}

export interface ScalingActivity {
  readonly id: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Pending, InProgress, Successful, Overridden, Unfulfilled or Failed. */
  readonly status: string;
  readonly description: string;
  readonly cause: string;
  readonly message: string;
  /** Codes such as `AlreadyAtMaxCapacity`: it wanted to scale and did not. Empty when it did. */
  readonly notScaledReasons: readonly string[];
}

/** A CloudWatch alarm that a scaling policy made. */
export interface ScalingAlarm {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly stateSince: Instant;
  /** `high` asks for more capacity, `low` for less. */
  readonly side: 'high' | 'low';
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly periodMs: number;
}

export interface TargetGroupHealth {
  readonly targetGroupArn: string;
  readonly name: string;
  /** The load balancer's part of the metric dimensions, `app/<name>/<id>`; null when none is attached. */
  readonly loadBalancer: string | null;
  readonly healthy: number;
  readonly initial: number;
  readonly unhealthy: number;
  readonly draining: number;
  /** Why targets are unhealthy, in AWS's words, without repeats. */
  readonly unhealthyReasons: readonly string[];
}

/** From the task definition: what one task reserves. 1,024 cpuUnits are one vCPU. */
export interface TaskSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

export interface StoppedTask {
  readonly taskId: string;
  readonly stoppedAt: Instant;
  /** e.g. `EssentialContainerExited`; empty where AWS gives none. */
  readonly stopCode: string;
  readonly stoppedReason: string;
  readonly exitCodes: readonly number[];
}

export const findService = (snapshot: Snapshot, key: ServiceKey): ServiceSnapshot | undefined =>
  snapshot.services.find(service => service.key === key);

export const serviceKey = (cluster: string, service: string): ServiceKey => `${cluster}/${service}`;

/** How Application Auto Scaling names the service: `service/<cluster>/<service>`. */
export const scalableResourceId = (key: ServiceKey): string => `service/${key}`;
