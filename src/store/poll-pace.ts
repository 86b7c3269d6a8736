/** What a sweep brought for one part: an answer, AWS's "too many requests", or neither. */
export type PollEnd = 'answered' | 'throttled' | 'failed';

/** However much AWS throttles, a minute is what a reader can be left without news. */
const longestMs = 60_000;

/**
 * How often to read a part from now on: half as often after a throttle, twice as often after an answer, within its own
 * cadence and a minute. A failure says nothing about the rate.
 */
export function nextPaceMs({ everyMs, cadenceMs, end }: PollPace): number {
  switch (end) {
    case 'throttled':
      return Math.max(cadenceMs, Math.min(longestMs, everyMs * 2));
    case 'answered':
      return Math.max(cadenceMs, everyMs / 2);
    case 'failed':
      return Math.max(cadenceMs, everyMs);
  }
}

interface PollPace {
  /** How often it is read now. */
  readonly everyMs: number;
  /** How often it is worth reading. */
  readonly cadenceMs: number;
  readonly end: PollEnd;
}
