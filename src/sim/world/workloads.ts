import { MINUTE, type SimClock, type SimTime } from './clock.ts';
import type { Workload } from './workload.ts';

/** All the work of the world, looked at together: one event of the clock, and not one per service. */
export class Workloads {
  readonly #clock: SimClock;
  readonly #looksEveryMs: number;
  readonly #members: Workload[] = [];
  /** Those that wait for their first full minute. */
  #newcomers: { readonly workload: Workload; readonly from: SimTime }[] = [];

  constructor(world: { readonly clock: SimClock; readonly looksEveryMs: number }) {
    this.#clock = world.clock;
    this.#looksEveryMs = world.looksEveryMs;
  }

  /** From the next full minute on. */
  add(workload: Workload): void {
    const from = Math.ceil(this.#clock.now / MINUTE) * MINUTE;
    const isFirst = this.#members.length + this.#newcomers.length === 0;
    if (isFirst) this.#clock.every(this.#looksEveryMs, from, () => this.#look());
    this.#newcomers.push({ workload, from });
  }

  #look(): void {
    const { now } = this.#clock;
    if (this.#newcomers.length > 0) {
      this.#members.push(...this.#newcomers.filter(({ from }) => now >= from).map(({ workload }) => workload));
      this.#newcomers = this.#newcomers.filter(({ from }) => now < from);
    }
    for (const workload of this.#members) workload.look();
  }
}
