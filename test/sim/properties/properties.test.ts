import { beforeAll, describe, expect, it } from 'vitest';
import { laws } from './laws/index.ts';
import type { Law } from './laws/law.ts';
import { liveStory } from './story.ts';

/** A short slice; `HEADROOM_SEEDS=500` lives five hundred stories. */
const SEEDS = Number(process.env['HEADROOM_SEEDS'] ?? 6);
/** Enough to understand a red seed. */
const MOST_COMPLAINTS = 5;

const judged = new Map<Law, number>();
const complaints = new Map<Law, string[]>();

/** Lives the story of a seed under all laws. */
const judgeStory = (seed: number): void => {
  const watches = laws.map(law => ({ law, watch: law.watch() }));
  const complained = new Set<Law>();
  liveStory(seed, story => {
    for (const { law, watch } of watches) {
      watch(story, (isSo, because) => {
        judged.set(law, (judged.get(law) ?? 0) + 1);
        if (isSo || complained.has(law)) return;
        complained.add(law);
        const last = story.deeds.slice(-8).join('\n  ');
        const complaint = `seed ${seed}, ${new Date(story.now.at).toISOString()}: ${because()}\n  ${last}`;
        complaints.set(law, [...(complaints.get(law) ?? []), complaint]);
      });
    }
  });
};

describe(`in ${SEEDS} stories of two hours, each of operators and faults at random`, () => {
  beforeAll(
    () => {
      for (let seed = 1; seed <= SEEDS; seed += 1) judgeStory(seed);
    },
    60_000 + SEEDS * 5_000,
  );

  it.each(laws)('$name', law => {
    expect(complaints.get(law)?.slice(0, MOST_COMPLAINTS).join('\n') ?? '').toBe('');
    // Each of them had something to say about every story.
    expect(judged.get(law) ?? 0).toBeGreaterThanOrEqual(SEEDS);
  });
});
