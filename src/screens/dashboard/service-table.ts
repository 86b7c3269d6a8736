import { statusSign } from '../../components/status-sign.ts';
import { type Metric, newestPoint } from '../../domain/metrics.ts';
import { lastKnown } from '../../domain/observed.ts';
import { placesOf, type ServicePlaces } from '../../domain/service-places.ts';
import { type Signal, signalsOf } from '../../domain/signal.ts';
import type { ServiceSnapshot, Snapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { count, inSeconds, percent } from '../../terminal/format.ts';
import { cell, fitLine, type Line, type Span, span } from '../../terminal/line.ts';
import { sparkline } from '../../terminal/sparkline.ts';
import { textWidth, truncateWords } from '../../terminal/text-width.ts';
import { noValue, selectionSign, statusSigns, type Tone } from '../../terminal/theme.ts';
import { metricAxis, thresholdOf } from './metric-axis.ts';
import { metricTone } from './metric-tone.ts';
import { isUnknownToAws, overallStatus, suspendedWords, taskHealth } from './service-health.ts';

/** The widths of a table that is `width` cells wide. They depend on the names and on nothing that a refresh changes. */
export interface TableLayout {
  readonly width: number;
  readonly name: number;
  readonly metrics: readonly MetricColumn[];
  /** 0 where there is no room for it. */
  readonly trend: number;
  readonly cause: number;
}

interface MetricColumn {
  readonly metric: Metric;
  readonly head: string;
  readonly width: number;
  readonly show: (value: number) => string;
}

const metricColumns: readonly MetricColumn[] = [
  { metric: 'cpuPercent', head: 'CPU', width: 6, show: percent },
  { metric: 'memoryPercent', head: 'MEM', width: 6, show: percent },
  { metric: 'requestsPerMinute', head: 'REQ/MIN', width: 8, show: count },
  { metric: 'requestsPerTask', head: '/TASK', width: 6, show: count },
  { metric: 'p95Seconds', head: 'P95', width: 7, show: inSeconds },
];

/** Left out first where the terminal is narrow; the panel below still has them. */
const dispensable: readonly Metric[] = ['memoryPercent', 'requestsPerTask', 'requestsPerMinute'];

const signs = 3;
const columns = { desired: 5, running: 4, pending: 5, bounds: 8, auto: 8 };
const shortestName = 14;
const gap = 2;

export function tableLayout(services: readonly ServiceSnapshot[], width: number): TableLayout {
  const places = placesOf(services);
  const known = layouts.get(places);
  if (known?.width === width) return known;
  const layout = layoutFor(services, width);
  layouts.set(places, layout);
  return layout;
}

/** Names do not change with a refresh. */
const layouts = new WeakMap<ServicePlaces, TableLayout>();

function layoutFor(services: readonly ServiceSnapshot[], width: number): TableLayout {
  const fixed = signs + Object.values(columns).reduce((sum, each) => sum + each, 0);
  const roomBeside = (metrics: readonly MetricColumn[]): number =>
    width - fixed - metrics.reduce((sum, each) => sum + each.width, 0);
  let metrics = metricColumns;
  for (const metric of dispensable) {
    if (roomBeside(metrics) >= shortestName) break;
    metrics = metrics.filter(column => column.metric !== metric);
  }
  const room = roomBeside(metrics);
  const longest = services.reduce((widest, { service }) => Math.max(widest, textWidth(service)), shortestName);
  const name = Math.max(1, Math.min(room, longest, 32));
  const left = room - name;
  // A cause would be cut off in less than this; the panel below has the whole sentence.
  if (left >= 80) return { width, name, metrics, trend: 36, cause: left - 36 - 2 * gap };
  return { width, name, metrics, trend: left >= 12 ? Math.min(60, left - gap) : 0, cause: 0 };
}

export function tableHeader(layout: TableLayout, title: Line): Line {
  const head = (text: string, width: number): Span => cell(text, width, 'muted', 'right');
  return fitLine(
    [
      span('   '),
      ...fitLine(title, layout.name),
      head('DES', columns.desired),
      head('RUN', columns.running),
      head('PEND', columns.pending),
      head('MIN–MAX', columns.bounds),
      head('AUTO', columns.auto),
      ...layout.metrics.map(column => head(column.head, column.width)),
      ...(layout.trend > 0 ? [span('  '), cell('CPU, 3 H', layout.trend, 'muted')] : []),
      ...(layout.cause > 0 ? [span('  '), cell('CAUSE', layout.cause, 'muted')] : []),
    ],
    layout.width,
  );
}

interface RowDrawing {
  readonly layout: TableLayout;
  readonly now: Instant;
  readonly selected: boolean;
}

/** The row of a service: the same one, for as long as everything that it shows is. A key then draws two rows and not all. */
export function tableRow(snapshot: Snapshot, service: ServiceSnapshot, drawing: RowDrawing): Line {
  const drawn = drawnRows.get(service);
  if (
    drawn?.snapshot === snapshot &&
    drawn.layout === drawing.layout &&
    drawn.now === drawing.now &&
    drawn.selected === drawing.selected
  )
    return drawn.line;
  const line = drawRow(snapshot, service, drawing);
  drawnRows.set(service, { ...drawing, snapshot, line });
  return line;
}

const drawnRows = new WeakMap<ServiceSnapshot, RowDrawing & { readonly snapshot: Snapshot; readonly line: Line }>();

function drawRow(snapshot: Snapshot, service: ServiceSnapshot, { layout, now, selected }: RowDrawing): Line {
  const signals = signalsOf(service, now);
  const health = taskHealth(snapshot, service, now);
  const status = overallStatus(service, health, signals);
  return fitLine(
    [
      span(selected ? selectionSign : ' ', 'accent'),
      status === 'ok' ? span(' ') : statusSign(status),
      span(' '),
      cell(service.service, layout.name, selected ? 'strong' : 'text'),
      ...countCells(service),
      boundsCell(service),
      autoCell(service),
      ...layout.metrics.map(column => metricCell(service, signals, { column, now })),
      ...(layout.trend > 0 ? [span('  '), ...cpuTrend(service, now, layout.trend)] : []),
      ...(layout.cause > 0 ? [span('  '), causeCell({ health, signals, service }, layout.cause)] : []),
    ],
    layout.width,
  );
}

/** What stands where a value of this part would, while there is none. */
const placeholder = (part: { readonly state: string }): { readonly text: string; readonly tone: Tone } => {
  if (part.state === 'pending') return { text: statusSigns.pending.sign, tone: 'muted' };
  if (part.state === 'missing') return { text: statusSigns.unknown.sign, tone: 'unknown' };
  return { text: noValue, tone: 'muted' };
};

function countCells(service: ServiceSnapshot): Line {
  const { counts } = service;
  const widths = [columns.desired, columns.running, columns.pending];
  const known = lastKnown(counts);
  if (known === undefined) {
    const { text, tone } = placeholder(counts);
    return widths.map(width => cell(text, width, tone, 'right'));
  }
  const { desiredCount, runningCount, pendingCount } = known;
  const tone = (fresh: Tone): Tone => (counts.state === 'stale' ? 'unknown' : fresh);
  return [
    cell(count(desiredCount), columns.desired, tone('text'), 'right'),
    cell(count(runningCount), columns.running, tone(runningCount < desiredCount ? 'warning' : 'text'), 'right'),
    cell(count(pendingCount), columns.pending, tone(pendingCount > 0 ? 'warning' : 'muted'), 'right'),
  ];
}

function boundsCell(service: ServiceSnapshot): Span {
  const { scaling } = service;
  if (isUnknownToAws(service)) return cell(statusSigns.unknown.sign, columns.bounds, 'unknown', 'right');
  const target = lastKnown(scaling)?.target;
  if (target == null) {
    const { text, tone } = placeholder(scaling);
    return cell(text, columns.bounds, tone, 'right');
  }
  const tone = scaling.state === 'stale' ? 'unknown' : 'text';
  return cell(`${target.minCapacity}–${target.maxCapacity}`, columns.bounds, tone, 'right');
}

/** Whether auto-scaling works: `on`, or what of it does not. The panel spells it out. */
function autoCell(service: ServiceSnapshot): Span {
  const { scaling } = service;
  if (isUnknownToAws(service)) return cell(statusSigns.unknown.sign, columns.auto, 'unknown', 'right');
  const known = lastKnown(scaling);
  if (known === undefined) {
    const { text, tone } = placeholder(scaling);
    return cell(text, columns.auto, tone, 'right');
  }
  if (known.target === null) return cell('none', columns.auto, 'muted', 'right');
  // Deregistering and registering again leaves a target that looks like auto-scaling and scales nothing.
  if (known.policies.length === 0) return cell('none', columns.auto, 'warning', 'right');
  const { dynamicScalingIn, dynamicScalingOut } = known.target.suspended;
  if (dynamicScalingIn && dynamicScalingOut) return cell('off', columns.auto, 'warning', 'right');
  if (dynamicScalingIn) return cell('in off', columns.auto, 'warning', 'right');
  if (dynamicScalingOut) return cell('out off', columns.auto, 'warning', 'right');
  return cell('on', columns.auto, 'muted', 'right');
}

function metricCell(
  service: ServiceSnapshot,
  signals: readonly Signal[],
  { column: { metric, width, show }, now }: { readonly column: MetricColumn; readonly now: Instant },
): Span {
  const series = lastKnown(service.metrics)?.[metric];
  const newest = series && newestPoint(series);
  if (newest === undefined) {
    const { text, tone } = placeholder(service.metrics);
    return cell(text, width, tone, 'right');
  }
  return cell(show(newest.value), width, metricTone(service, signals, { metric, now }), 'right');
}

function cpuTrend(service: ServiceSnapshot, now: Instant, width: number): Line {
  const series = lastKnown(service.metrics)?.cpuPercent;
  if (series === undefined) return [cell('', width)];
  const threshold = thresholdOf(service, 'cpuPercent', now);
  return sparkline(series, metricAxis('cpuPercent', series, { now, threshold }), width);
}

/** Nothing for a healthy service. */
function causeCell(
  {
    health,
    signals,
    service,
  }: { health: ReturnType<typeof taskHealth>; signals: readonly Signal[]; service: ServiceSnapshot },
  width: number,
): Span {
  const alarm = signals.find(({ reading }) => reading.state === 'ALARM');
  const causes: readonly (readonly [string | undefined, Tone])[] = [
    [health.status === 'ok' ? undefined : health.says, statusSigns[health.status].tone],
    [alarm?.threshold.rule, 'alarm'],
    [suspendedWords(service), 'warning'],
  ];
  const [text = '', tone] = causes.find(([says]) => says !== undefined) ?? ['', 'text'];
  return cell(truncateWords(text, width), width, tone);
}
