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

/** A sweep that takes longer than the shortest cadence holds up what else is in it; real time. */
const slowSweepMs = 5_000;

/**
 * Reads each part when it is due, all due parts in one sweep, so that there is one notification per sweep. A part has one
 * read in flight: a slow answer delays its next one instead of piling up behind it.
 *
 * The parts of a slow sweep are read apart from the others and from each other until they are quick again: one service of
 * AWS that trickles must not hold up the rest.
 */
export function createPoller({ clock, cadences, services, read, onPace }: PollerPorts): Poller {
  const dueAt = new Map<ServicePart, Instant>();
  /** Of the parts that are read less often than they are worth. */
  const slowedTo = new Map<ServicePart, number>();
  const inFlight = new Set<ServicePart>();
  /** Of the last sweep that took too long. */
  const slow = new Set<ServicePart>();
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

  /** Reads the parts of one sweep; the loop goes on meanwhile. */
  async function sweep(swept: readonly Cadence[], signal: AbortSignal): Promise<void> {
    const began = clock.now();
    for (const cadence of swept) {
      inFlight.add(cadence.part);
      // Before the read: whoever asks for a refresh meanwhile makes it due again.
      dueAt.set(cadence.part, began + intervalMs(cadence));
    }
    const parts = swept.map(({ part }) => part);
    const ends = await read(services(), parts, signal);
    const isSlow = clock.now() - began > slowSweepMs * clock.speed;
    pace(swept, ends);
    for (const cadence of swept) {
      const { part } = cadence;
      inFlight.delete(part);
      if (isSlow) slow.add(part);
      else slow.delete(part);
      if (dueAt.has(part)) dueAt.set(part, began + intervalMs(cadence));
    }
    poke();
  }

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = clock.now();
      const reading = !paused || asked;
      asked = false;
      const isDue = ({ part }: Cadence): boolean => !inFlight.has(part) && (dueAt.get(part) ?? 0) <= now;
      const due = reading ? cadences.filter(isDue) : [];
      const quick = due.filter(({ part }) => !slow.has(part));
      const apart = due.filter(({ part }) => slow.has(part)).map(cadence => [cadence]);
      for (const swept of quick.length > 0 ? [quick, ...apart] : apart) void sweep(swept, signal);
      wake = new AbortController();
      const waiting = cadences.flatMap(({ part }) => (inFlight.has(part) ? [] : (dueAt.get(part) ?? now)));
      const next = paused ? Number.POSITIVE_INFINITY : Math.min(...waiting);
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
