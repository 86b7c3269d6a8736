import type { SuspensionAttribute } from '../../domain/fact-address.ts';
import type { SuspendedState } from '../../domain/snapshot.ts';

/** The three things that auto-scaling does to a service, each of which can be suspended by itself. */
export interface Activity {
  readonly flag: keyof SuspendedState;
  readonly attribute: SuspensionAttribute;
  /** As it stands in sentences. */
  readonly words: string;
  /** What the prediction calls it: "Adds tasks". */
  readonly does: string;
}

export const activities: readonly Activity[] = [
  {
    flag: 'dynamicScalingIn',
    attribute: 'dynamicScalingInSuspended',
    words: 'scale-in',
    does: 'Takes tasks away',
  },
  { flag: 'dynamicScalingOut', attribute: 'dynamicScalingOutSuspended', words: 'scale-out', does: 'Adds tasks' },
  {
    flag: 'scheduledScaling',
    attribute: 'scheduledScalingSuspended',
    words: 'scheduled scaling',
    does: 'Runs scheduled actions',
  },
];

/** What differs between the two, in the order of `activities`. */
export const movedBetween = (from: SuspendedState, to: SuspendedState): readonly Activity[] =>
  activities.filter(({ flag }) => from[flag] !== to[flag]);

/** "scale-in and scheduled scaling" */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
