import type { Bucket } from './statistics.ts';

/** Collects the samples of one minute, and is its bucket; the same one can serve minute after minute. */
export class Tally implements Bucket {
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #count = 0;

  add(value: number): void {
    this.#sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.#count += 1;
  }

  /** Begins the next minute. */
  clear(): void {
    this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = Number.NEGATIVE_INFINITY;
    this.#count = 0;
  }

  get sum(): number {
    return this.#sum;
  }

  get min(): number {
    return this.#min;
  }

  get max(): number {
    return this.#max;
  }

  get count(): number {
    return this.#count;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }
}

/** A minute in which one thing happened `times` times: AWS counts each as a sample of 1. */
export const occurrences = (times: number): Bucket =>
  times === 0 ? { sum: 0, min: 0, max: 0, count: 1 } : { sum: times, min: 1, max: 1, count: times };

/** A minute with one sample. */
export const single = (value: number): Bucket => ({ sum: value, min: value, max: value, count: 1 });
