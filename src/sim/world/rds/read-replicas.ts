import { minutes, type Pace, type Seconds } from '../pace.ts';
import type { AutomatedBackups } from './automated-backups.ts';
import type { DbEvents } from './db-events.ts';
import type { DbInstance } from './db-instance.ts';

/** Together 10 to 30 minutes for a small database. */
const TAKES = {
  sourceIsNoticed: [10, 40],
  restored: minutes(8, 18),
  backedUp: minutes(1, 3),
  deleted: minutes(3, 8),
} as const satisfies Record<string, Seconds>;

interface Surroundings {
  readonly pace: Pace;
  readonly events: DbEvents;
  readonly backups: AutomatedBackups;
  /** Called when the instance has begun to take connections. */
  readonly onRunning: (instance: DbInstance) => void;
  readonly onGone: (instance: DbInstance) => void;
}

/** How instances come into being as read replicas, and how any instance goes. */
export class ReadReplicas {
  readonly #world: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** AWS: a replica starts from a snapshot of its source; how long that takes depends on the size of the database. */
  create(replica: DbInstance, source: DbInstance): void {
    const { pace, events, backups } = this.#world;
    pace.after(TAKES.sourceIsNoticed, () => {
      backups.takeSoon(source, () => {
        pace.after(TAKES.restored, () => {
          events.tell(replica, '0005');
          replica.status = 'backing-up';
          pace.after(TAKES.backedUp, () => {
            replica.status = 'available';
            replica.isReachable = true;
            events.tell(replica, '0046');
            this.#world.onRunning(replica);
          });
        });
      });
    });
  }

  delete(instance: DbInstance): void {
    const { pace, events } = this.#world;
    instance.status = 'deleting';
    instance.isReachable = false;
    pace.after(TAKES.deleted, () => {
      events.tell(instance, '0003');
      this.#world.onGone(instance);
    });
  }
}
