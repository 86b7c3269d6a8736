import type { Scheduled, SimClock, SimTime } from './clock.ts';
import type { ScalableTarget, ScheduledAction } from './scalable-target.ts';
import { nextTime, parseSchedule } from './schedules/schedule.ts';

interface Surroundings {
  readonly clock: SimClock;
  /** The action's time has come. */
  readonly onDue: (target: ScalableTarget, action: ScheduledAction) => void;
}

/** The scheduled actions of Application Auto Scaling: kept with their targets, and due when their schedules say so. */
export class ScheduledActions {
  readonly #world: Surroundings;
  readonly #next = new Map<ScheduledAction, Scheduled>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** Makes the action, or replaces the one of its name. */
  put(target: ScalableTarget, action: ScheduledAction): void {
    const known = target.scheduledActions.get(action.name);
    if (known !== undefined) this.#forget(known);
    target.scheduledActions.set(action.name, action);
    this.#wait(target, action);
  }

  delete(target: ScalableTarget, action: ScheduledAction): void {
    this.#forget(action);
    target.scheduledActions.delete(action.name);
  }

  #wait(target: ScalableTarget, action: ScheduledAction): void {
    const { clock, onDue } = this.#world;
    const at = nextRun(action, clock.now);
    if (at === undefined) return;
    const scheduled = clock.at(at, () => {
      this.#forget(action);
      onDue(target, action);
      this.#wait(target, action);
    });
    this.#next.set(action, scheduled);
  }

  #forget(action: ScheduledAction): void {
    const next = this.#next.get(action);
    if (next !== undefined) this.#world.clock.cancel(next);
    this.#next.delete(action);
  }
}

/** When the action runs next after `after`; undefined when never again. */
const nextRun = (action: ScheduledAction, after: SimTime): SimTime | undefined => {
  const { timezone: timeZone = 'UTC', startTime, endTime } = action;
  const schedule = parseSchedule(action.schedule);
  if (schedule === undefined) throw new Error(`Invariant: ${action.schedule} was checked when the action was put`);
  // AWS: an action with a start time runs at that time, whatever its expression says, and then as the expression says.
  const isBeforeStart = schedule.kind !== 'at' && startTime !== undefined && after < startTime;
  const countsFrom = startTime ?? action.createdAt;
  const at = isBeforeStart ? startTime : nextTime(schedule, { after, timeZone, countsFrom });
  return at !== undefined && (endTime === undefined || at <= endTime) ? at : undefined;
};
