import { newestPoint } from '../metrics.ts';
import { findService, type ServiceKey, type Snapshot } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

/** What the service must stay inside while it is watched. */
export interface CopingLimits {
  readonly cpuPercent: number;
  readonly p95Seconds: number;
  readonly errorPercent: number;
  /** Fewer running tasks than this ends the watch: somebody or something took them away. */
  readonly runningCount: number;
}

/** One bad minute is noise; this many in a row are a reason to stop. */
const badMinutes = 3;

/**
 * Whether the service carries its load. Only minutes that began after `since` count: the load before the change is what
 * the change was made for.
 */
export function copingVerdict(
  check: { readonly service: ServiceKey; readonly limits: CopingLimits },
  snapshot: Snapshot,
  since: Instant,
): CheckVerdict {
  const service = findService(snapshot, check.service);
  if (service?.counts.state !== 'fresh') return waiting('the service cannot be read right now');
  const { limits } = check;
  const { runningCount, desiredCount } = service.counts.value;
  if (desiredCount < limits.runningCount) {
    return failed(`desiredCount is ${desiredCount} again: something took back the ${limits.runningCount} tasks`);
  }
  if (service.metrics.state !== 'fresh') return waiting(`running ${runningCount}, metrics cannot be read right now`);
  const { cpuPercent, p95Seconds, errorsPerMinute, requestsPerMinute } = service.metrics.value;

  const errorPercents = errorsPerMinute.points.map((errors, index) => {
    const requests = requestsPerMinute.points[index]?.value ?? null;
    return {
      at: errors.at,
      value: errors.value === null || requests === null || requests === 0 ? null : (100 * errors.value) / requests,
    };
  });
  const watched = [
    { points: cpuPercent.points, limit: limits.cpuPercent, says: (value: number) => `CPU is ${value.toFixed(0)} %` },
    {
      points: p95Seconds.points,
      limit: limits.p95Seconds,
      says: (value: number) => `p95 latency is ${value.toFixed(2)} s`,
    },
    {
      points: errorPercents,
      limit: limits.errorPercent,
      says: (value: number) => `${value.toFixed(1)} % of requests fail`,
    },
  ];
  for (const { points, limit, says } of watched) {
    const minutesSince = points.filter(point => point.at >= since && point.value !== null).slice(-badMinutes);
    const newest = minutesSince.at(-1)?.value;
    if (
      minutesSince.length === badMinutes &&
      newest != null &&
      minutesSince.every(point => point.value !== null && point.value > limit)
    ) {
      return failed(`${says(newest)}, above ${limit} for ${badMinutes} min`);
    }
  }
  const cpu = newestPoint(cpuPercent);
  return passed(`running ${runningCount}${cpu ? `, CPU ${cpu.value.toFixed(0)} %` : ''}`);
}
