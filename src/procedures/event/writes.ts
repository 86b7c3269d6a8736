import { clampedBy } from '../../domain/autoscaling.ts';
import type { ApplyStep } from '../../domain/plan.ts';
import type { SuspendedState } from '../../domain/snapshot.ts';
import { applyStep } from '../scale-service/apply.ts';
import {
  after,
  type BoundedCount,
  boundedCount,
  boundsWrite,
  type CapacityWrite,
} from '../scale-service/bounded-count.ts';
import { applyStep as flagsStep } from '../suspension/apply.ts';
import { movedBetween } from '../suspension/suspension.ts';
import type { EventService } from './situation.ts';

/** What AWS holds of the service at one point of the way. */
export interface Held extends BoundedCount {
  readonly bounds: NonNullable<BoundedCount['bounds']>;
  readonly suspended: SuspendedState;
}

export const heldNow = ({ counts, target }: EventService): Held => ({
  ...boundedCount(counts, target),
  bounds: { minCapacity: target.minCapacity, maxCapacity: target.maxCapacity },
  suspended: target.suspended,
});

/** The writes of a plan, made one after another, each from what the one before has left. */
export class Writes {
  readonly #of: EventService;
  #held: Held;
  #count = 0;

  constructor(of: EventService) {
    this.#of = of;
    this.#held = heldNow(of);
  }

  /** What AWS holds after those that were made so far. */
  get held(): Held {
    return this.#held;
  }

  /** Moves the bounds, and the count with them where it stands outside; nothing where they are so already. */
  bounds(wanted: Partial<Held['bounds']>): readonly ApplyStep[] {
    const write = boundsWrite(this.#held, { ...this.#held.bounds, ...wanted });
    return write === undefined ? [] : [this.#capacity(write)];
  }

  count(desiredCount: number): readonly ApplyStep[] {
    return desiredCount === this.#held.desiredCount ? [] : [this.#capacity({ writes: 'count', desiredCount })];
  }

  flags(to: SuspendedState): readonly ApplyStep[] {
    const { bounds, suspended: from, desiredCount } = this.#held;
    if (movedBetween(from, to).length === 0) return [];
    const countAfter = clampedBy(bounds, desiredCount);
    const step = flagsStep({
      ...this.#of,
      target: { ...bounds, suspended: from },
      counts: { ...this.#of.counts, desiredCount },
      from,
      to,
      countAfter,
    });
    this.#held = { ...this.#held, suspended: to, desiredCount: countAfter };
    return [{ ...step, id: this.#nextId() }];
  }

  #capacity(write: CapacityWrite): ApplyStep {
    const from = this.#held;
    const { desiredCount, bounds } = after(from, write);
    const to: Held = { ...from, desiredCount, bounds: bounds ?? from.bounds };
    this.#held = to;
    return applyStep(this.#of, { id: this.#nextId(), write, from, to });
  }

  #nextId(): string {
    this.#count += 1;
    return `apply-${this.#count}`;
  }
}
