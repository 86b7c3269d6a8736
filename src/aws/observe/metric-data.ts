import type { MetricDataQuery, MetricDataResult, MetricStat } from '@aws-sdk/client-cloudwatch';
import type { Gateway } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { allPages, chunksOf, eachOf } from '../pages.ts';

/** AWS: GetMetricData takes at most 500 queries, and is paid for by the metric, not by the call. */
export const queriesPerCall = 500;

/** Every page of the answer to each of these, in order; a series may be spread over several pages. */
export async function readMetricData(
  gateway: Gateway,
  stats: readonly MetricStat[],
  { start, end }: { readonly start: Instant; readonly end: Instant },
  signal: AbortSignal | undefined,
): Promise<readonly (readonly MetricDataResult[])[]> {
  const queries = stats.map((stat, index): MetricDataQuery => ({ Id: idOf(index), MetricStat: stat }));
  const results = await eachOf(chunksOf(queries, queriesPerCall), chunk =>
    allPages(async NextToken => {
      const page = await gateway.read(
        'cloudwatch:GetMetricData',
        {
          MetricDataQueries: [...chunk],
          StartTime: new Date(start),
          EndTime: new Date(end),
          ScanBy: 'TimestampAscending',
          NextToken,
        },
        signal,
      );
      return { items: page.MetricDataResults ?? [], next: page.NextToken };
    }),
  );
  const byId = Map.groupBy(results.flat(), ({ Id = '' }) => Id);
  return stats.map((_, index) => byId.get(idOf(index)) ?? []);
}

/** AWS: an Id begins with a lower-case letter. */
const idOf = (index: number): string => `q${index}`;
