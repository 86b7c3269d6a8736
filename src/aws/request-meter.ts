import { fullBudget, type Lane, type RequestBudget, refilled, spent, waitMs } from '../domain/request-budget.ts';
import type { RequestUse } from '../domain/request-use.ts';
import { type Clock, type Instant, minutes } from '../domain/time.ts';

export interface RequestMeter {
  /** Counts a request that waits for nobody: a run's, or a person's. */
  count(): void;
  /** Resolves when a poll may be sent, and counts it; at once when the signal aborts, which nothing is sent after. */
  turn(lane: Lane, signal?: AbortSignal): Promise<void>;
  use(): RequestUse;
}

/** Counts every request to AWS, and holds polls back so that no minute has more than the budget. */
export function createRequestMeter(clock: Clock, perMinute: number): RequestMeter {
  let budget: RequestBudget = fullBudget(perMinute, clock.now());
  let sentAt: Instant[] = [];
  /** When what is on the screen had to wait for the last time. */
  let heldAt: Instant | undefined;

  function count(): void {
    budget = spent(refilled(budget, clock.now()));
    sentAt.push(budget.at);
  }

  return {
    count,
    async turn(lane, signal) {
      while (!signal?.aborted) {
        budget = refilled(budget, clock.now());
        const ms = waitMs(budget, lane);
        if (ms === 0) return count();
        if (lane === 'screen') heldAt = budget.at;
        await clock.sleep(ms, signal);
      }
    },
    use() {
      const now = clock.now();
      sentAt = sentAt.filter(at => at > now - minutes(1));
      return { lastMinute: sentAt.length, perMinute, isHeld: heldAt !== undefined && heldAt > now - minutes(1) };
    },
  };
}
