import { panelTitle } from '../../components/panel-title.ts';
import type { Metric, MetricDefinition } from '../../domain/metrics.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { chart } from '../../terminal/chart.ts';
import { minuteOfDay } from '../../terminal/format.ts';
import { beside, blank, fitLine, type Line, span } from '../../terminal/line.ts';
import { buckets, type SparklineAxis } from '../../terminal/sparkline.ts';
import { statusSigns } from '../../terminal/theme.ts';
import { axisWords, definitionOf, historyMs, metricAxis, thresholdOf } from './metric-axis.ts';

const labelWidth = 7;
const axisWidth = labelWidth + 2;
const gap = 2;

/** The title above a chart and the times below it. */
const frameLines = 2;

/** Heights whose rows fall on round values: eleven rows are steps of a tenth, six are steps of a fifth. */
const plotHeights = [11, 6] as const;

/** Which metrics are drawn large, row by row, where there is room: first those that decide whether to scale. */
const chartRows: readonly (readonly [Metric, Metric])[] = [
  ['cpuPercent', 'p95Seconds'],
  ['requestsPerMinute', 'requestsPerTask'],
];

export interface ChartPlan {
  readonly rows: number;
  readonly plotHeight: number;
}

/** As many rows of charts as `height` lines hold while `leave` lines remain for what stands below. */
export function chartPlan({ height, leave, wide }: { height: number; leave: number; wide: boolean }): ChartPlan {
  for (const rows of wide ? [2, 1] : [1]) {
    const plotHeight = plotHeights.find(plot => rows * (plot + frameLines) + leave <= height);
    if (plotHeight !== undefined) return { rows, plotHeight };
  }
  return { rows: 0, plotHeight: 0 };
}

export const chartLineCount = ({ rows, plotHeight }: ChartPlan): number => rows * (plotHeight + frameLines);

/** CPU alone, or two charts side by side in a wide terminal. */
export function chartLines(
  service: ServiceSnapshot,
  {
    now,
    width,
    wide,
    plan,
  }: { readonly now: Instant; readonly width: number; readonly wide: boolean; readonly plan: ChartPlan },
): readonly Line[] {
  return chartRows.slice(0, plan.rows).flatMap(([left, right]) => {
    if (!wide) return oneChart(service, left, { now, width, plotHeight: plan.plotHeight });
    const leftWidth = Math.floor((width - gap) / 2);
    const rightWidth = width - gap - leftWidth;
    return beside(
      { lines: oneChart(service, left, { now, width: leftWidth, plotHeight: plan.plotHeight }), width: leftWidth },
      { lines: oneChart(service, right, { now, width: rightWidth, plotHeight: plan.plotHeight }), width: rightWidth },
      gap,
    );
  });
}

function oneChart(
  service: ServiceSnapshot,
  metric: Metric,
  { now, width, plotHeight }: { readonly now: Instant; readonly width: number; readonly plotHeight: number },
): readonly Line[] {
  const definition = definitionOf(metric);
  const series = lastKnown(service.metrics)?.[metric];
  // The reason stands once, above the metrics.
  if (series === undefined) return empty(definition.label, notRead(service), { width, plotHeight });
  const threshold = thresholdOf(service, metric, now);
  const axis = metricAxis(metric, series, { now, threshold });
  const cells = Math.min(width - axisWidth, Math.round(historyMs / series.periodMs));
  const values = buckets(series, axis, cells);
  if (values.every(value => value === null))
    return empty(definition.label, 'no datapoint in 3 h', { width, plotHeight });
  const label = axisWords[definition.unit];
  const frame = { width: cells + axisWidth, height: plotHeight, max: axis.max, threshold, label, labelWidth };
  return [chartTitle(definition, threshold, width), ...chart(values, frame), timeAxis(axis, cells)].map(line =>
    fitLine(line, width),
  );
}

const chartTitle = ({ label, unit }: MetricDefinition, threshold: number | null, width: number): Line =>
  panelTitle(
    unit === 'per-minute' ? `${label} a minute` : label,
    width,
    threshold === null ? [] : [span(`┄ limit ${axisWords[unit](threshold)}`, 'warning')],
  );

const notRead = ({ metrics }: ServiceSnapshot): string =>
  metrics.state === 'pending'
    ? `${statusSigns.pending.sign} not read yet`
    : `${statusSigns.unknown.sign} cannot be read`;

const empty = (
  title: string,
  why: string,
  { width, plotHeight }: { width: number; plotHeight: number },
): readonly Line[] => [
  panelTitle(title, width),
  [span(` ${why}`, 'muted')],
  ...Array.from({ length: plotHeight }, () => blank),
];

/** `16:13 … 17:13 … 19:13`: the hours below a chart, each at its place. */
function timeAxis({ endsAt, spanMs }: SparklineAxis, cells: number): Line {
  const ticks = Array.from({ length: 4 }, (_, index) => ({
    at: endsAt - spanMs + (index * spanMs) / 3,
    cell: Math.round((index * cells) / 3),
  }));
  let text = ' '.repeat(axisWidth);
  for (const { at, cell } of ticks) {
    const start = Math.min(axisWidth + cell, axisWidth + cells - 5);
    text = `${text.padEnd(start)}${minuteOfDay(at)}`;
  }
  return [span(text, 'muted')];
}
