import { type AccountPart, type AccountSnapshot, functionIn, functionOfPart } from './account-snapshot.ts';
import type { Metric, Series } from './metrics.ts';
import type { Observed } from './observed.ts';
import { placesOf } from './service-places.ts';
import type { Instant } from './time.ts';
import type { Utilization } from './utilization.ts';

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
  readonly account: AccountSnapshot;
  readonly configured: Configured;
}

/** What the configuration says of the environment and AWS cannot know. */
export interface Configured {
  /** The RDS instance that the services write to; null where it is not named. */
  readonly database: string | null;
  /** The ElastiCache replication group that they use; null where it is not named. */
  readonly cache: string | null;
  /** What the database takes, where its parameter group does not say it in a number. */
  readonly maxConnections: number | null;
  /** How many database connections the pool of one task opens at most, by service. */
  readonly connectionsPerTask: Readonly<Record<ServiceKey, number>>;
}

export const nothingConfigured: Configured = {
  database: null,
  cache: null,
  maxConnections: null,
  connectionsPerTask: {},
};

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
  readonly scheduledActions: Observed<readonly ScheduledAction[]>;
  readonly zones: Observed<readonly ZoneTasks[]>;
  readonly network: Observed<readonly Subnet[]>;
  readonly loadBalancers: Observed<readonly LoadBalancer[]>;
  readonly utilization: Observed<Utilization>;
}

/** The parts of a service that are read on their own, each with its own cadence. */
export type ServicePart = Exclude<keyof ServiceSnapshot, 'key' | 'cluster' | 'service'>;

/** The value that a part holds once it was read. */
export type PartValue<Part extends ServicePart> = ServiceSnapshot[Part] extends Observed<infer Value> ? Value : never;

/** Everything that can be read again: a part of each service, or of the account. */
export type Part = ServicePart | AccountPart;

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
  /** Where its tasks are placed; empty where the service has no network of its own. */
  readonly subnetIds: readonly string[];
  /** What its tasks run on: FARGATE, FARGATE_SPOT, EC2, EXTERNAL, or capacity providers of the account by name. */
  readonly capacityProviders: readonly string[];
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
  /** Whether that is its name to the letter. One whose name had to be made fit for a screen cannot be named in a write. */
  readonly isNamedPlainly: boolean;
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
  /** All of it, as `scalingPolicyText` writes it: what restoring has to send. */
  readonly configuration: string;
}

/** From Application Auto Scaling: it sets the bounds of the service at given times. */
export interface ScheduledAction {
  readonly name: string;
  /** As a policy's. */
  readonly isNamedPlainly: boolean;
  /** `cron(0 2 * * ? *)`, `at(2026-11-27T07:00:00)` or `rate(12 hours)`. */
  readonly schedule: string;
  /** The IANA zone in which the schedule is read. */
  readonly timeZone: string;
  /** The first and the last moment at which it may run; null without one. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  /** Null leaves the bound as it is. */
  readonly minCapacity: number | null;
  readonly maxCapacity: number | null;
  /** As `scheduledActionText` writes it. */
  readonly configuration: string;
}

/** The running tasks of a service in one availability zone; a zone that it has a subnet in may have none. */
export interface ZoneTasks {
  readonly zone: string;
  readonly tasks: number;
}

/** A subnet that a service places tasks in. Every Fargate task takes an address of its own. */
export interface Subnet {
  readonly id: string;
  readonly zone: string;
  readonly freeAddresses: number;
}

/** A load balancer in front of a service. */
export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  /** What requests are sent to: `waooaw-alb-1234567890.us-east-1.elb.amazonaws.com`. */
  readonly dnsName: string;
  readonly scheme: string;
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

export const findService = ({ services }: Snapshot, key: ServiceKey): ServiceSnapshot | undefined =>
  services[placesOf(services).get(key) ?? -1];

/** The named parts as far as the snapshot has them: of these services, and of the account. */
export function observedParts(
  snapshot: Snapshot,
  services: readonly ServiceKey[],
  parts: readonly Part[],
): readonly Observed<unknown>[] {
  return parts.flatMap(part =>
    isServicePart(part)
      ? services.flatMap(key => findService(snapshot, key)?.[part] ?? [])
      : (accountPart(snapshot.account, part) ?? []),
  );
}

/** Undefined for a function that nobody has asked for yet. */
export function accountPart(account: AccountSnapshot, part: AccountPart): Observed<unknown> | undefined {
  const name = functionOfPart(part);
  // What is no function is one of the fixed parts, which TypeScript cannot see through the prefix.
  return name === undefined ? account[part as Exclude<AccountPart, `function:${string}`>] : functionIn(account, name);
}

const serviceParts: Readonly<Record<ServicePart, true>> = {
  counts: true,
  scaling: true,
  activities: true,
  alarms: true,
  targets: true,
  task: true,
  stoppedTasks: true,
  metrics: true,
  scheduledActions: true,
  zones: true,
  network: true,
  loadBalancers: true,
  utilization: true,
};

export const isServicePart = (part: Part): part is ServicePart => Object.hasOwn(serviceParts, part);

export const serviceKey = (cluster: string, service: string): ServiceKey => `${cluster}/${service}`;

/** How Application Auto Scaling names the service: `service/<cluster>/<service>`. */
export const scalableResourceId = (key: ServiceKey): string => `service/${key}`;
