import { panelTitle } from '../../components/panel-title.ts';
import { statusSign } from '../../components/status-sign.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { ServiceSnapshot, Snapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { beside, blank, fitLine, type Line, lineWidth, type Span, span } from '../../terminal/line.ts';
import { truncateWords, wrapWords } from '../../terminal/text-width.ts';
import { type DashboardState, seenServices, selectedService } from './dashboard-state.ts';
import { activityLines, eventLines } from './history-lines.ts';
import { type Listing, listingOf } from './listing.ts';
import { type ChartPlan, chartLineCount, chartLines, chartPlan } from './metric-charts.ts';
import { metricLines } from './metric-lines.ts';
import { isUnknownToAws, suspendedWords, taskHealth, unreadWords } from './service-health.ts';
import { tableHeader, tableLayout, tableRow } from './service-table.ts';
import { verdictCount, verdictLines } from './verdict-lines.ts';

export interface DashboardRoom {
  readonly now: Instant;
  readonly width: number;
  readonly height: number;
}

const gap = 2;
/** Charts are drawn only where so many lines of history remain. */
const leastHistory = 6;
const metricCount = 6;

/** The whole dashboard: exactly `height` lines of `width` cells. Only the rows that are seen are made. */
export function dashboardLines(snapshot: Snapshot, state: DashboardState, room: DashboardRoom): readonly Line[] {
  const { width, height } = room;
  const plan = layoutOf(room, snapshot.services.length);
  const selected = selectedService(snapshot.services, state);
  const table = tableLines(snapshot, state, { room, rows: plan.rows });
  const lines = selected === undefined ? table : [...table, ...serviceLines(snapshot, selected, state, { room, plan })];
  return Array.from({ length: height }, (_, y) => fitLine(lines[y] ?? blank, width));
}

interface Layout {
  /** Services that are listed at once. */
  readonly rows: number;
  readonly charts: ChartPlan;
  /** Metrics and verdicts side by side. */
  readonly wide: boolean;
  /** Lines for the verdicts below the metrics, their title included where there is room for it. */
  readonly verdictRows: number;
  /** Activities and events both at once; otherwise one of them, by tab. */
  readonly history: 'beside' | 'one';
  /** Lines of activities and events, without their title. */
  readonly historyRows: number;
}

/** Who gets how many lines. It depends on the terminal and the number of services alone, so nothing jumps. */
export function layoutOf({ width, height }: Pick<DashboardRoom, 'width' | 'height'>, services: number): Layout {
  const wide = width >= 170;
  const history = width >= 110 ? 'beside' : 'one';
  // Header of the table, title of the panel, its two lines of status, the metrics.
  const above = 1 + 1 + 2 + metricCount;
  const verdictRows = wide ? 0 : Math.max(0, Math.min(verdictCount + 1, height - above - 1));
  const beside = wide ? Math.max(0, verdictCount + 1 - metricCount) : 0;
  // And the title of the history.
  const free = Math.max(0, height - above - beside - verdictRows - 1);
  const rows = Math.max(1, Math.min(services, Math.max(free - 3, 1), Math.max(3, Math.floor(height / 5))));
  const rest = Math.max(0, free - rows);
  const charts = chartPlan({ height: rest, leave: leastHistory, wide });
  return { rows, charts, wide, verdictRows, history, historyRows: rest - chartLineCount(charts) };
}

function tableLines(
  snapshot: Snapshot,
  state: DashboardState,
  { room: { now, width }, rows }: { readonly room: DashboardRoom; readonly rows: number },
): readonly Line[] {
  const layout = tableLayout(snapshot.services, width);
  const selected = selectedService(snapshot.services, state);
  const seen = seenServices(snapshot.services, state, rows);
  const shownRows = seen.map(service => tableRow(snapshot, service, { layout, now, selected: service === selected }));
  const empty = wrapWords(nothingToShow(snapshot, state), width - 2).map((text): Line => [span(` ${text}`, 'muted')]);
  return [
    tableHeader(layout, tableTitle(state)),
    ...(seen.length === 0 ? empty : Array.from({ length: rows }, (_, y) => shownRows[y] ?? blank)),
  ];
}

const nothingToShow = ({ services, session }: Snapshot, { filter }: DashboardState): string =>
  services.length === 0
    ? `No ECS service is visible in account ${session.accountId}, ${session.region}. Check account and region.`
    : `No service name contains "${filter}". esc shows all ${services.length}.`;

function tableTitle({ filter, typing }: DashboardState): Line {
  if (typing) return [span(`/${filter}`, 'strong'), span('▏', 'accent')];
  return filter === '' ? [span('SERVICE', 'muted')] : [span(`/${filter}`, 'accent')];
}

/** `3 of 40 · waooaw-production`: the place in the list, as long as the list does not show it all. */
function placeOf(service: ServiceSnapshot, listing: Listing, rows: number): string {
  if (listing.count <= rows) return service.cluster;
  return `${listing.rowOf(service.key) + 1} of ${listing.count} · ${service.cluster}`;
}

