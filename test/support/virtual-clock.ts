import type { Clock, Instant } from '../../src/domain/time.ts';

export interface VirtualClock extends Clock {
  /** Has something happen at a time, provided that somebody sleeps until then. */
  at(instant: Instant, happen: () => void): void;
}

interface Alarm {
  readonly at: Instant;
  readonly ring: () => void;
  readonly isSleeper: boolean;
}

/**
 * A clock that jumps to the next moment anybody waits for, as soon as the program has nothing left to do. Hours pass in
 * milliseconds, always in the same order, and a program that never sleeps never moves it.
 */
export function createVirtualClock(
  startsAt: Instant,
  /** True while something goes on that takes real time and none of this clock's, such as a request. */
  isBusy: () => boolean = () => false,
): VirtualClock {
  let now = startsAt;
  let alarms: readonly Alarm[] = [];
  let isPumping = false;

  function pump(): void {
    isPumping = true;
    // An immediate comes after every promise that can settle without time passing.
    setImmediate(() => {
      isPumping = false;
      if (!alarms.some(({ isSleeper }) => isSleeper)) return;
      if (isBusy()) return pump();
      const next = alarms.reduce((earliest, alarm) => (alarm.at < earliest.at ? alarm : earliest));
      alarms = alarms.filter(alarm => alarm !== next);
      now = Math.max(now, next.at);
      next.ring();
      if (!isPumping) pump();
    });
  }

  return {
    speed: 1,
    now: () => now,
    at(instant, happen) {
      alarms = [...alarms, { at: instant, ring: happen, isSleeper: false }];
    },
    sleep: (ms, signal) =>
      new Promise(resolve => {
        const wake = (): void => {
          alarms = alarms.filter(other => other !== alarm);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const alarm: Alarm = { at: now + ms, ring: wake, isSleeper: true };
        if (signal?.aborted) {
          resolve();
          return;
        }
        signal?.addEventListener('abort', wake);
        alarms = [...alarms, alarm];
        if (!isPumping) pump();
      }),
  };
}
