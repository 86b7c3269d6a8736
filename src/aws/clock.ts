import type { Clock, Instant } from '../domain/time.ts';
import type { ResponseHeaders } from './request.ts';

/** What the machine offers to a clock; replaced in tests. */
export interface Timers {
  /** Milliseconds that never go backwards, from any origin. */
  readonly monotonicMs: () => number;
  readonly setTimer: (run: () => void, afterMs: number) => () => void;
}

/** Node fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

const machine: Timers = {
  monotonicMs: () => performance.now(),
  setTimer(run, afterMs) {
    const timer = setTimeout(run, Math.min(afterMs, longestTimerMs));
    return () => clearTimeout(timer);
  },
};

/** The machine's clock, for real AWS. */
export function createWallClock(timers: Timers = machine): Clock {
  // A wait is measured on the monotonic clock: a correction of the wall clock must not stretch it by an hour.
  const sleepers = createSleepers({ now: timers.monotonicMs, realMs: ms => ms, timers });
  return { now: () => Date.now(), sleep: sleepers.sleep, speed: 1, monotonicMs: timers.monotonicMs };
}

/** The time that a simulated AWS announced: its instant, and how fast it runs. */
export interface AnnouncedTime {
  readonly now: Instant;
  readonly speed: number;
}

export interface SimulatedClock extends Clock {
  /** Sets the clock by an answer's `x-sim-now` and `x-sim-speed`; an answer without them changes nothing. */
  hear(headers: ResponseHeaders): void;
}

/**
 * A clock that follows a simulated AWS. Between answers it runs on at the announced speed; every answer sets it again.
 *
 * Invariant: it never goes backwards. An answer that arrives late, or out of order, announces a time that is already
 * past; the clock then waits at its own until that has caught up. At speed 0 it stands still, and so do all who sleep.
 */
export function createSimulatedClock(start: AnnouncedTime, timers: Timers = machine): SimulatedClock {
  let base = { ...start, heardAtMs: timers.monotonicMs() };
  let latest = start.now;

  const now = (): Instant => {
    const running = base.now + (timers.monotonicMs() - base.heardAtMs) * base.speed;
    // Whole milliseconds: an Instant goes into dates and JSON.
    latest = Math.max(latest, Math.floor(running));
    return latest;
  };

  const sleepers = createSleepers({ now, realMs: ms => ms / base.speed, timers });

  return {
    now,
    sleep: sleepers.sleep,
    monotonicMs: timers.monotonicMs,
    get speed() {
      return base.speed;
    },
    hear(headers) {
      const announced = announcedTime(headers);
      if (announced === undefined) return;
      // Fixes `latest` first: what this clock has said before must stay true.
      now();
      base = { ...announced, heardAtMs: timers.monotonicMs() };
      sleepers.rearm();
    },
  };
}

function announcedTime(headers: ResponseHeaders): AnnouncedTime | undefined {
  const now = Number(headers['x-sim-now'] ?? Number.NaN);
  const speed = Number(headers['x-sim-speed'] ?? Number.NaN);
  return Number.isFinite(now) && Number.isFinite(speed) && speed >= 0 ? { now, speed } : undefined;
}

interface SleeperOptions {
  readonly now: () => number;
  /** How much real time a stretch of this clock's time takes. */
  readonly realMs: (ms: number) => number;
  readonly timers: Timers;
}

/** Everybody who waits on one clock, so that a leap of the clock can wake them in time. */
function createSleepers({ now, realMs, timers }: SleeperOptions) {
  const sleepers = new Set<{ arm(): void }>();

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve();
      const until = now() + ms;
      let disarm = (): void => {};
      const sleeper = {
        arm() {
          disarm();
          const leftMs = until - now();
          // A timer may fire a fraction early, or the clock may have been set: whether it is time, only the clock says.
          if (leftMs <= 0) return end();
          disarm = timers.setTimer(() => sleeper.arm(), Math.max(1, realMs(leftMs)));
        },
      };
      function end(): void {
        disarm();
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', end);
        resolve();
      }
      signal?.addEventListener('abort', end, { once: true });
      sleepers.add(sleeper);
      sleeper.arm();
    });

  return {
    sleep,
    rearm() {
      for (const sleeper of [...sleepers]) sleeper.arm();
    },
  };
}
