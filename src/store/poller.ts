import type { ServiceKey, ServicePart } from '../domain/snapshot.ts';
import type { Clock, Instant } from '../domain/time.ts';

/** One kind of reading and how often it is worth repeating. */
export interface Cadence {
  readonly part: ServicePart;
  readonly everyMs: number;
}

export interface PollerPorts {
  readonly clock: Clock;
  readonly cadences: readonly Cadence[];
  /** What is shown now, in order. */
  readonly services: () => readonly ServiceKey[];
  /** Reads the parts and puts the result into the store, as one update. It never rejects. */
  readonly read: (services: readonly ServiceKey[], parts: readonly ServicePart[], signal: AbortSignal) => Promise<void>;
}

export interface Poller {
  start(): void;
  stop(): void;
  setPaused(paused: boolean): void;
  /** Makes every part due now, once even while paused: it was asked for. */
  refresh(): void;
}

/**
 * However fast a simulated clock runs, AWS is not asked more often than this in real time: at 60x a count that is due
 * every five seconds would otherwise be asked for twelve times a second, and nobody reads that fast.
 */
const shortestRealIntervalMs = 500;

/**
 * Reads each part when it is due: one sweep at a time, all due parts together, so that there is one request in flight
 * per source and one notification per sweep. A slow answer delays the next sweep instead of piling up behind it.
 */
export function createPoller({ clock, cadences, services, read }: PollerPorts): Poller {
  const dueAt = new Map<ServicePart, Instant>();
  let running: AbortController | undefined;
  let paused = false;
  let asked = false;
  let wake: AbortController = new AbortController();

  const intervalMs = ({ everyMs }: Cadence): number => Math.max(everyMs, shortestRealIntervalMs * clock.speed);

  const poke = (): void => wake.abort();

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = clock.now();
      const reading = !paused || asked;
      asked = false;
      const due = reading ? cadences.filter(({ part }) => (dueAt.get(part) ?? 0) <= now) : [];
      if (due.length > 0) {
        for (const cadence of due) dueAt.set(cadence.part, now + intervalMs(cadence));
        await read(
          services(),
          due.map(({ part }) => part),
          signal,
        );
        continue;
      }
      wake = new AbortController();
      const next = paused ? Number.POSITIVE_INFINITY : Math.min(...dueAt.values());
      await clock.sleep(Math.min(next - now, 60_000 * clock.speed), AbortSignal.any([signal, wake.signal]));
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
      poke();
    },
    refresh() {
      dueAt.clear();
      asked = true;
      poke();
    },
  };
}
