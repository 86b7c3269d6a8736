import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Cache, Database } from '../../domain/account-snapshot.ts';
import type { ServiceKey, TargetGroupHealth } from '../../domain/snapshot.ts';

/** What an alarm watches and when it rings. Whom it tells is another matter. */
export type AlarmRule = Pick<
  PutMetricAlarmCommandInput,
  | 'Namespace'
  | 'MetricName'
  | 'Dimensions'
  | 'Statistic'
  | 'ExtendedStatistic'
  | 'Period'
  | 'EvaluationPeriods'
  | 'DatapointsToAlarm'
  | 'Threshold'
  | 'ComparisonOperator'
  | 'TreatMissingData'
>;

export interface WantedAlarm {
  readonly name: string;
  /** What it means when it rings: the description of the alarm. */
  readonly says: string;
  /** Whether its metric has data now, or needs none: only then will it leave INSUFFICIENT_DATA. */
  readonly hasData: boolean;
  readonly rule: AlarmRule;
}

/** CloudWatch has one datapoint a minute, and one bad minute is noise. */
const fiveMinutes = { Period: 60, EvaluationPeriods: 5, DatapointsToAlarm: 5 } as const;

const above = (Threshold: number) => ({ Threshold, ComparisonOperator: 'GreaterThanThreshold' }) as const;

/** AWS treats each set of dimensions as a metric of its own: half of a set has no data, ever. */
const dimensions = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

/** Not the same as 0 %: nobody knows how the service is. */
const unknownWhenMissing = { TreatMissingData: 'missing' } as const;
/** AWS reports nothing where nothing happened. */
const fineWhenMissing = { TreatMissingData: 'notBreaching' } as const;

interface OfService {
  readonly service: ServiceKey;
  readonly prefix: string;
  readonly hasData: boolean;
}

const ofService = (service: ServiceKey, MetricName: string) => {
  const [ClusterName = '', ServiceName = ''] = service.split('/');
  return { Namespace: 'AWS/ECS', MetricName, Dimensions: dimensions({ ClusterName, ServiceName }) } as const;
};

/** The runbook's alarm, with both dimensions. Its 80 % stands above the target of auto-scaling: it rings when that does not cope. */
export const cpuAlarm = ({ service, prefix, hasData }: OfService, cpuPercent: number): WantedAlarm => ({
  name: `${prefix}-high-cpu`,
  says: `CPU of ${service} above ${cpuPercent} % for 5 min: auto-scaling does not cope`,
  hasData,
  rule: {
    ...ofService(service, 'CPUUtilization'),
    Statistic: 'Average',
    ...fiveMinutes,
    ...above(cpuPercent),
    ...unknownWhenMissing,
  },
});

/** A task is killed at 100 % of its memory. */
const memoryPercent = 90;

export const memoryAlarm = ({ service, prefix, hasData }: OfService): WantedAlarm => ({
  name: `${prefix}-high-memory`,
  says: `Memory of ${service} above ${memoryPercent} % for 5 min: tasks are killed at 100 %`,
  hasData,
  rule: {
    ...ofService(service, 'MemoryUtilization'),
    Statistic: 'Average',
    ...fiveMinutes,
    ...above(memoryPercent),
    ...unknownWhenMissing,
  },
});

/** AWS has no metric of the count, but each running task brings one sample of CPU a minute. */
export const atMaximumAlarm = ({ service, prefix, hasData }: OfService, maxCapacity: number): WantedAlarm => ({
  name: `${prefix}-at-maximum`,
  says: `${service} runs MaxCapacity ${maxCapacity} for 5 min: auto-scaling cannot add tasks`,
  hasData,
  rule: {
    ...ofService(service, 'CPUUtilization'),
    Statistic: 'SampleCount',
    ...fiveMinutes,
    Threshold: maxCapacity,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...unknownWhenMissing,
  },
});

/** Of a thousand requests a minute, the runbook's baseline, one percent. */
const errorsPerMinute = 10;

/** What the runbook calls slow. */
const p95Seconds = 1;

