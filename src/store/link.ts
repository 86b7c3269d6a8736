import type { FaultKind } from '../domain/fault.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';
import type { Link } from './state.ts';

/** Faults that mean that AWS was not reached, or not as somebody. The others are answers, and stand in their own panels. */
const notReached: readonly FaultKind[] = ['unreachable', 'timeout', 'service', 'unreadable', 'credentials'];

/**
 * Whether AWS answers, by what the snapshot holds after a sweep: it does not when the counts of every service failed
 * for such a fault. Counts are what is read most often, so a link that is back shows within seconds.
 */
export function linkAfter(before: Link, { services }: Pick<Snapshot, 'services'>, now: Instant): Link {
  const faults = services.flatMap(({ counts }) =>
    'because' in counts && notReached.includes(counts.because.kind) ? [counts.because] : [],
  );
  const [fault] = faults;
  if (fault === undefined || faults.length < services.length)
    return before.state === 'live' ? before : { state: 'live' };
  if (before.state !== 'failing') return { state: 'failing', fault, since: now };
  return before.fault.because === fault.because ? before : { ...before, fault };
}