function serviceLines(
  snapshot: Snapshot,
  service: ServiceSnapshot,
  state: DashboardState,
  { room, plan }: { readonly room: DashboardRoom; readonly plan: Layout },
): readonly Line[] {
  const { now, width } = room;
  return [
    panelTitle(service.service, width, [
      span(placeOf(service, listingOf(snapshot.services, state.filter), plan.rows), 'muted'),
    ]),
    ...statusLines(snapshot, service, room),
    ...middleLines(service, room, plan),
    ...chartLines(service, { now, width, wide: plan.wide, plan: plan.charts }),
    ...historyLines(service, state, { room, plan }),
  ];
}

function statusLines(snapshot: Snapshot, service: ServiceSnapshot, { now, width }: DashboardRoom): readonly Line[] {
  const health = taskHealth(snapshot, service, now);
  const metricsUnread = unreadWords('metrics', service.metrics, now);
  const said = health.status === 'ok' && metricsUnread ? metricsUnread : health;
  // Trouble is said whole, where it needs the second line too: the bounds also stand in the table.
  const [first = '', second] = said.status === 'ok' ? [said.says] : wrapWords(said.says, width - 4, 2);
  return [
    [
      span(' '),
      statusSign(said.status),
      span(` ${truncateWords(first, width - 4)}`, said.status === 'ok' ? 'muted' : 'text'),
    ],
    second === undefined ? [span('   '), ...wholeParts(capacityParts(service), width - 4)] : [span(`   ${second}`)],
  ];
}

/** Bounds and suspended flags first: they decide what becomes of any count. */
function capacityParts(service: ServiceSnapshot): readonly Span[] {
  const scaling = lastKnown(service.scaling);
  const suspended = suspendedWords(service);
  const size = lastKnown(service.task);
  const policies = scaling?.policies.map(({ name }) => name) ?? [];
  return [
    span(boundsWords(service), 'muted'),
    ...(suspended === undefined ? [] : [span(suspended, 'warning')]),
    ...(size === undefined ? [] : [span(`${size.cpuUnits / 1024} vCPU, ${size.memoryMiB / 1024} GB a task`, 'muted')]),
    ...(scaling?.target && policies.length === 0 ? [span('no policy', 'warning')] : []),
    ...(policies.length > 0 ? [span(policies.join(', '), 'muted')] : []),
  ];
}

function boundsWords(service: ServiceSnapshot): string {
  const { scaling } = service;
  if (isUnknownToAws(service)) return 'auto-scaling not known';
  const known = lastKnown(scaling);
  if (known === undefined) {
    return scaling.state === 'pending' ? 'auto-scaling not read yet' : 'auto-scaling cannot be read';
  }
  if (known.target === null) return 'no auto-scaling';
  return `MinCapacity ${known.target.minCapacity}, MaxCapacity ${known.target.maxCapacity}`;
}

/** As many parts as fit whole, the first ones first. */
function wholeParts(parts: readonly Span[], width: number): Line {
  let line: Line = blank;
  for (const part of parts) {
    const longer: Line = line.length === 0 ? [part] : [...line, span(' · ', 'muted'), part];
    if (lineWidth(longer) <= width) line = longer;
  }
  return line;
}

function middleLines(
  service: ServiceSnapshot,
  { now, width }: DashboardRoom,
  { wide, verdictRows }: Layout,
): readonly Line[] {
  if (!wide) {
    const title = verdictRows > verdictCount ? [panelTitle('When to scale', width)] : [];
    const verdicts = verdictLines(service, { now, width }).slice(0, verdictRows);
    return [...metricLines(service, { now, width }), ...title, ...padded(verdicts, verdictRows - title.length)];
  }
  const right = 84;
  const left = width - right - gap;
  return beside(
    { lines: metricLines(service, { now, width: left }), width: left },
    {
      lines: [panelTitle('When to scale', right), ...verdictLines(service, { now, width: right })],
      width: right,
    },
    gap,
  );
}

function historyLines(
  service: ServiceSnapshot,
  state: DashboardState,
  { room: { now, width }, plan }: { readonly room: DashboardRoom; readonly plan: Layout },
): readonly Line[] {
  const height = plan.historyRows;
  if (plan.history === 'beside') {
    const left = Math.floor((width - gap) / 2);
    const right = width - gap - left;
    return beside(
      {
        lines: [panelTitle('Auto-scaling', left), ...activityLines(service, { now, width: left, height })],
        width: left,
      },
      { lines: [panelTitle('Events', right), ...eventLines(service, { now, width: right, height })], width: right },
      gap,
    );
  }
  const activities = state.panel === 'activities';
  const other: Line = [span('tab ', 'accent'), span(activities ? 'events' : 'auto-scaling', 'muted')];
  return [
    panelTitle(activities ? 'Auto-scaling' : 'Events', width, other),
    ...(activities ? activityLines(service, { now, width, height }) : eventLines(service, { now, width, height })),
  ];
}

const padded = (lines: readonly Line[], height: number): readonly Line[] =>
  Array.from({ length: height }, (_, y) => lines[y] ?? blank);
