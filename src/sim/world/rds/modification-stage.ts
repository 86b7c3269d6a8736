import type { Pace } from '../pace.ts';
import type { DbEvents } from './db-events.ts';
import type { DbInstance } from './db-instance.ts';

/** One of the changes that a modification carries out, one after the other. */
export interface Stage {
  readonly instance: DbInstance;
  readonly pace: Pace;
  readonly events: DbEvents;
  /** Gives the instance its new value; a stage that restarts the engine calls it at the restart. */
  readonly apply: () => void;
  readonly done: () => void;
}
