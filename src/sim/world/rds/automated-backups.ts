import type { Scheduled, SimClock } from '../clock.ts';
import { minutes, type Pace } from '../pace.ts';
import { nextDailyStart } from '../recurring-window.ts';
import type { DbEvents } from './db-events.ts';
import type { DbInstance } from './db-instance.ts';

const INTO_WINDOW = minutes(1, 10);
const TAKES = minutes(2, 6);
const LOOKS_AGAIN_AFTER = [30, 30] as const;

interface Surroundings {
  readonly clock: SimClock;
  readonly pace: Pace;
  readonly events: DbEvents;
}

/** Takes a snapshot of an instance: every day in its backup window, and when a read replica is to start from one. */
export class AutomatedBackups {
  readonly #world: Surroundings;
  readonly #windows = new Map<DbInstance, Scheduled>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** Keeps the instance's next backup window in the calendar; call it again when the window changes. */
  awaitWindow(instance: DbInstance): void {
    const { clock, pace } = this.#world;
    this.forget(instance);
    const window = clock.at(nextDailyStart(instance.preferredBackupWindow, clock.now), () => {
      // AWS skips the day's backup when the instance is busy with something else.
      if (instance.backupRetentionDays > 0 && instance.status === 'available') {
        pace.after(INTO_WINDOW, () => this.#begin(instance, () => {}));
      }
      this.awaitWindow(instance);
    });
    this.#windows.set(instance, window);
  }

  /** The instance is about to be deleted. */
  forget(instance: DbInstance): void {
    const planned = this.#windows.get(instance);
    if (planned !== undefined) this.#world.clock.cancel(planned);
    this.#windows.delete(instance);
  }

  /** A snapshot as soon as the instance is free for it. */
  takeSoon(instance: DbInstance, done: () => void): void {
    if (instance.status === 'available') this.#begin(instance, done);
    else this.#world.pace.after(LOOKS_AGAIN_AFTER, () => this.takeSoon(instance, done));
  }

  #begin(instance: DbInstance, done: () => void): void {
    if (instance.status !== 'available') return;
    const { pace, events } = this.#world;
    instance.status = 'backing-up';
    events.tell(instance, '0001');
    pace.after(TAKES, () => {
      events.tell(instance, '0002');
      instance.status = 'available';
      done();
    });
  }
}
