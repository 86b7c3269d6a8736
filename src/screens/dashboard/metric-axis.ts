import {
  type Metric,
  type MetricDefinition,
  metricDefinitions,
  newestPoint,
  type Series,
} from '../../domain/metrics.ts';
import { type Signal, signalsOf } from '../../domain/signal.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import { hours, type Instant, minutes } from '../../domain/time.ts';
import { count, inSeconds, percent } from '../../terminal/format.ts';
import { roundAxisMax, type SparklineAxis } from '../../terminal/sparkline.ts';

/** How far back sparklines and charts look. */
export const historyMs = hours(3);

/** CloudWatch has a minute's data one to two minutes after it, and it is read once a minute; only beyond that it is a gap. */
const usualDelayMs = minutes(3);

/** The axis of a metric: the same stretch of time for all, and a scale that a reader can compare. */
export function metricAxis(
  metric: Metric,
  series: Series,
  { now, threshold }: { readonly now: Instant; readonly threshold: number | null },
): SparklineAxis {
  const { axisMax, unit } = definitionOf(metric);
  const newest = newestPoint(series);
  const endsAt = Math.max(now - usualDelayMs, newest === undefined ? 0 : newest.endedAt);
  const largest = series.points.reduce((most, { value }) => Math.max(most, value ?? 0), 0);
  // The limit itself must lie inside the axis, and a handful of errors must not fill it.
  const grown = roundAxisMax(Math.max(largest, (threshold ?? 0) * 1.01, unit === 'per-minute' ? 10 : 0));
  return { endsAt, spanMs: historyMs, max: axisMax ?? grown, threshold };
}

export function definitionOf(metric: Metric): MetricDefinition {
  const definition = metricDefinitions.find(each => each.metric === metric);
  if (definition === undefined) throw new Error(`the metric ${metric} has no definition`);
  return definition;
}

export const thresholdOf = (service: ServiceSnapshot, metric: Metric, now: Instant): number | null =>
  signalFor(signalsOf(service, now), metric)?.threshold.above ?? null;

export const signalFor = (signals: readonly Signal[], metric: Metric): Signal | undefined =>
  signals.find(({ threshold }) => threshold.metric === metric);

/** A value with its unit; beside an axis or a limit "per minute" goes without saying. */
export const valueWords: Readonly<Record<MetricDefinition['unit'], (value: number) => string>> = {
  percent,
  'per-minute': value => `${count(value)}/min`,
  seconds: inSeconds,
};

export const axisWords: Readonly<Record<MetricDefinition['unit'], (value: number) => string>> = {
  percent,
  'per-minute': count,
  seconds: inSeconds,
};
