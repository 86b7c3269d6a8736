import type { Clock } from '../domain/time.ts';
import type { ResponseHeaders } from './request.ts';

/** HTTP dates are whole seconds and answers take some; less than this says nothing. */
const worthSayingMs = 60_000;

export interface ClockSkew {
  /** Compares the `Date` of an answer with this machine's clock. */
  hear(headers: ResponseHeaders): void;
  /** A sentence where they differ by more than a minute. */
  note(): string | undefined;
}

/** How far this machine's clock is off AWS's. The SDK signs with AWS's time; ages and windows follow the machine. */
export function createClockSkew(clock: Pick<Clock, 'now'>): ClockSkew {
  let aheadMs = 0;
  return {
    hear(headers) {
      const theirs = Date.parse(headers['date'] ?? '');
      if (!Number.isNaN(theirs)) aheadMs = clock.now() - theirs;
    },
    note() {
      if (Math.abs(aheadMs) <= worthSayingMs) return undefined;
      const by = `${Math.round(Math.abs(aheadMs) / 60_000)} min ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
      return `This machine's clock is ${by} AWS's: ages and charts are off by that.`;
    },
  };
}
