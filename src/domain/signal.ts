import { newestPoint, type Series } from './metrics.ts';
import { lastKnown } from './observed.ts';
import type { ServiceKey, ServiceSnapshot, Snapshot } from './snapshot.ts';
import { type Threshold, thresholds } from './thresholds.ts';
import type { Instant } from './time.ts';

/** What a rule says now. `INSUFFICIENT_DATA` is an answer of its own and never drawn as OK. */
export interface Reading {
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly value?: number;
  /** When the period of the newest datapoint ended. */
  readonly at?: Instant;
  /** For how long the value has been above the threshold without a break; 0 when it is not. */
  readonly aboveForMs?: number;
}

export interface Signal {
  readonly service: ServiceKey;
  readonly threshold: Threshold;
  readonly reading: Reading;
}

/** Old data must not decide: CloudWatch is one to two minutes late, so four minutes means that something is missing. */
const newestAllowedAgeMs = 4 * 60_000;

/** The newest value, unless it is too old to decide anything by. */
export function recentValue(series: Series | undefined, now: Instant): number | undefined {
  const newest = series && newestPoint(series);
  return newest !== undefined && now - newest.endedAt <= newestAllowedAgeMs ? newest.value : undefined;
}

export function readThreshold(threshold: Threshold, series: Series | undefined, now: Instant): Reading {
  const newest = series && newestPoint(series);
  if (series === undefined || newest === undefined) return { state: 'INSUFFICIENT_DATA' };
  const at = newest.endedAt;
  if (now - at > newestAllowedAgeMs) return { state: 'INSUFFICIENT_DATA', value: newest.value, at };
  let above = 0;
  for (let index = series.points.length - 1; index >= 0; index -= 1) {
    const point = series.points[index];
    if (point === undefined || point.at > newest.at) continue;
    if (point.value === null || point.value <= threshold.above) break;
    above += 1;
  }
  const aboveForMs = above * series.periodMs;
  return { state: aboveForMs >= threshold.forMs ? 'ALARM' : 'OK', value: newest.value, at, aboveForMs };
}

/** Every "When to scale" rule that can apply to the service: those on requests only where a load balancer sends them. */
export function signalsOf(service: ServiceSnapshot, now: Instant): readonly Signal[] {
  const metrics = lastKnown(service.metrics);
  const behindLoadBalancer = (lastKnown(service.counts)?.targetGroupArns.length ?? 0) > 0;
  return thresholds
    .filter(({ metric }) => behindLoadBalancer || metric === 'cpuPercent' || metric === 'memoryPercent')
    .map(threshold => ({
      service: service.key,
      threshold,
      reading: readThreshold(threshold, metrics?.[threshold.metric], now),
    }));
}

export const signals = (snapshot: Snapshot, now: Instant): readonly Signal[] =>
  snapshot.services.flatMap(service => signalsOf(service, now));
