import type { ServicePart } from '../domain/snapshot.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { Attention } from './attention.ts';
import { createDueTimes, dueServices, grouped, type Reading, shownServices } from './due-reads.ts';
import { nextPaceMs, type PollEnd } from './poll-pace.ts';
import type { SlowedPolling } from './state.ts';

/** One kind of reading and how often it is worth repeating. */
export interface Cadence {
  readonly part: ServicePart;
  readonly everyMs: number;
  /** `rows`: of every service that a row shows; `panel`: of those whose details are shown. */
  readonly shownIn: 'rows' | 'panel';
}

export interface PollerPorts {
  readonly clock: Clock;
  readonly cadences: readonly Cadence[];
  /** What is on the screen now. */
  readonly attention: () => Attention;
  /**
   * Reads what one sweep has, puts the result into the store, as one update, and says how each part ended. It never
   * rejects. A part that it says nothing about keeps its pace.
   */
  readonly read: (readings: readonly Reading[], signal: AbortSignal) => Promise<ReadonlyMap<ServicePart, PollEnd>>;
  /** Hears when throttling slows parts down, and when that changes. */
  readonly onPace: (slowed: SlowedPolling | undefined) => void;
}

export interface Poller {
  start(): void;
  stop(): void;
  setPaused(paused: boolean): void;
  /** Makes every part due now, once even while paused: it was asked for. */
  refresh(): void;
  /** What is on the screen has changed: what has come into view and was not read of late is due. */
  look(): void;
}

/**
 * However fast a simulated clock runs, or somebody scrolls, AWS is not asked for a part more often than this in real
 * time: at 60x a count that is due every five seconds would otherwise be asked for twelve times a second, and nobody
 * reads that fast.
 */
const shortestRealIntervalMs = 500;

/** A sweep that takes longer than the shortest cadence holds up what else is in it; real time. */
const slowSweepMs = 5_000;

/**
 * Reads what is on the screen: each part when it is due, all due parts in one sweep, so that there is one notification
 * per sweep. A part has one read in flight: a slow answer delays its next one instead of piling up behind it.
 *
 * The parts of a slow sweep are read apart from the others and from each other until they are quick again: one service of
 * AWS that trickles must not hold up the rest.
 */
export function createPoller({ clock, cadences, attention, read, onPace }: PollerPorts): Poller {
  const due = createDueTimes();
  /** Before which a part is not read again, however many services come into view. */
  const notBefore = new Map<ServicePart, Instant>();
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
  async function sweep(swept: readonly Cadence[], readings: readonly Reading[], signal: AbortSignal): Promise<void> {
    const began = clock.now();
    const services = new Map(readings.flatMap(({ parts, services: keys }) => parts.map(part => [part, keys] as const)));
    const dueAgain = (cadence: Cadence): void =>
      due.set(cadence.part, services.get(cadence.part) ?? [], began + intervalMs(cadence));
    for (const cadence of swept) {
      inFlight.add(cadence.part);
      notBefore.set(cadence.part, began + shortestRealIntervalMs * clock.speed);
      // Before the read: whoever asks for a refresh meanwhile makes it due again.
      dueAgain(cadence);
    }
    const marked = new Map(swept.map(({ part }) => [part, stillMarked(part, services.get(part) ?? [])]));
    const ends = await read(readings, signal);
    const isSlow = clock.now() - began > slowSweepMs * clock.speed;
    pace(swept, ends);
    for (const cadence of swept) {
      const { part } = cadence;
      inFlight.delete(part);
      if (isSlow) slow.add(part);
      else slow.delete(part);
      if (marked.get(part)?.()) dueAgain(cadence);
    }
    poke();
  }

  /** Whether nobody has made it due again since. */
  function stillMarked(part: ServicePart, [first]: Reading['services']): () => boolean {
    if (first === undefined) return () => false;
    const at = due.at(part, first);
    return () => due.at(part, first) === at;
  }

  const isFree = (part: ServicePart, now: Instant): boolean => !inFlight.has(part) && (notBefore.get(part) ?? 0) <= now;

  function readNow(now: Instant, signal: AbortSignal): void {
    const wanted = cadences.flatMap(cadence => {
      if (!isFree(cadence.part, now)) return [];
      const services = dueServices({ ...cadence, everyMs: cadenceMs(cadence) }, attention(), { due, now });
      return services.length === 0 ? [] : [{ cadence, part: cadence.part, services }];
    });
    const quick = wanted.filter(({ part }) => !slow.has(part));
    const apart = wanted.filter(({ part }) => slow.has(part)).map(each => [each]);
    for (const swept of quick.length > 0 ? [quick, ...apart] : apart) {
      const readings = grouped(swept);
      void sweep(
        swept.map(({ cadence }) => cadence),
        readings,
        signal,
      );
    }
  }

  /** When the next part is due that nobody reads at present. */
  const nextDue = (): Instant =>
    Math.min(
      ...cadences.flatMap(cadence => {
        const { part } = cadence;
        if (inFlight.has(part)) return [];
        const services = shownServices(cadence, attention());
        const earliest = Math.min(...services.map(service => due.at(part, service)));
        return Math.max(earliest, notBefore.get(part) ?? 0);
      }),
    );

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = clock.now();
      if (!paused || asked) readNow(now, signal);
      asked = false;
      wake = new AbortController();
      const next = paused ? Number.POSITIVE_INFINITY : nextDue();
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
      due.clear();
      notBefore.clear();
      asked = true;
      poke();
    },
    look: poke,
  };
}

function slowestOf(slowedTo: ReadonlyMap<ServicePart, number>): SlowedPolling | undefined {
  const [slowest] = [...slowedTo].toSorted(([, a], [, b]) => b - a);
  return slowest && { part: slowest[0], everyMs: slowest[1] };
}
