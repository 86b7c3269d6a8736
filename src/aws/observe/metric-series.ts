import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Metric, Point, Series } from '../../domain/metrics.ts';
import type { Instant } from '../../domain/time.ts';
import type { MetricSource } from './metric-sources.ts';

/** From the start of the first minute to the end of the last. */
export interface MinuteWindow {
  readonly start: Instant;
  readonly end: Instant;
  readonly periodMs: number;
}

/** What CloudWatch said of one source. */
export interface SourceRead {
  readonly metric: Metric;
  /** By the start of their minute. */
  readonly values: ReadonlyMap<Instant, number>;
  /** Whether a minute without a value really has none; not so where AWS broke off or forbade the series. */
  readonly complete: boolean;
}

export function readOf(
  { metric }: MetricSource,
  pages: readonly MetricDataResult[],
  { periodMs }: MinuteWindow,
): SourceRead {
  const values = new Map<Instant, number>();
  for (const { Timestamps = [], Values = [] } of pages) {
    for (const [index, timestamp] of Timestamps.entries()) {
      const value = Values[index];
      if (value !== undefined) values.set(Math.floor(timestamp.getTime() / periodMs) * periodMs, value);
    }
  }
  return { metric, values, complete: pages.at(-1)?.StatusCode === 'Complete' };
}

/**
 * The series of one metric. A minute that CloudWatch has no value for is a gap, with one exception: of errors AWS
 * reports only those that happened, so where requests were counted and errors were not, there were none.
 *
 * Without any source there are no points at all: the metric does not exist for this service.
 */
export function seriesOf(metric: Metric, reads: readonly SourceRead[], { start, end, periodMs }: MinuteWindow): Series {
  const own = reads.filter(read => read.metric === metric);
  if (own.length === 0) return { periodMs, points: [] };
  const silenceIsZero = metric === 'errorsPerMinute' && own.every(({ complete }) => complete);
  const requests = reads.filter(read => read.metric === 'requestsPerMinute');
  const points: Point[] = [];
  for (let at = start; at < end; at += periodMs) {
    const whenAbsent = silenceIsZero && requests.some(({ values }) => values.has(at)) ? 0 : null;
    points.push({ at, value: combined(metric, own, at) ?? whenAbsent });
  }
  return { periodMs, points };
}

/** A service behind several target groups gets the sum of their requests, and is as slow as the slowest. */
function combined(metric: Metric, reads: readonly SourceRead[], at: Instant): number | undefined {
  const values = reads.flatMap(read => read.values.get(at) ?? []);
  if (values.length === 0) return undefined;
  return metric === 'p95Seconds' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
}
