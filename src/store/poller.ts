import type { ServiceKey, ServicePart } from '../domain/snapshot.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { nextPaceMs, type PollEnd } from './poll-pace.ts';
import type { SlowedPolling } from './state.ts';

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
  /**
   * Reads the parts, puts the result into the store, as one update, and says how each of them ended. It never rejects.
   * A part that it says nothing about keeps its pace.
   */
  readonly read: (
    services: readonly ServiceKey[],
    parts: readonly ServicePart[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<ServicePart, PollEnd>>;
  /** Hears when throttling slows parts down, and when that changes. */
  readonly onPace: (slowed: SlowedPolling | undefined) => void;
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
export function createPoller({ clock, cadences, services, read, onPace }: PollerPorts): Poller {
  const dueAt = new Map<ServicePart, Instant>();
  /** Of the parts that are read less often than they are worth. */
  const slowedTo = new Map<ServicePart, number>();
  let running: AbortController | undefined;
  let paused = false;
  let asked = false;
  let wake: AbortController = new AbortController();

  const cadenceMs = ({ everyMs }: Cadence): number => Math.max(everyMs, shortestRealIntervalMs * clock.speed);
  const intervalMs = (cadence: Cadence): number =>
    Math.max(cadenceMs(cadence), slowedTo.get(cadence.part) ?? cadenceMs(cadence));

  /** Slower where AWS throttled, faster where it answered. */
  function pace(swept: readonly Cadence[], ends: ReadonlyMap<ServicePart, PollEnd>): void {
    const before = slowestOf(slowedTo);
    for (const cadence of swept) {
      const { part } = cadence;
      const everyMs = nextPaceMs({
        everyMs: intervalMs(cadence),
        cadenceMs: cadenceMs(cadence),
        end: ends.get(part) ?? 'failed',
      });
      if (everyMs > cadenceMs(cadence)) slowedTo.set(part, everyMs);
      else slowedTo.delete(part);
    }
    const after = slowestOf(slowedTo);
    if (after?.part !== before?.part || after?.everyMs !== before?.everyMs) onPace(after);
  }

  const poke = (): void => wake.abort();

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = clock.now();
      const reading = !paused || asked;
      asked = false;
      const due = reading ? cadences.filter(({ part }) => (dueAt.get(part) ?? 0) <= now) : [];
      if (due.length > 0) {
        // Before the read: whoever asks for a refresh meanwhile makes them due again.
        for (const cadence of due) dueAt.set(cadence.part, now + intervalMs(cadence));
        const ends = await read(
          services(),
          due.map(({ part }) => part),
          signal,
        );
        pace(due, ends);
        for (const cadence of due) if (dueAt.has(cadence.part)) dueAt.set(cadence.part, now + intervalMs(cadence));
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

function slowestOf(slowedTo: ReadonlyMap<ServicePart, number>): SlowedPolling | undefined {
  const [slowest] = [...slowedTo].toSorted(([, a], [, b]) => b - a);
  return slowest && { part: slowest[0], everyMs: slowest[1] };
}
