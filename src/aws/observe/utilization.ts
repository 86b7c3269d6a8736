import type { Dimension, MetricDataResult, MetricStat } from '@aws-sdk/client-cloudwatch';
import { fresh, lastKnown } from '../../domain/observed.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import { hours, type Instant } from '../../domain/time.ts';
import type { HourOfUse, Spread, Utilization } from '../../domain/utilization.ts';
import { targetGroupDimension } from '../arn.ts';
import { readMetricData } from './metric-data.ts';
import { type Observation, readTogether } from './observation.ts';

/** As far as a report looks back. CloudWatch keeps hours for 15 months, and is paid for by the metric, not by the hour. */
const windowMs = hours(14 * 24);
const periodMs = hours(1);

const statistics = ['Average', 'p95', 'Maximum'] as const;

export const utilization: Observation<'utilization'> = {
  part: 'utilization',
  cadenceMs: null,
  needs: [],
  uses: ['targets'],
  read({ context: { gateway, clock }, services, signal }) {
    return readTogether(services, async () => {
      const end = Math.floor(clock.now() / periodMs) * periodMs;
      const window = { start: end - windowMs, end };
      const asked = services.flatMap(service => sourcesOf(service).map(source => ({ service, ...source })));
      const answers = await readMetricData(
        gateway,
        asked.map(({ stat }) => stat),
        window,
        signal,
      );
      const at = clock.now();
      return service => {
        const own = asked.flatMap(({ service: owner, use, stat }, index) =>
          owner === service ? [{ use, statistic: stat.Stat ?? '', values: valuesOf(answers[index] ?? []) }] : [],
        );
        return fresh(utilizationOf(own, window), at);
      };
    });
  },
};

type Use = 'cpu' | 'memory' | 'requestsPerTask';

interface Source {
  readonly use: Use;
  readonly stat: MetricStat;
}

function sourcesOf({ cluster, service, targets }: ServiceSnapshot): readonly Source[] {
  const source = (use: Use, Namespace: string, MetricName: string, Dimensions: Dimension[], Stat: string): Source => ({
    use,
    stat: { Metric: { Namespace, MetricName, Dimensions }, Period: periodMs / 1000, Stat },
  });
  const ofService = [
    { Name: 'ClusterName', Value: cluster },
    { Name: 'ServiceName', Value: service },
  ];
  return [
    ...statistics.flatMap(stat => [
      source('cpu', 'AWS/ECS', 'CPUUtilization', ofService, stat),
      source('memory', 'AWS/ECS', 'MemoryUtilization', ofService, stat),
    ]),
    ...(lastKnown(targets) ?? []).flatMap(({ loadBalancer, targetGroupArn }) => {
      if (loadBalancer === null) return [];
      const ofGroup = [
        { Name: 'LoadBalancer', Value: loadBalancer },
        { Name: 'TargetGroup', Value: targetGroupDimension(targetGroupArn) },
      ];
      return [source('requestsPerTask', 'AWS/ApplicationELB', 'RequestCountPerTarget', ofGroup, 'Sum')];
    }),
  ];
}

interface Series {
  readonly use: Use;
  readonly statistic: string;
  /** By the start of their hour. */
  readonly values: ReadonlyMap<Instant, number>;
}

const valuesOf = (pages: readonly MetricDataResult[]): ReadonlyMap<Instant, number> =>
  new Map(
    pages.flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.flatMap((timestamp, index): [Instant, number][] => {
        const value = Values[index];
        return value === undefined ? [] : [[Math.floor(timestamp.getTime() / periodMs) * periodMs, value]];
      }),
    ),
  );

function utilizationOf(series: readonly Series[], { start, end }: { start: Instant; end: Instant }): Utilization {
  const found: HourOfUse[] = [];
  for (let at = start; at < end; at += periodMs) {
    const hour = {
      at,
      cpu: spreadAt(series, 'cpu', at),
      memory: spreadAt(series, 'memory', at),
      requestsPerTask: requestsAt(series, at),
    };
    if (hour.cpu !== null || hour.memory !== null || hour.requestsPerTask !== null) found.push(hour);
  }
  return { from: start, until: end, hours: found };
}

function spreadAt(series: readonly Series[], use: Use, at: Instant): Spread | null {
  const value = (statistic: (typeof statistics)[number]): number | undefined =>
    series.find(each => each.use === use && each.statistic === statistic)?.values.get(at);
  const [average, p95, maximum] = [value('Average'), value('p95'), value('Maximum')];
  return average === undefined || p95 === undefined || maximum === undefined ? null : { average, p95, maximum };
}

/** The sum over an hour, of every group that sends requests to the tasks, as a mean minute. */
function requestsAt(series: readonly Series[], at: Instant): number | null {
  const sums = series.flatMap(({ use, values }) => (use === 'requestsPerTask' ? (values.get(at) ?? []) : []));
  return sums.length === 0 ? null : sums.reduce((total, sum) => total + sum, 0) / 60;
}
