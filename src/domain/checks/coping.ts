import { type Metric, newestPoint, type Series } from '../metrics.ts';
import { findService, type ServiceKey, type Snapshot } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { hopelessSince } from './hopeless.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

/** What the service must stay inside while it is watched. */
export interface CopingLimits {
  readonly cpuPercent: number;
  readonly p95Seconds: number;
  readonly errorPercent: number;
  /** A desiredCount below this ends the watch: somebody or something took tasks away. */
  readonly runningCount: number;
  /** One bad minute is noise; this many in a row, of CPU, latency or errors, are a reason to stop. */
  readonly badMinutes: number;
}

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
    return failed(
      `desiredCount is ${desiredCount}, below ${limits.runningCount}: somebody or something took tasks away`,
    );
  }
  const hopeless = hopelessSince(service, since);
  if (hopeless !== undefined) return failed(`running ${runningCount}/${desiredCount}: ${hopeless}`);
  if (service.metrics.state !== 'fresh') return waiting(`running ${runningCount}, metrics cannot be read right now`);
  const trouble = overLimit(service.metrics.value, limits, since);
  if (trouble !== undefined) return failed(trouble);
  return passed([`running ${runningCount}`, ...worstWords(service.metrics.value, since)].join(', '));
}

/** The verdict on what was watched: the worst of its minutes, or the present CPU while there is none yet. */
function worstWords(metrics: Readonly<Record<Metric, Series>>, since: Instant): readonly string[] {
  const worst = ({ points }: Series): number | undefined => {
    const values = points.flatMap(({ at, value }) => (at >= since && value !== null ? [value] : []));
    return values.length === 0 ? undefined : Math.max(...values);
  };
  const cpu = worst(metrics.cpuPercent);
  const newest = newestPoint(metrics.cpuPercent);
  if (cpu === undefined) return newest === undefined ? [] : [`CPU ${newest.value.toFixed(0)} %`];
  const p95 = worst(metrics.p95Seconds);
  const errors = worst(percentOf(metrics.errorsPerMinute, metrics.requestsPerMinute));
  return [
    `CPU at most ${cpu.toFixed(0)} %`,
    ...(p95 === undefined ? [] : [`p95 latency at most ${p95.toFixed(2)} s`]),
    ...(errors === undefined ? [] : [errors === 0 ? 'no errors' : `at most ${errors.toFixed(1)} % errors`]),
  ];
}

/** Which limit was crossed in each of the last `badMinutes` that have data. */
function overLimit(
  { cpuPercent, p95Seconds, errorsPerMinute, requestsPerMinute }: Readonly<Record<Metric, Series>>,
  limits: CopingLimits,
  since: Instant,
): string | undefined {
  const watched = [
    { series: cpuPercent, limit: limits.cpuPercent, says: (value: number) => `CPU is ${value.toFixed(0)} %` },
    { series: p95Seconds, limit: limits.p95Seconds, says: (value: number) => `p95 latency is ${value.toFixed(2)} s` },
    {
      series: percentOf(errorsPerMinute, requestsPerMinute),
      limit: limits.errorPercent,
      says: (value: number) => `${value.toFixed(1)} % of requests fail`,
    },
  ];
  for (const { series, limit, says } of watched) {
    const values = series.points
      .flatMap(({ at, value }) => (at >= since && value !== null ? [value] : []))
      .slice(-limits.badMinutes);
    const newest = values.at(-1);
    if (newest !== undefined && values.length === limits.badMinutes && values.every(value => value > limit))
      return `${says(newest)}, above ${limit} for ${limits.badMinutes} min`;
  }
  return undefined;
}

/** Minute by minute; a minute without requests has no share to speak of. */
function percentOf(part: Series, whole: Series): Series {
  const wholeAt = new Map(whole.points.map(({ at, value }) => [at, value]));
  const share = (value: number | null, of: number | null): number | null =>
    value === null || of === null || of === 0 ? null : (100 * value) / of;
  return {
    ...part,
    points: part.points.map(({ at, value }) => ({ at, value: share(value, wholeAt.get(at) ?? null) })),
  };
}
