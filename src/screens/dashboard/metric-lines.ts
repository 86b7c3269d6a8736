import { type MetricDefinition, metricDefinitions, newestPoint } from '../../domain/metrics.ts';
import { lastKnown } from '../../domain/observed.ts';
import { type Signal, signalsOf } from '../../domain/signal.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { age } from '../../terminal/format.ts';
import { cell, fitLine, type Line, span } from '../../terminal/line.ts';
import { sparkline } from '../../terminal/sparkline.ts';
import { noValue, statusSigns } from '../../terminal/theme.ts';
import { axisWords, metricAxis, signalFor, valueWords } from './metric-axis.ts';
import { metricTone } from './metric-tone.ts';

const widths = { label: 13, value: 11, limit: 14, axis: 15, age: 12 };

/** One line per metric: its course, its value, its limit and how old its newest datapoint is. */
export function metricLines(
  service: ServiceSnapshot,
  { now, width }: { readonly now: Instant; readonly width: number },
): readonly Line[] {
  const signals = signalsOf(service, now);
  const hasAxisColumn = width >= 100;
  return metricDefinitions.map(definition =>
    fitLine(metricLine(service, definition, { signals, now, width, hasAxisColumn }), width),
  );
}

interface Drawing {
  readonly signals: readonly Signal[];
  readonly now: Instant;
  readonly width: number;
  readonly hasAxisColumn: boolean;
}

function metricLine(service: ServiceSnapshot, definition: MetricDefinition, drawing: Drawing): Line {
  const { metric, label, unit } = definition;
  const { signals, now, width, hasAxisColumn } = drawing;
  const head = cell(` ${label}`, widths.label, 'text');
  const metrics = lastKnown(service.metrics);
  if (metrics === undefined) {
    // The reason stands once, above the metrics, and not six times.
    const status = service.metrics.state === 'pending' ? statusSigns.pending : statusSigns.unknown;
    return [head, span(status.sign, status.tone)];
  }
  const series = metrics[metric];
  const threshold = signalFor(signals, metric)?.threshold.above ?? null;
  const axis = metricAxis(metric, series, { now, threshold });
  const newest = newestPoint(series);
  if (newest === undefined) return [head, span(whyNoData(service, definition), 'muted')];

  const trend = width - widths.label - widths.value - widths.limit - widths.age - (hasAxisColumn ? widths.axis : 0);
  const show = axisWords[unit];
  const limit = threshold === null ? '' : `  limit ${show(threshold)}`;
  const scale = `  axis 0–${show(axis.max)}`;
  // A large axis takes the second blank before it instead of losing its last digit.
  const narrowScale = scale.length > widths.limit ? scale.slice(1) : scale;
  return [
    head,
    ...sparkline(series, axis, trend),
    cell(valueWords[unit](newest.value), widths.value, metricTone(service, signals, { metric, now }), 'right'),
    // In a narrow terminal the axis is said where there is no limit to compare with.
    cell(limit === '' && !hasAxisColumn ? narrowScale : limit, widths.limit, 'muted'),
    ...(hasAxisColumn ? [cell(scale, widths.axis, 'muted')] : []),
    cell(`${age(now - newest.endedAt)} ago`, widths.age, 'muted', 'right'),
  ];
}

/** Said once for a service that has no load balancer, and not in each of the rows that would need one. */
function whyNoData(service: ServiceSnapshot, { metric }: MetricDefinition): string {
  const needsLoadBalancer = metric !== 'cpuPercent' && metric !== 'memoryPercent';
  const behindLoadBalancer = (lastKnown(service.counts)?.targetGroupArns.length ?? 0) > 0;
  if (!needsLoadBalancer || behindLoadBalancer) return `${noValue} no datapoint in 3 h`;
  return metric === 'requestsPerMinute' ? `${noValue} not behind a load balancer` : noValue;
}
