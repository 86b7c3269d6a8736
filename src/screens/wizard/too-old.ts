import type { ServiceKey, Snapshot } from '../../domain/snapshot.ts';
import { findService } from '../../domain/snapshot.ts';
import { type Instant, seconds } from '../../domain/time.ts';

/** Counts are read every five seconds: five readings in a row did not come. */
const tooOldMs = seconds(25);

/**
 * Whether a question about these services is about the past: one of them is not there any more, or could not be read for
 * too long. In the reader's time, whatever the speed of the clock that AWS is on.
 */
export const isTooOld = (
  snapshot: Snapshot | undefined,
  services: readonly ServiceKey[],
  { now, speed }: { readonly now: Instant; readonly speed: number },
): boolean =>
  services.some(key => {
    const counts = snapshot && findService(snapshot, key)?.counts;
    return counts === undefined || !('observedAt' in counts) || now - counts.observedAt > tooOldMs * speed;
  });
