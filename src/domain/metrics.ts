import type { Instant } from './time.ts';

/** The series that the dashboard shows for a service. */
export type Metric =
  | 'cpuPercent'
  | 'memoryPercent'
  | 'requestsPerMinute'
  | 'requestsPerTask'
  | 'p95Seconds'
  | 'errorsPerMinute';

/**
 * One-minute data, oldest first. A minute without data has `value: null` and is drawn as a gap;
 * only where AWS reports nothing for zero (5xx counts) does the reader put 0.
 */
export interface Series {
  readonly periodMs: number;
  readonly points: readonly Point[];
}

export interface Point {
  /** Start of the minute. */
  readonly at: Instant;
  readonly value: number | null;
}

export interface MetricDefinition {
  readonly metric: Metric;
  readonly label: string;
  readonly unit: 'percent' | 'per-minute' | 'seconds';
  /** The fixed axis that makes sparklines comparable; `null` grows with the data, from zero. */
  readonly axisMax: number | null;
}

/** In the order in which they are shown. */
export const metricDefinitions: readonly MetricDefinition[] = [
  { metric: 'cpuPercent', label: 'CPU', unit: 'percent', axisMax: 100 },
  { metric: 'memoryPercent', label: 'Memory', unit: 'percent', axisMax: 100 },
  { metric: 'requestsPerMinute', label: 'Requests', unit: 'per-minute', axisMax: null },
  { metric: 'requestsPerTask', label: 'Per task', unit: 'per-minute', axisMax: null },
  { metric: 'p95Seconds', label: 'p95 latency', unit: 'seconds', axisMax: null },
  { metric: 'errorsPerMinute', label: 'Errors 5xx', unit: 'per-minute', axisMax: null },
];

export interface NewestPoint {
  readonly at: Instant;
  /** When its period was over. How old a value is counts from here: before, it could not have been complete. */
  readonly endedAt: Instant;
  readonly value: number;
}

/** The newest minute that has a value. */
export const newestPoint = ({ points, periodMs }: Series): NewestPoint | undefined => {
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const point = points[index];
    if (point !== undefined && point.value !== null) {
      return { at: point.at, endedAt: point.at + periodMs, value: point.value };
    }
  }
  return undefined;
};

/** The mean of the minutes that began at `since` or later; undefined where none of them has a value. */
export function meanSince({ points }: Series, since: Instant): number | undefined {
  const values = points.flatMap(({ at, value }) => (at >= since && value !== null ? [value] : []));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
