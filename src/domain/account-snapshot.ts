import type { Observed } from './observed.ts';
import type { Instant } from './time.ts';

/**
 * What belongs to the account and to no single service. Nothing here is polled: each part is read when a procedure, a check
 * or a screen asks for it, and has its own age.
 */
export interface AccountSnapshot {
  readonly fargateQuota: Observed<VcpuQuota>;
  /** Every metric alarm of the region, those of scaling policies too. */
  readonly metricAlarms: Observed<readonly ConfiguredAlarm[]>;
  readonly topics: Observed<readonly Topic[]>;
  readonly rules: Observed<readonly EventRule[]>;
  readonly databases: Observed<readonly Database[]>;
  readonly caches: Observed<readonly Cache[]>;
  /** By function name: those that were asked for. */
  readonly functions: Readonly<Record<string, Observed<LambdaFunction | null>>>;
}

/** The parts of an account that are read on their own. A function is asked for by its name: `function:scale-ecs`. */
export type AccountPart = FixedAccountPart | FunctionPart;
export type FixedAccountPart = Exclude<keyof AccountSnapshot, 'functions'>;
export type FunctionPart = `function:${string}`;

export const functionPart = (name: string): FunctionPart => `function:${name}`;

/** The function that such a part is about; undefined for every other part. */
export const functionOfPart = (part: string): string | undefined =>
  part.startsWith('function:') ? part.slice('function:'.length) : undefined;

/** What is known of a function; undefined where nobody has asked for it yet. A function may be called `toString`. */
export const functionIn = (
  { functions }: Pick<AccountSnapshot, 'functions'>,
  name: string,
): Observed<LambdaFunction | null> | undefined => (Object.hasOwn(functions, name) ? functions[name] : undefined);

/** The value that a part holds once it was read. */
export type AccountPartValue<Part extends AccountPart> = Part extends FixedAccountPart
  ? AccountSnapshot[Part] extends Observed<infer Value>
    ? Value
    : never
  : LambdaFunction | null;

/** Fargate On-Demand vCPUs of the region: what all services together may run (quota L-3032A538). */
export interface VcpuQuota {
  readonly limitVcpus: number;
  /** From AWS/Usage, a few minutes late; null where CloudWatch has no data. */
  readonly usedVcpus: number | null;
}

/** A metric alarm with everything that makes it what it is. */
export interface ConfiguredAlarm {
  readonly name: string;
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly stateSince: Instant;
  /** CloudWatch's words for the state. */
  readonly stateReason: string;
  /** `AWS/ECS`; null for an alarm on an expression, which may have several metrics. */
  readonly namespace: string | null;
  readonly metricName: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly threshold: number | null;
  readonly actionsEnabled: boolean;
  /** ARNs: topics, scaling policies. */
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  /** Whether a scaling policy made it: it must not be edited. */
  readonly ofScalingPolicy: boolean;
  /** All of it, as `alarmText` writes it. */
  readonly configuration: string;
}

export interface Topic {
  readonly arn: string;
  /** What stands after the last colon of its ARN. */
  readonly name: string;
  readonly subscriptions: readonly Subscription[];
  /** Its attributes as `topicText` writes them. */
  readonly configuration: string;
}

export interface Subscription {
  /** `topic protocol endpoint`, where the endpoint of a URL is its fingerprint (`subscriptionName`). */
  readonly name: string;
  readonly protocol: string;
  /** For a reader: of a URL only the host, `https://hooks.example.com/…`. */
  readonly endpoint: string;
  /** Null until its owner has confirmed it: AWS then shows none, and it receives nothing. */
  readonly arn: string | null;
}

export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
  /** `cron(0 2 * * ? *)`; null for a rule on events. */
  readonly scheduleExpression: string | null;
  /** JSON text; null for a rule on a schedule. */
  readonly eventPattern: string | null;
  readonly targets: readonly EventRuleTarget[];
  /** As `ruleText` writes it. */
  readonly configuration: string;
}

export interface EventRuleTarget {
  readonly id: string;
  readonly arn: string;
  /** The JSON text that it is invoked with; null for the event itself. */
  readonly input: string | null;
  /** As `ruleTargetText` writes it. */
  readonly configuration: string;
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** Who may invoke it: the statements of its own policy, by id, as `permissionTextOfStatement` writes them. */
  readonly permissions: Readonly<Record<string, string>>;
}

/** An RDS instance, as far as its headroom goes. */
export interface Database {
  readonly identifier: string;
  /** `db.t3.medium` */
  readonly instanceClass: string;
  readonly engine: string;
  readonly status: string;
  readonly multiAz: boolean;
  /** The instance that it is a read replica of; null for one that takes writes. */
  readonly replicaOf: string | null;
  /** Null where neither the parameter group nor the table of classes tells. */
  readonly maxConnections: MaxConnections | null;
  /** The busiest of the last minutes; null without data, as all readings here. */
  readonly connections: number | null;
  readonly cpuPercent: number | null;
  readonly freeStorageBytes: number | null;
  readonly allocatedStorageGib: number | null;
}

export interface MaxConnections {
  readonly count: number;
  /** `set` in the configuration or as a number in the parameter group; otherwise reckoned from the memory of its class. */
  readonly from: 'set' | 'class';
}

/** An ElastiCache replication group, as far as its headroom goes. */
export interface Cache {
  readonly id: string;
  /** `cache.t3.small` */
  readonly nodeType: string;
  readonly status: string;
  readonly clusterEnabled: boolean;
  readonly shards: number;
  readonly nodes: number;
  /** The ids of its nodes, `waooaw-redis-001`: ElastiCache has metrics of nodes, and none of a group. */
  readonly members: readonly string[];
  /** Of the fullest node: share of what it may use. */
  readonly memoryPercent: number | null;
  /** Of the busiest node, by the metric that counts for its size. */
  readonly cpuPercent: number | null;
  readonly connections: number | null;
  /** In the last minutes, of all nodes together. */
  readonly evictions: number | null;
}
