import { predictedCpuPercent } from './capacity.ts';
import { lastKnown } from './observed.ts';
import { recentValue } from './signal.ts';
import type { ServiceSnapshot } from './snapshot.ts';
import { needsCapacity } from './thresholds.ts';
import type { Instant } from './time.ts';

/** The load on one task, now and with another count if traffic stays as it is; undefined where it cannot be told. */
export interface Load {
  readonly cpuPercent: number | undefined;
  readonly cpuPercentAfter: number | undefined;
  /** Requests per minute. */
  readonly requestsPerTask: number | undefined;
  readonly requestsPerTaskAfter: number | undefined;
  /** The fewest tasks on which CPU leaves room for an ordinary peak. */
  readonly enoughTasks: number | undefined;
}

/** Above this, what is left after a scale-in has no room for an ordinary peak. */
export const comfortableCpuPercent = 55;

/** From fresh metrics only, and from their newest minute as long as that is recent. */
export function loadOf(
  service: ServiceSnapshot,
  { desiredCount, now }: { readonly desiredCount: number; readonly now: Instant },
): Load {
  const metrics = service.metrics.state === 'fresh' ? service.metrics.value : undefined;
  const cpuPercent = recentValue(metrics?.cpuPercent, now);
  const requestsPerTask = recentValue(metrics?.requestsPerTask, now);
  const runningCount = carriersOf(recentValue(metrics?.requestsPerMinute, now), requestsPerTask) ?? runningNow(service);
  const canTell = runningCount > 0 && desiredCount > 0;
  return {
    cpuPercent,
    cpuPercentAfter:
      canTell && cpuPercent !== undefined ? predictedCpuPercent({ cpuPercent, runningCount, desiredCount }) : undefined,
    requestsPerTask,
    requestsPerTaskAfter:
      canTell && requestsPerTask !== undefined ? (requestsPerTask * runningCount) / desiredCount : undefined,
    enoughTasks: cpuPercent === undefined ? undefined : Math.ceil((cpuPercent * runningCount) / comfortableCpuPercent),
  };
}

/**
 * How many tasks carried the newest minute. Metrics are minutes late: just after a scale-out they still tell of the
 * fewer tasks before it, and reckoned with the present count they would make the load look larger than it is.
 * RequestCountPerTarget is the average over the targets of its minute, so the two series know their number.
 */
const carriersOf = (requests: number | undefined, requestsPerTask: number | undefined): number | undefined =>
  requests && requestsPerTask ? Math.round(requests / requestsPerTask) : undefined;

const runningNow = (service: ServiceSnapshot): number => lastKnown(service.counts)?.runningCount ?? 0;

/** Whether the runbook would scale out again at once. */
export const isOverload = ({ cpuPercentAfter }: Load): boolean => (cpuPercentAfter ?? 0) > needsCapacity.cpuPercent;

/** What the load does to the tasks that a scale-in leaves, as a sentence; undefined where they have room, or it cannot be told. */
export function tightness(load: Load, tasksLeft: string): string | undefined {
  const { cpuPercent, cpuPercentAfter, enoughTasks } = load;
  if (cpuPercent === undefined || cpuPercentAfter === undefined) return undefined;
  if (cpuPercentAfter <= comfortableCpuPercent) return undefined;
  const consequence = isOverload(load)
    ? `above the ${needsCapacity.cpuPercent} % at which the runbook scales out again`
    : 'which leaves little room for a peak';
  return `CPU would rise from ${Math.round(cpuPercent)} % to about ${Math.round(cpuPercentAfter)} % on ${tasksLeft}, ${consequence}; ${enoughTasks} would stay near ${comfortableCpuPercent} %.`;
}
