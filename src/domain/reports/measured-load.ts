import { recentValue } from '../signal.ts';
import type { ServiceSnapshot } from '../snapshot.ts';
import { needsCapacity } from '../thresholds.ts';
import { days, type Instant } from '../time.ts';

/**
 * What a task serves, as it was seen, and what that makes at the CPU up to which the runbook lets a service go. The
 * runbook's own 500 a minute is what its tasks did at 30 %: not what they can (aws-facts 1.20).
 */
export interface MeasuredLoad {
  readonly seen: 'now' | 'busiest hour of 7 days';
  readonly at: Instant;
  /** A minute and task. */
  readonly requestsPerTask: number;
  readonly cpuPercent: number;
  /** The same at 70 % CPU, if CPU grows with the requests. */
  readonly requestsPerTaskAtTarget: number;
  /** Whether so little CPU was used that the line drawn through it may lead anywhere. */
  readonly isFarOff: boolean;
}

/** Below this a task's idle work is a large part of its CPU. */
const leastCpuPercent = 20;

export const targetCpuPercent = needsCapacity.cpuPercent;

/** The measures that there are, the one that reaches furthest first. */
export function measuredLoads(service: ServiceSnapshot, now: Instant): readonly MeasuredLoad[] {
  return [...busiestHour(service), ...present(service, now)].toSorted((a, b) => b.cpuPercent - a.cpuPercent);
}

function present({ metrics }: ServiceSnapshot, now: Instant): readonly MeasuredLoad[] {
  const known = metrics.state === 'fresh' ? metrics.value : undefined;
  const requestsPerTask = recentValue(known?.requestsPerTask, now);
  const cpuPercent = recentValue(known?.cpuPercent, now);
  return measured({ seen: 'now', at: now, requestsPerTask, cpuPercent });
}

function busiestHour({ utilization }: ServiceSnapshot): readonly MeasuredLoad[] {
  if (utilization.state !== 'fresh') return [];
  const { hours, until } = utilization.value;
  const [busiest] = hours
    .filter(({ at }) => at >= until - days(7))
    .toSorted((a, b) => (b.requestsPerTask ?? 0) - (a.requestsPerTask ?? 0));
  return measured({
    seen: 'busiest hour of 7 days',
    at: busiest?.at ?? until,
    requestsPerTask: busiest?.requestsPerTask ?? undefined,
    cpuPercent: busiest?.cpu?.average,
  });
}

function measured({
  seen,
  at,
  requestsPerTask,
  cpuPercent,
}: Pick<MeasuredLoad, 'seen' | 'at'> & {
  readonly requestsPerTask: number | undefined;
  readonly cpuPercent: number | undefined;
}): readonly MeasuredLoad[] {
  if (!requestsPerTask || !cpuPercent) return [];
  return [
    {
      seen,
      at,
      requestsPerTask,
      cpuPercent,
      requestsPerTaskAtTarget: (requestsPerTask * targetCpuPercent) / cpuPercent,
      isFarOff: cpuPercent < leastCpuPercent,
    },
  ];
}