/** `targetgroup/<name>/<id>` of its ARN, as CloudWatch names it. */
const targetGroupDimension = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** Latency and errors at a load balancer; nothing for a target group without one. */
export function loadBalancerAlarms(
  { service, prefix }: OfService,
  { targetGroupArn, loadBalancer: LoadBalancer }: TargetGroupHealth,
): readonly WantedAlarm[] {
  if (LoadBalancer === null) return [];
  const both = dimensions({ TargetGroup: targetGroupDimension(targetGroupArn), LoadBalancer });
  const common = { Namespace: 'AWS/ApplicationELB', Period: 60, EvaluationPeriods: 5, ...fineWhenMissing } as const;
  const errors = { ...common, Statistic: 'Sum', DatapointsToAlarm: 3, ...above(errorsPerMinute) } as const;
  return [
    {
      name: `${prefix}-slow`,
      says: `p95 latency of ${service} above ${p95Seconds} s for 5 min`,
      hasData: true,
      rule: {
        ...common,
        MetricName: 'TargetResponseTime',
        Dimensions: both,
        ExtendedStatistic: 'p95',
        DatapointsToAlarm: 5,
        ...above(p95Seconds),
      },
    },
    {
      name: `${prefix}-errors`,
      says: `${service} answers more than ${errorsPerMinute} requests a minute with a 5xx status, in 3 of 5 min`,
      hasData: true,
      rule: { ...errors, MetricName: 'HTTPCode_Target_5XX_Count', Dimensions: both },
    },
    {
      name: `${prefix}-unanswered`,
      says: `The load balancer of ${service} answers more than ${errorsPerMinute} requests a minute itself with a 5xx status, in 3 of 5 min: no task took them`,
      hasData: true,
      rule: { ...errors, MetricName: 'HTTPCode_ELB_5XX_Count', Dimensions: dimensions({ LoadBalancer }) },
    },
  ];
}

/** The runbook's figures for a database that is too small. */
const databaseCpuPercent = 80;
const connectionsShare = 0.8;

export function databaseAlarms(database: Database): readonly WantedAlarm[] {
  const { identifier, maxConnections } = database;
  const of = (MetricName: string) =>
    ({
      Namespace: 'AWS/RDS',
      MetricName,
      Dimensions: dimensions({ DBInstanceIdentifier: identifier }),
      ...fiveMinutes,
      ...unknownWhenMissing,
    }) as const;
  const most = maxConnections && Math.floor(maxConnections.count * connectionsShare);
  return [
    {
      name: `${identifier}-high-cpu`,
      says: `CPU of ${identifier} above ${databaseCpuPercent} % for 5 min`,
      hasData: database.cpuPercent !== null,
      rule: { ...of('CPUUtilization'), Statistic: 'Average', ...above(databaseCpuPercent) },
    },
    ...(maxConnections === null || most === null
      ? []
      : [
          {
            name: `${identifier}-connections`,
            says: `Connections of ${identifier} above ${most} for 5 min, 80 % of ${maxConnections.count}: at the most new tasks find none`,
            hasData: database.connections !== null,
            rule: { ...of('DatabaseConnections'), Statistic: 'Maximum', ...above(most) } as const,
          },
        ]),
  ];
}

/** The runbook's figure for a cache that is too small. */
const cacheMemoryPercent = 75;

/** ElastiCache has metrics of nodes and none of a group, so each node has its alarms. */
export const cacheAlarms = ({ members, memoryPercent: memory, evictions }: Cache): readonly WantedAlarm[] =>
  members.flatMap((CacheClusterId): readonly WantedAlarm[] => {
    const of = (MetricName: string) =>
      ({
        Namespace: 'AWS/ElastiCache',
        MetricName,
        Dimensions: dimensions({ CacheClusterId, CacheNodeId: '0001' }),
        ...fiveMinutes,
        ...unknownWhenMissing,
      }) as const;
    return [
      {
        name: `${CacheClusterId}-memory`,
        says: `Memory of ${CacheClusterId} above ${cacheMemoryPercent} % for 5 min: at 100 % keys are evicted`,
        hasData: memory !== null,
        rule: { ...of('DatabaseMemoryUsagePercentage'), Statistic: 'Maximum', ...above(cacheMemoryPercent) },
      },
      {
        name: `${CacheClusterId}-evictions`,
        says: `${CacheClusterId} evicts keys for 5 min: its memory is full`,
        hasData: evictions !== null,
        rule: { ...of('Evictions'), Statistic: 'Sum', ...above(0) },
      },
    ];
  });
