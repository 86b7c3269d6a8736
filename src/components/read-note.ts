import type { Observed } from '../domain/observed.ts';
import type { Instant } from '../domain/time.ts';
import { age } from '../terminal/format.ts';
import { type Line, span } from '../terminal/line.ts';

/** `read 12 s ago`: how old what nobody polls is; `reading` while it is read. */
export function readNote(observed: Observed<unknown> | undefined, isReading: boolean, now: Instant): Line {
  if (isReading) return [span('reading', 'muted')];
  if (observed === undefined || !('observedAt' in observed)) return [span('not read', 'unknown')];
  return [span(`read ${age(now - observed.observedAt)} ago`, observed.state === 'stale' ? 'unknown' : 'muted')];
}
