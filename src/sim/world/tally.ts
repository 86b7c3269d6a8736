import type { Bucket } from './statistics.ts';

/** Collects the samples of one minute. */
export class Tally {
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #count = 0;

  add(value: number): void {
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#count += 1;
  }

  get sum(): number {
    return this.#sum;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  get bucket(): Bucket {
    return { sum: this.#sum, min: this.#min, max: this.#max, count: this.#count };
  }
}

/** A minute in which one thing happened `times` times: AWS counts each as a sample of 1. */
export const occurrences = (times: number): Bucket =>
  times === 0 ? { sum: 0, min: 0, max: 0, count: 1 } : { sum: times, min: 1, max: 1, count: times };

/** A minute with one sample. */
export const single = (value: number): Bucket => ({ sum: value, min: value, max: value, count: 1 });
