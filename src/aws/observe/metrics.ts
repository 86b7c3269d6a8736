import type { Metric, Series } from '../../domain/metrics.ts';
import { fresh } from '../../domain/observed.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import { hours, type Instant, minutes } from '../../domain/time.ts';
import { eachOf } from '../pages.ts';
import { queriesPerCall, readMetricData } from './metric-data.ts';
import { type MinuteWindow, readOf, seriesOf } from './metric-series.ts';
import { sourcesOf } from './metric-sources.ts';
import { type Observation, type ObservationRequest, type Readings, readTogether } from './observation.ts';

const windowMs = hours(3);
const periodMs = minutes(1);

export const metrics: Observation<'metrics'> = {
  part: 'metrics',
  // CloudWatch has one datapoint a minute: asking more often costs money and shows nothing.
  cadenceMs: minutes(1),
  needs: ['counts'],
  uses: ['targets'],
  async read(request) {
    const readings = await eachOf(batchesOf(request.services), batch => readBatch(request, batch));
    return new Map(readings.flatMap(reading => [...reading]));
  },
};

/** As many services as fit into one call: a fault stays with its call. */
function batchesOf(services: readonly ServiceSnapshot[]): readonly (readonly ServiceSnapshot[])[] {
  const batches: ServiceSnapshot[][] = [];
  let room = 0;
  for (const service of services) {
    const queries = sourcesOf(service).length;
    if (queries > room || batches.length === 0) {
      batches.push([]);
      room = queriesPerCall;
    }
    batches.at(-1)?.push(service);
    room -= queries;
  }
  return batches;
}

function readBatch(
  { context: { gateway, clock }, signal }: ObservationRequest,
  batch: readonly ServiceSnapshot[],
): Promise<Readings<'metrics'>> {
  return readTogether(batch, async () => {
    const window = windowBefore(clock.now());
    const sources = batch.flatMap(sourcesOf);
    const results = await readMetricData(
      gateway,
      sources.map(({ MetricStat }) => MetricStat),
      window,
      signal,
    );
    const at = clock.now();
    return service => {
      const own = sources.flatMap((source, index) => {
        return source.service === service.key ? [readOf(source, results[index] ?? [], window)] : [];
      });
      const series = (metric: Metric): Series => seriesOf(metric, own, window);
      return fresh(
        {
          cpuPercent: series('cpuPercent'),
          memoryPercent: series('memoryPercent'),
          requestsPerMinute: series('requestsPerMinute'),
          requestsPerTask: series('requestsPerTask'),
          p95Seconds: series('p95Seconds'),
          errorsPerMinute: series('errorsPerMinute'),
        },
        at,
      );
    };
  });
}

/** Whole minutes only: the one that is under way would look like a drop. */
const windowBefore = (now: Instant): MinuteWindow => {
  const end = Math.floor(now / periodMs) * periodMs;
  return { start: end - windowMs, end, periodMs };
};
