import type { Fault, FaultKind } from '../domain/fault.ts';
import type { ServiceSnapshot, Snapshot } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';
import type { Link } from './state.ts';

/** Faults that mean that AWS was not reached, or not as somebody. The others are answers, and stand in their own panels. */
const notReached: readonly FaultKind[] = ['unreachable', 'timeout', 'service', 'unreadable', 'credentials'];

/**
 * Whether AWS answers, by the services whose counts a sweep has read: it does not when every one of them failed for such
 * a fault. Counts are what is read most often, so a link that is back shows within seconds.
 */
export function linkAfter(before: Link, { services }: Pick<Snapshot, 'services'>, now: Instant): Link {
  const fault = services[0] && faultOfCounts(services[0]);
  if (fault === undefined || !services.every(service => faultOfCounts(service) !== undefined))
    return before.state === 'live' ? before : { state: 'live' };
  if (before.state !== 'failing') return { state: 'failing', fault, since: now };
  return before.fault.because === fault.because ? before : { ...before, fault };
}

/** Undefined where the counts were answered, or not read yet. */
const faultOfCounts = ({ counts }: ServiceSnapshot): Fault | undefined =>
  'because' in counts && notReached.includes(counts.because.kind) ? counts.because : undefined;
