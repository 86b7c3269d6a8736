import { DAY, MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { RandomStream } from './rng.ts';
import { runningCount, type Service } from './services.ts';

/** AWS: "If a scaling activity did not scale", with the capacity that it names. */
export type NotScaledReason =
  | { readonly code: 'AlreadyAtMaxCapacity'; readonly maxCapacity: number }
  | { readonly code: 'AlreadyAtMinCapacity'; readonly minCapacity: number };

export interface ScalingActivity {
  readonly id: string;
  readonly resourceId: string;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: SimTime;
  readonly notScaledReason?: NotScaledReason;
  statusCode: 'InProgress' | 'Successful' | 'Overridden' | 'Unfulfilled' | 'Failed';
  statusMessage?: string;
  endedAt?: SimTime;
}

/** AWS keeps six weeks. */
const KEPT_MS = 42 * DAY;
/** In real samples an activity ends 31 to 34 seconds after it started; it looks again until the tasks run. */
const FIRST_LOOK_SECONDS = [31, 34] as const;
const LOOKS_EVERY_MS = 15 * SECOND;
const GIVES_UP_AFTER_MS = 15 * MINUTE;

interface Surroundings {
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly ids: Ids;
  readonly durations: number;
}

/** What Application Auto Scaling did, and what it wanted to do and could not. */
export class ScalingActivities {
  readonly #world: Surroundings;
  /** Newest first. */
  readonly #activities: ScalingActivity[] = [];

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** Newest first. */
  all(): readonly ScalingActivity[] {
    return this.#activities;
  }

  /** The service's desired count has just been set; the activity ends when that many tasks run. */
  setDesiredCount(
    service: Service,
    change: { resourceId: string; cause: string; desiredCount: number },
    onFulfilled: (activity: ScalingActivity) => void,
  ): void {
    for (const activity of this.#activities) {
      if (activity.resourceId === change.resourceId && activity.statusCode === 'InProgress') {
        this.#end(activity, 'Overridden', activity.statusMessage);
      }
    }
    const { clock, random, durations } = this.#world;
    const did = `Successfully set desired count to ${change.desiredCount}.`;
    const activity = this.#add({
      ...change,
      description: `Setting desired count to ${change.desiredCount}.`,
      statusCode: 'InProgress',
      statusMessage: `${did} Waiting for change to be fulfilled by ecs.`,
    });
    const look = (): void => {
      if (activity.statusCode !== 'InProgress') return;
      if (runningCount(service) === change.desiredCount) {
        this.#end(activity, 'Successful', `${did} Change successfully fulfilled by ecs.`);
        onFulfilled(activity);
      } else if (clock.now - activity.startedAt >= GIVES_UP_AFTER_MS) {
        // No real sample of this status is known; the sentence is modelled on the others.
        this.#end(activity, 'Unfulfilled', `${did} Change could not be fulfilled by ecs.`);
      } else {
        clock.after(LOOKS_EVERY_MS, look);
      }
    };
    clock.after(Math.round(random.between(...FIRST_LOOK_SECONDS) * SECOND * durations), look);
  }

  /**
   * A scheduled action has set the bounds, named as AWS does: `min capacity to 8 and max capacity to 20`; or it could
   * not, and `failure` says why. No real sample of a failure is known; the sentence is modelled on the others.
   */
  setBounds(change: { resourceId: string; cause: string; bounds: string; failure?: string }): void {
    const { resourceId, cause, bounds, failure } = change;
    const activity = this.#add({
      resourceId,
      cause,
      description: `Setting ${bounds}`,
      statusCode: failure === undefined ? 'Successful' : 'Failed',
      statusMessage:
        failure === undefined ? `Successfully set ${bounds}` : `Failed to set ${bounds}. Reason: ${failure}`,
    });
    activity.endedAt = activity.startedAt;
  }

  /** An alarm asked for a change that the bounds do not allow. AWS shows it only with IncludeNotScaledActivities. */
  notScaled(attempt: { resourceId: string; cause: string; reason: NotScaledReason }): void {
    const activity = this.#add({
      resourceId: attempt.resourceId,
      cause: attempt.cause,
      description: 'Attempting to scale due to alarm triggered',
      notScaledReason: attempt.reason,
      statusCode: 'Failed',
    });
    activity.endedAt = activity.startedAt;
  }

  #add(activity: Omit<ScalingActivity, 'id' | 'startedAt' | 'endedAt'>): ScalingActivity {
    const { clock, ids } = this.#world;
    const { resourceId, description, cause, notScaledReason, statusCode, statusMessage } = activity;
    const added: ScalingActivity = {
      id: ids.uuid('scaling-activity'),
      resourceId,
      description,
      cause,
      startedAt: clock.now,
      statusCode,
      ...(notScaledReason && { notScaledReason }),
      ...(statusMessage !== undefined && { statusMessage }),
    };
    this.#activities.unshift(added);
    const oldest = this.#activities.at(-1);
    if (oldest !== undefined && clock.now - oldest.startedAt > KEPT_MS) this.#activities.pop();
    return added;
  }

  #end(activity: ScalingActivity, statusCode: ScalingActivity['statusCode'], statusMessage: string | undefined): void {
    activity.statusCode = statusCode;
    if (statusMessage !== undefined) activity.statusMessage = statusMessage;
    activity.endedAt = this.#world.clock.now;
  }
}
