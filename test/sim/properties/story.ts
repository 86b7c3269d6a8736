import { createSimulator, type Simulator } from '../../../src/sim/simulator.ts';
import { isAwsError } from '../../../src/sim/wire/failure.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/sim/world/clock.ts';
import { type RandomStream, RandomStreams } from '../../../src/sim/world/rng.ts';
import { NOON } from '../api/stepped-aws.ts';
import { drawDeed } from './deeds.ts';
import { type Look, measurable, takeLook } from './look.ts';

/** The world measures itself this often, at whole quarters of a minute: whoever looks then sees what it measured. */
export const LOOKS_EVERY_MS = 15 * SECOND;

const STORY_MS = 2 * HOUR;
const LONGEST_PAUSE_MS = 5 * MINUTE;

/** What a seed makes happen: operators and faults at random moments, and what AWS said of it four times a minute. */
export interface Story {
  readonly seed: number;
  readonly simulator: Simulator;
  /** Oldest first. */
  readonly looks: readonly Look[];
  readonly before: Look;
  readonly now: Look;
  /** Who did what, for whoever has to understand a red seed. */
  readonly deeds: readonly string[];
}

/** Lives the story of one seed; `onLook` is called after each look but the first. */
export const liveStory = (seed: number, onLook: (story: Story) => void): Story => {
  const chance = new RandomStreams(seed).get('operators');
  // Stories are about what happens; half of them in AWS's own pace, the others in a faster one.
  const durations = chance.next() < 0.5 ? 1 : 0.3;
  const simulator = createSimulator({ seed, start: NOON, durations });
  const { clock } = simulator.world;
  const deeds: string[] = [];
  const looks = [nextLook(simulator)];
  let story = storyOf({ seed, simulator, looks, deeds });
  let nextDeedAt = clock.now + pause(chance);
  while (clock.now < NOON + STORY_MS) {
    const lookAt = clock.now + LOOKS_EVERY_MS;
    for (; nextDeedAt < lookAt; nextDeedAt += pause(chance)) {
      clock.runUntil(nextDeedAt);
      deeds.push(`${new Date(clock.now).toISOString()} ${doDeed(simulator, chance)}`);
    }
    looks.push(nextLook(simulator));
    story = storyOf({ seed, simulator, looks, deeds });
    onLook(story);
  }
  return story;
};

/** People act between two looks, not at the very moment of one. */
const pause = (chance: RandomStream): number => Math.round(chance.between(1 * SECOND, LONGEST_PAUSE_MS)) | 1;

const nextLook = (simulator: Simulator): Look => {
  const { clock } = simulator.world;
  const at = (Math.floor(clock.now / LOOKS_EVERY_MS) + 1) * LOOKS_EVERY_MS;
  clock.runUntil(at - 1);
  const before = measurable(simulator);
  clock.runUntil(at);
  return { ...takeLook(simulator), isClear: measurable(simulator) === before };
};

const doDeed = (simulator: Simulator, chance: RandomStream): string => {
  const { said, act } = drawDeed(chance, simulator.world.clock.now);
  try {
    act(simulator);
    return said;
  } catch (error) {
    // That AWS refuses something is part of the story.
    if (isAwsError(error)) return `${said}: refused: ${String(error)}`;
    throw error;
  }
};

const storyOf = (told: Pick<Story, 'seed' | 'simulator' | 'looks' | 'deeds'>): Story => {
  const now = told.looks.at(-1);
  if (now === undefined) throw new Error('a story begins with a look');
  return { ...told, now, before: told.looks.at(-2) ?? now };
};
