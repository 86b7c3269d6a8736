import type { MetricStat } from '@aws-sdk/client-cloudwatch';
import { minutes } from '../../../domain/time.ts';
import { chunksOf, eachOf } from '../../pages.ts';
import type { AccountRequest } from './account-observation.ts';

/** A metric is published every minute, up to some minutes late; of what is older nobody says "now". */
const windowMs = minutes(15);

/** AWS: GetMetricData takes at most 500 queries. */
const queriesPerCall = 500;

/** One value of "now", of one metric. */
export interface RecentMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  /** 60 unless given; AWS/Usage has a value every five minutes. */
  readonly periodSeconds?: number;
}

/** The newest value of each, in order; null where CloudWatch has none in the last minutes. */
export async function recentValues(
  metrics: readonly RecentMetric[],
  { context: { gateway, clock }, signal }: AccountRequest,
): Promise<readonly (number | null)[]> {
  const end = Math.floor(clock.now() / minutes(1)) * minutes(1);
  const answers = await eachOf(chunksOf([...metrics.entries()], queriesPerCall), chunk =>
    gateway.read(
      'cloudwatch:GetMetricData',
      {
        MetricDataQueries: chunk.map(([index, metric]) => ({ Id: `q${index}`, MetricStat: metricStat(metric) })),
        StartTime: new Date(end - windowMs),
        EndTime: new Date(end),
        ScanBy: 'TimestampDescending',
      },
      signal,
    ),
  );
  const newest = new Map(
    answers.flatMap(({ MetricDataResults = [] }) => MetricDataResults).map(({ Id, Values = [] }) => [Id, Values[0]]),
  );
  return metrics.map((_, index) => newest.get(`q${index}`) ?? null);
}

const metricStat = ({ namespace, name, dimensions, stat, periodSeconds = 60 }: RecentMetric): MetricStat => ({
  Metric: {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  },
  Period: periodSeconds,
  Stat: stat,
});
