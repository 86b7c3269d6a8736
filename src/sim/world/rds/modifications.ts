import type { Scheduled, SimClock } from '../clock.ts';
import { hours, minutes, type Pace } from '../pace.ts';
import { nextWeeklyStart } from '../recurring-window.ts';
import { changeClass } from './class-change.ts';
import type { DbEvents } from './db-events.ts';
import { type DbInstance, hasPending, isModifiable, type Modifiable } from './db-instance.ts';
import type { Stage } from './modification-stage.ts';
import { changeStorage, convertZones, switchBackups, upgradeEngine } from './other-changes.ts';

/** How long the status stays `available` after ModifyDBInstance was answered. */
const NOTICED_AFTER = [5, 60] as const;
/** AWS begins somewhere in the maintenance window. */
const INTO_WINDOW = minutes(0, 10);
const LOOKS_AGAIN_AFTER = [30, 30] as const;

const OPTIMIZATION = hours(2, 6);
/** AWS: no further storage change for six hours, or until the optimization is over, whichever is longer. */
const STORAGE_FROZEN = hours(6, 6);

/** In this order, as far as they are asked for. */
const STAGES: readonly (readonly [keyof Modifiable, (stage: Stage) => void])[] = [
  ['allocatedStorageGib', changeStorage],
  ['instanceClass', changeClass],
  ['engineVersion', upgradeEngine],
  ['backupRetentionDays', switchBackups],
  ['multiAz', convertZones],
];

interface Surroundings {
  readonly clock: SimClock;
  readonly pace: Pace;
  readonly events: DbEvents;
  readonly maxConnections: (instance: DbInstance) => number;
  readonly isStalled: (instance: DbInstance) => boolean;
}

/** Carries out what ModifyDBInstance asks for: soon, or in the maintenance window. */
export class Modifications {
  readonly #world: Surroundings;
  /** Those that begin within seconds. */
  readonly #soon = new Set<DbInstance>();
  readonly #windows = new Map<DbInstance, Scheduled>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** Notes the changes as pending. What is asked back to its present value no longer waits. */
  request(instance: DbInstance, changes: Partial<Modifiable>): void {
    const { backupRetentionDays, ...others } = changes;
    const wanted = { ...instance.pending, ...others };
    // AWS: from one number of days to another takes effect at once; only switching backups on or off waits.
    if (backupRetentionDays !== undefined) {
      if (backupRetentionDays > 0 && instance.backupRetentionDays > 0) {
        instance.backupRetentionDays = backupRetentionDays;
        delete wanted.backupRetentionDays;
      } else wanted.backupRetentionDays = backupRetentionDays;
    }
    instance.pending = Object.fromEntries(
      STAGES.flatMap(([key]) =>
        wanted[key] === undefined || wanted[key] === instance[key] ? [] : [[key, wanted[key]]],
      ),
    );
  }

  /** AWS: ApplyImmediately carries out everything that is pending, not only what came with the same request. */
  applySoon(instance: DbInstance): void {
    if (!hasPending(instance) || this.#soon.has(instance)) return;
    this.#soon.add(instance);
    this.#world.pace.after(NOTICED_AFTER, () => {
      this.#soon.delete(instance);
      this.#begin(instance);
    });
  }

  /** Keeps the instance's next maintenance window in the calendar; call it again when the window changes. */
  awaitWindow(instance: DbInstance): void {
    const { clock, pace } = this.#world;
    const planned = this.#windows.get(instance);
    if (planned !== undefined) clock.cancel(planned);
    const window = clock.at(nextWeeklyStart(instance.preferredMaintenanceWindow, clock.now), () => {
      if (hasPending(instance)) pace.after(INTO_WINDOW, () => this.#begin(instance));
      this.awaitWindow(instance);
    });
    this.#windows.set(instance, window);
  }

  /** The instance is about to be deleted. */
  forget(instance: DbInstance): void {
    const planned = this.#windows.get(instance);
    if (planned !== undefined) this.#world.clock.cancel(planned);
    this.#windows.delete(instance);
    instance.pending = {};
  }

  #begin(instance: DbInstance): void {
    if (!hasPending(instance)) return;
    if (!isModifiable(instance)) {
      this.#world.pace.after(LOOKS_AGAIN_AFTER, () => this.#begin(instance));
      return;
    }
    const changes = { ...instance.pending };
    this.#carryOut(instance, changes, () => {
      if (changes.allocatedStorageGib !== undefined) this.#beginOptimization(instance);
      const isOptimizing = this.#world.clock.now < instance.storageOptimizedAt;
      instance.status = isOptimizing ? 'storage-optimization' : 'available';
    });
  }

  #carryOut(instance: DbInstance, changes: Partial<Modifiable>, done: () => void): void {
    const stages = STAGES.filter(([key]) => changes[key] !== undefined);
    const next = (): void => {
      if (this.#world.isStalled(instance)) {
        this.#world.pace.after(LOOKS_AGAIN_AFTER, next);
        return;
      }
      const stage = stages.shift();
      if (stage === undefined) {
        done();
        return;
      }
      const [key, carryOut] = stage;
      instance.status = 'modifying';
      const apply = (): void => this.#apply(instance, key, changes);
      carryOut({ instance, pace: this.#world.pace, events: this.#world.events, apply, done: next });
    };
    next();
  }

  #apply(instance: DbInstance, key: keyof Modifiable, changes: Partial<Modifiable>): void {
    Object.assign(instance, { [key]: changes[key] });
    if (instance.pending[key] === changes[key]) delete instance.pending[key];
    // A freshly started engine reads its parameters; AWS's formula makes them follow the class.
    if (key === 'instanceClass' || key === 'engineVersion') {
      instance.maxConnections = this.#world.maxConnections(instance);
    }
  }

  #beginOptimization(instance: DbInstance): void {
    const { clock, pace } = this.#world;
    const takesMs = pace.ms(OPTIMIZATION);
    instance.storageOptimizedAt = clock.now + takesMs;
    instance.storageFrozenUntil = clock.now + Math.max(takesMs, pace.ms(STORAGE_FROZEN));
    // Another modification may be under way at that time; it then looks at the clock when it ends.
    clock.at(instance.storageOptimizedAt, () => {
      if (instance.status === 'storage-optimization') instance.status = 'available';
    });
  }
}
