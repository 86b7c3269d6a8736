import { loadOf } from '../../domain/load.ts';
import type { AutoScaling, ServiceSnapshot } from '../../domain/snapshot.ts';
import { needsCapacity } from '../../domain/thresholds.ts';
import type { Instant } from '../../domain/time.ts';

/** What is expected, and how many tasks that takes. */
export interface Demand {
  readonly requestsPerMinute: number;
  readonly requestsPerTask: number;
  readonly bufferPercent: number;
  readonly tasks: number;
  /** The same reckoned from what one task carries now; undefined where the metrics do not tell. */
  readonly measured: MeasuredDemand | undefined;
}

export interface MeasuredDemand {
  /** What one task would carry at `targetCpuPercent`, if its CPU grows as its requests do. */
  readonly requestsPerTask: number;
  readonly tasks: number;
  readonly cpuPercent: number;
  readonly targetCpuPercent: number;
  /** Far from its target CPU says little: most of it may be what the program needs with nothing to do. */
  readonly isReliable: boolean;
}

/** Below this, reckoning up to the target is a guess. */
const tellingCpuPercent = 20;

type Expected = Pick<Demand, 'requestsPerMinute' | 'requestsPerTask' | 'bufferPercent'>;

/** Runbook, "Traffic Estimation", rounded up: a part of a task is a task. */
const tasksFor = ({ requestsPerMinute, requestsPerTask, bufferPercent }: Expected): number =>
  Math.ceil((requestsPerMinute * (100 + bufferPercent)) / (requestsPerTask * 100));

export function demandOf(
  expected: Expected,
  service: ServiceSnapshot,
  { scaling, now }: { readonly scaling: AutoScaling; readonly now: Instant },
): Demand {
  return { ...expected, tasks: tasksFor(expected), measured: measuredDemand(expected, service, { scaling, now }) };
}

function measuredDemand(
  expected: Expected,
  service: ServiceSnapshot,
  { scaling, now }: { readonly scaling: AutoScaling; readonly now: Instant },
): MeasuredDemand | undefined {
  const { cpuPercent, requestsPerTask: carried } = loadOf(service, { desiredCount: 1, now });
  if (cpuPercent === undefined || carried === undefined || cpuPercent <= 0 || carried <= 0) return undefined;
  const tracked = scaling.policies.find(({ metricType }) => metricType === 'ECSServiceAverageCPUUtilization');
  const targetCpuPercent = tracked?.targetValue ?? needsCapacity.cpuPercent;
  const requestsPerTask = Math.max(1, Math.floor((carried * targetCpuPercent) / cpuPercent));
  return {
    requestsPerTask,
    tasks: tasksFor({ ...expected, requestsPerTask }),
    cpuPercent,
    targetCpuPercent,
    isReliable: cpuPercent >= tellingCpuPercent,
  };
}

/** "5000 requests/min at 500 a task, and 20 % more" */
export const demandWords = ({ requestsPerMinute, requestsPerTask, bufferPercent }: Expected): string =>
  `${requestsPerMinute} requests/min at ${requestsPerTask} a task${bufferPercent === 0 ? '' : `, and ${bufferPercent} % more`}`;
