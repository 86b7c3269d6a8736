import type { ServiceKey, ServicePart } from '../domain/snapshot.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { PollEnd } from './poll-pace.ts';

/** A part that is read of services that nobody looks at, so that a row that scrolls in is not empty. */
export interface Round {
  readonly part: ServicePart;
  /** From the beginning of one round to that of the next, at the least. */
  readonly everyMs: number;
}

export interface RoundsPorts {
  readonly clock: Clock;
  readonly rounds: readonly Round[];
  /** Every service that is not on the screen now. */
  readonly services: () => readonly ServiceKey[];
  /** Reads one part, puts it into the store, and says how it ended. It waits for the budget, and never rejects. */
  readonly read: (part: ServicePart, services: readonly ServiceKey[], signal: AbortSignal) => Promise<PollEnd>;
}

export interface Rounds {
  start(): void;
  stop(): void;
  setPaused(paused: boolean): void;
}

/** After AWS has throttled, the services that nobody looks at are the first that can wait. */
const pauseAfterThrottleMs = 60_000;

/** What is on the screen is read before anything else. */
const startsAfterRealMs = 2_000;

/** What one request of AWS takes, DescribeServices for one. */
const servicesAtOnce = 10;

/**
 * Between two of them, real time: twenty a minute, whether there are fifty services or five thousand. A request costs the
 * processor more than drawing the screen does.
 */
const realPauseMs = 3_000;

/**
 * Reads the rest of the account in turn, a few services after the other, at a pace that nobody notices. Each request also
 * waits until there is more of the budget than the screen may need.
 */
export function createRounds({ clock, rounds, services, read }: RoundsPorts): Rounds {
  const beganAt = new Map<ServicePart, Instant>();
  let running: AbortController | undefined;
  let paused = false;
  let wake = new AbortController();

  const dueAt = ({ part, everyMs }: Round): Instant => {
    const began = beganAt.get(part);
    return began === undefined ? Number.NEGATIVE_INFINITY : began + everyMs;
  };

  async function walk({ part }: Round, signal: AbortSignal): Promise<void> {
    beganAt.set(part, clock.now());
    const left = [...services()];
    while (left.length > 0 && !signal.aborted && !paused) {
      const end = await read(part, left.splice(0, servicesAtOnce), signal);
      const pauseMs = end === 'throttled' ? pauseAfterThrottleMs : realPauseMs * clock.speed;
      await clock.sleep(pauseMs, signal);
    }
  }

  async function loop(signal: AbortSignal): Promise<void> {
    await clock.sleep(startsAfterRealMs * clock.speed, signal);
    while (!signal.aborted) {
      const [next] = rounds.toSorted((a, b) => dueAt(a) - dueAt(b));
      if (next === undefined) return;
      wake = new AbortController();
      const waitMs = paused ? Number.POSITIVE_INFINITY : dueAt(next) - clock.now();
      if (waitMs > 0) {
        await clock.sleep(Math.min(waitMs, 60_000 * clock.speed), AbortSignal.any([signal, wake.signal]));
      } else await walk(next, signal);
    }
  }

  return {
    start() {
      if (running) return;
      running = new AbortController();
      void loop(running.signal);
    },
    stop() {
      running?.abort();
      running = undefined;
    },
    setPaused(next) {
      paused = next;
      wake.abort();
    },
  };
}
