import { SECOND, type SimClock } from './clock.ts';
import type { RandomStream } from './rng.ts';

/** From and to; what is drawn lies evenly between. */
export type Seconds = readonly [shortest: number, longest: number];

export const minutes = (shortest: number, longest: number): Seconds => [shortest * 60, longest * 60];
export const hours = (shortest: number, longest: number): Seconds => [shortest * 3600, longest * 3600];

/** How long things take: drawn from AWS's own range, scaled to the world's pace. */
export class Pace {
  readonly #clock: SimClock;
  readonly #random: RandomStream;
  readonly #durations: number;

  constructor(world: { readonly clock: SimClock; readonly random: RandomStream; readonly durations: number }) {
    this.#clock = world.clock;
    this.#random = world.random;
    this.#durations = world.durations;
  }

  after(range: Seconds, step: () => void): void {
    this.#clock.after(this.ms(range), step);
  }

  ms([shortest, longest]: Seconds): number {
    return Math.round(this.#random.between(shortest, longest) * SECOND * this.#durations);
  }
}
