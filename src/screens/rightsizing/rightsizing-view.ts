import { panelTitle } from '../../components/panel-title.ts';
import type { Series } from '../../domain/metrics.ts';
import type { RightsizingReport } from '../../domain/reports/rightsizing-report.ts';
import { findService, type ServiceKey, type Snapshot } from '../../domain/snapshot.ts';
import { hours } from '../../domain/time.ts';
import { fitLine, type Line } from '../../terminal/line.ts';
import { rightsizing } from '../../terminal/reports/rightsizing-sections.ts';

export interface RightsizingViewProps {
  readonly report: RightsizingReport;
  readonly snapshot: Snapshot;
  /** At the right of the title: how old it is, or that it is being read. */
  readonly note: Line;
}

/** The whole report; the caller scrolls. */
export function rightsizingLines({ report, snapshot, note }: RightsizingViewProps, width: number): readonly Line[] {
  const { title, lines } = rightsizing(report, { width, cpuOf: key => hourlyCpu(snapshot, key) });
  return [panelTitle(title, width, note), ...lines.map(line => fitLine(line, width))];
}

/** The busiest of each hour: what a size has to hold. */
function hourlyCpu(snapshot: Snapshot, key: ServiceKey): Series | undefined {
  const utilization = findService(snapshot, key)?.utilization;
  if (utilization?.state !== 'fresh') return undefined;
  return {
    periodMs: hours(1),
    points: utilization.value.hours.map(({ at, cpu }) => ({ at, value: cpu?.p95 ?? null })),
  };
}
