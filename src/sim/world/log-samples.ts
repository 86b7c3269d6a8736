import type { SimTime } from './clock.ts';

/** What an application had to do in one stretch of time. */
export interface WorkSample {
  /** When the stretch begins. */
  readonly at: SimTime;
  /** Requests or jobs that it took. */
  readonly handled: number;
  /** How many of them it could not do. */
  readonly failed: number;
  /** Whether it waits for a database or a cache; otherwise what fails, fails of too much work. */
  readonly isStrained: boolean;
  readonly p95Seconds: number;
}

const NUMBERS_OF_SAMPLE = 5;

/** The newest samples of an application, one per stretch; a ring of numbers, because there are thousands. */
export class LogSamples {
  readonly everyMs: number;
  readonly #numbers: Float64Array;
  #newest: SimTime = 0;

  constructor(ring: { readonly everyMs: number; readonly keptMs: number }) {
    this.everyMs = ring.everyMs;
    this.#numbers = new Float64Array((ring.keptMs / ring.everyMs) * NUMBERS_OF_SAMPLE);
  }

  write({ at, handled, failed, p95Seconds, isStrained }: WorkSample): void {
    const offset = this.#offset(at);
    this.#numbers[offset] = at;
    this.#numbers[offset + 1] = handled;
    this.#numbers[offset + 2] = failed;
    this.#numbers[offset + 3] = p95Seconds;
    this.#numbers[offset + 4] = isStrained ? 1 : 0;
    this.#newest = Math.max(this.#newest, at);
  }

  /** The samples whose stretch reaches into [from, to), oldest first. */
  read(from: SimTime, to: SimTime): readonly WorkSample[] {
    const { everyMs } = this;
    const oldestKept = this.#newest - (this.#numbers.length / NUMBERS_OF_SAMPLE - 1) * everyMs;
    const samples: WorkSample[] = [];
    const first = Math.max(Math.floor(from / everyMs) * everyMs, oldestKept);
    for (let at = first; at < Math.min(to, this.#newest + everyMs); at += everyMs) {
      const offset = this.#offset(at);
      if (this.#numbers[offset] !== at) continue;
      const [, handled = 0, failed = 0, p95Seconds = 0, strained] = this.#numbers.subarray(
        offset,
        offset + NUMBERS_OF_SAMPLE,
      );
      samples.push({ at, handled, failed, p95Seconds, isStrained: strained === 1 });
    }
    return samples;
  }

  #offset(at: SimTime): number {
    return (Math.floor(at / this.everyMs) * NUMBERS_OF_SAMPLE) % this.#numbers.length;
  }
}
