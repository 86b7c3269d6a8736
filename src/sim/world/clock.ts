/** Milliseconds since the Unix epoch, on the simulated clock. */
export type SimTime = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Something that will happen; the handle that `cancel` takes. */
export interface Scheduled {
  readonly at: SimTime;
  /** Orders what happens at the same instant: first scheduled, first done. */
  readonly sequence: number;
}

interface Entry extends Scheduled {
  /** Undefined once cancelled; the entry then stays in the heap until its time, and does nothing. */
  action: (() => void) | undefined;
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

/**
 * The only thing that moves simulated time: a queue of what is going to happen, ordered by time.
 *
 * Invariant: how far a caller leaps at once makes no difference. `runUntil(a); runUntil(b)` and `runUntil(b)` do the
 * same actions, in the same order, each at its own time.
 */
export class SimClock {
  #now: SimTime;
  #nextSequence = 0;
  readonly #heap: Entry[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(now: SimTime) {
    this.#now = now;
  }

  get now(): SimTime {
    return this.#now;
  }

  /** Runs `action` at `time`, or as the next thing at the present instant when that time has passed. */
  at(time: SimTime, action: () => void): Scheduled {
    const entry: Entry = { at: Math.max(time, this.#now), sequence: this.#nextSequence++, action };
    this.#push(entry);
    return entry;
  }

  after(delayMs: number, action: () => void): Scheduled {
    return this.at(this.#now + delayMs, action);
  }

  /** Runs `action` at `firstAt` and then every `periodMs`, for as long as the world exists. */
  every(periodMs: number, firstAt: SimTime, action: () => void): void {
    const tick = (at: SimTime): void => {
      this.at(at, () => {
        action();
        tick(at + periodMs);
      });
    };
    tick(firstAt);
  }

  /** Makes sure that it does not happen. Cancelling what has already happened does nothing. */
  cancel(scheduled: Scheduled): void {
    // Every Scheduled is an Entry: `at` is their only maker.
    (scheduled as Entry).action = undefined;
  }

  /** Lets everything up to and including `time` happen. Time never runs backwards: an earlier `time` does nothing. */
  runUntil(time: SimTime): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= time; next = this.#heap[0]) {
      this.#pop();
      if (next.action === undefined) continue;
      this.#now = next.at;
      next.action();
    }
    this.#now = Math.max(this.#now, time);
    for (const watcher of [...this.#watchers]) watcher();
  }

  /**
   * Calls `look` whenever time has moved, until the returned function is called. Invariant: whoever watches only looks;
   * how often they are called depends on how the time is moved, which must make no difference to the world.
   */
  watch(look: () => void): () => void {
    this.#watchers.add(look);
    return () => this.#watchers.delete(look);
  }

  /** What is still going to happen, in order; part of the world's state. */
  pending(): readonly Scheduled[] {
    return this.#heap
      .filter(entry => entry.action !== undefined)
      .sort((a, b) => (isBefore(a, b) ? -1 : 1))
      .map(({ at, sequence }) => ({ at, sequence }));
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let hole = heap.length;
    heap.push(entry);
    while (hole > 0) {
      const parentAt = (hole - 1) >> 1;
      const parent = heap[parentAt];
      if (parent === undefined || isBefore(parent, entry)) break;
      heap[hole] = parent;
      hole = parentAt;
    }
    heap[hole] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let hole = 0;
    for (;;) {
      const leftAt = 2 * hole + 1;
      const left = heap[leftAt];
      if (left === undefined) break;
      const right = heap[leftAt + 1];
      const [childAt, child] = right !== undefined && isBefore(right, left) ? [leftAt + 1, right] : [leftAt, left];
      if (isBefore(last, child)) break;
      heap[hole] = child;
      hole = childAt;
    }
    heap[hole] = last;
  }
}
