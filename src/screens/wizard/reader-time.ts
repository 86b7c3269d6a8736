import type { Clock, Instant } from '../../domain/time.ts';

/**
 * How far the two clocks may be apart before it means something. A simulated AWS sets its clock with every answer, by a
 * fraction of a second; the pauses between keys must not be measured on that.
 */
const jitterMs = 1000;

/**
 * Milliseconds of the reader's own time since `askedAt`, whatever the speed of the clock that AWS is on.
 *
 * Pauses are measured on the machine's monotonic clock. That one stands still while the machine sleeps, and does not hear
 * when the time of day is set; where the session's clock says that much more has passed, or less, that counts.
 */
export function readerTime(clock: Clock, askedAt: Instant): () => number {
  // A simulated AWS may be paused: its time then says nothing of the reader's.
  const onSessionClock = (): number => (clock.speed === 0 ? 0 : (clock.now() - askedAt) / clock.speed);
  const { monotonicMs } = clock;
  if (monotonicMs === undefined) return onSessionClock;
  const origin = monotonicMs() - onSessionClock();
  return () => {
    const passed = monotonicMs() - origin;
    const apart = clock.speed === 0 ? 0 : onSessionClock() - passed;
    return Math.abs(apart) > jitterMs ? passed + apart : passed;
  };
}
