import { panelTitle } from '../../components/panel-title.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { age } from '../../terminal/format.ts';
import { type Line, span } from '../../terminal/line.ts';
import { noValue, type Tone } from '../../terminal/theme.ts';
import { chartLines, chartPlan } from '../dashboard/metric-charts.ts';
import { metricLines } from '../dashboard/metric-lines.ts';

/** Lines of the whole panel: its title, the counts, and every metric. */
export const liveServiceHeight = 8;

/** From here on two charts stand beside each other. */
const chartsSideBySide = 110;

/** The service as it is now, with the dashboard's own sparklines and charts: at most `rows` lines, the counts first. */
export function liveServiceLines(
  service: ServiceSnapshot,
  now: Instant,
  { width, rows }: { readonly width: number; readonly rows: number },
): readonly Line[] {
  const { counts } = service;
  const note: Line =
    'observedAt' in counts
      ? [span(`${age(now - counts.observedAt)} ago`, counts.state === 'stale' ? 'unknown' : 'muted')]
      : [];
  const wide = width >= chartsSideBySide;
  const plan = chartPlan({ height: rows, leave: liveServiceHeight, wide });
  return [
    panelTitle(`${service.service} now`, width, note),
    countsLine(service),
    ...metricLines(service, { now, width }),
    ...chartLines(service, { now, width, wide, plan }),
  ].slice(0, Math.max(0, rows));
}

function countsLine(service: ServiceSnapshot): Line {
  const counts = lastKnown(service.counts);
  if (counts === undefined) return [span(' ? the counts cannot be read right now', 'unknown')];
  const { desiredCount, runningCount, pendingCount } = counts;
  const target = lastKnown(service.scaling)?.target;
  const groups = lastKnown(service.targets) ?? [];
  const healthy = groups.length === 0 ? undefined : Math.min(...groups.map(group => group.healthy));
  const unhealthy = groups.reduce((sum, group) => sum + group.unhealthy, 0);
  const field = (label: string, value: string, tone: Tone = 'strong'): Line => [
    span(` ${label} `, 'muted'),
    span(`${value} `, tone),
  ];
  return [
    ...field('desired', String(desiredCount)),
    ...field('running', String(runningCount), runningCount === desiredCount ? 'ok' : 'warning'),
    ...field('pending', String(pendingCount), pendingCount > 0 ? 'warning' : 'text'),
    ...(counts.targetGroupArns.length === 0
      ? []
      : field(
          'healthy',
          healthy === undefined ? noValue : String(healthy),
          healthy === desiredCount ? 'ok' : 'warning',
        )),
    ...(unhealthy > 0 ? field('unhealthy', String(unhealthy), 'alarm') : []),
    ...(target
      ? [...field('min', String(target.minCapacity), 'text'), ...field('max', String(target.maxCapacity), 'text')]
      : []),
  ];
}
