import type { GetMetricDataCommandInput, GetMetricDataCommandOutput } from '@aws-sdk/client-cloudwatch';
import { onlyAsked } from './echo.ts';

/** Whether GetMetricData answers the queries that were asked, with a value for every time. */
export function aboutMetricData(
  { MetricDataResults = [] }: GetMetricDataCommandOutput,
  { MetricDataQueries = [] }: GetMetricDataCommandInput,
): string | undefined {
  const uneven = MetricDataResults.find(({ Timestamps = [], Values = [] }) => Timestamps.length !== Values.length);
  if (uneven !== undefined) return `the times and values of ${uneven.Id} are not the same number`;
  return onlyAsked(
    MetricDataResults.map(({ Id }) => Id),
    MetricDataQueries.map(({ Id }) => Id),
  );
}
