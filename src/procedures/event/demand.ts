import { requiredTasks } from '../../domain/capacity.ts';
import type { Prediction } from '../../domain/plan.ts';
import { type MeasuredLoad, measuredLoads, targetCpuPercent } from '../../domain/reports/measured-load.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';

/** What is expected, and how many tasks that takes. */
export interface Demand {
  readonly requestsPerMinute: number;
  readonly requestsPerTask: number;
  readonly bufferPercent: number;
  readonly tasks: number;
  /** The same by what one task was seen to carry; undefined where the metrics do not tell. */
  readonly measured: MeasuredDemand | undefined;
}

export interface MeasuredDemand {
  readonly load: MeasuredLoad;
  readonly tasks: number;
}

type Expected = Pick<Demand, 'requestsPerMinute' | 'requestsPerTask' | 'bufferPercent'>;

/** By the runbook's formula. */
export const tasksFor = ({ requestsPerMinute, requestsPerTask, bufferPercent }: Expected): number =>
  requiredTasks({ expectedPerMinute: requestsPerMinute, requestsPerTask, bufferPercent });

export function demandOf(
  { requestsPerMinute, requestsPerTask, bufferPercent }: Expected,
  service: ServiceSnapshot,
  now: Instant,
): Demand {
  const expected = { requestsPerMinute, requestsPerTask, bufferPercent };
  const [load] = measuredLoads(service, now);
  const measured = load && {
    load,
    tasks: tasksFor({ ...expected, requestsPerTask: load.requestsPerTaskAtTarget }),
  };
  return { ...expected, tasks: tasksFor(expected), measured };
}

/** "5000 requests/min at 500 a task, and 20 % more" */
export const demandWords = ({ requestsPerMinute, requestsPerTask, bufferPercent }: Expected): string =>
  `${requestsPerMinute} requests/min at ${requestsPerTask} a task${bufferPercent === 0 ? '' : `, and ${bufferPercent} % more`}`;

/** The tasks by the formula and as measured, and what each of them will have to do. */
export const demandPredictions = (
  demand: Demand,
  { running, before, after }: { readonly running: number; readonly before: number; readonly after: number },
): readonly Prediction[] => [
  { label: 'Tasks', before: `${running} running of ${before}`, after: `${after}`, note: 'by the formula' },
  {
    label: 'Tasks as measured',
    before: `${before}`,
    after: demand.measured === undefined ? 'unknown' : `${demand.measured.tasks}`,
    ...(demand.measured !== undefined && { note: perTaskWords(demand.measured) }),
  },
  {
    label: 'Requests per task',
    before: `rated ${demand.requestsPerTask}/min`,
    after: `${Math.round(demand.requestsPerMinute / Math.max(1, after))}/min`,
    note: 'at the busiest',
  },
];

/** "1166 a task at 70 % CPU" */
const perTaskWords = ({ load }: MeasuredDemand): string =>
  `${Math.floor(load.requestsPerTaskAtTarget)} a task at ${targetCpuPercent} % CPU`;

/** "1166 a task at 70 % CPU in the busiest hour of 7 days" */
export const measuredWords = (measured: MeasuredDemand): string =>
  `${perTaskWords(measured)} ${measured.load.seen === 'now' ? 'now' : `in the ${measured.load.seen}`}`;
