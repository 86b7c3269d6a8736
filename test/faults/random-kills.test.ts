import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/domain/time.ts';
import { cases, inFull, measured, seed } from './figures.ts';
import { type Death, liveThrough } from './support/lives.ts';
import { memoryDir } from './support/memory-dir.ts';
import { shortOnes, storiesOfProcedures } from './support/procedure-plans.ts';
import { inOrder, reckon } from './support/reckoning.ts';
import { runIds } from './support/run-ids.ts';
import { chanceFrom, withTroubles } from './support/troubles.ts';

const stories = await storiesOfProcedures();
const nextId = runIds();

describe('a program that is killed at random, with an AWS that fails at random', () => {
  it('G2, G15: is asked for nothing twice, and writes on nothing that is old', async () => {
    const stateDir = memoryDir();
    const count = cases(100, 10_000);
    const told = inFull ? stories : shortOnes(stories);
    const ends = new Map<string, number>();
    let [kills, oldest] = [0, 0];
    for (let number = 0; number < count; number += 1) {
      const chance = chanceFrom(seed + number);
      const story = told[chance.below(told.length)];
      if (story === undefined) throw new Error('there is a story');
      const deaths = Array.from(
        { length: chance.below(4) },
        (): Death => ({
          at: chance.below(story.moments),
          remains: (['written', 'synced', 'garbage'] as const)[chance.below(3)] ?? 'written',
        }),
      );
      const { aws, plan } = await story.open();
      const troubles = withTroubles(aws, chance);
      const biography = await liveThrough({ aws, plan, stateDir, runId: nextId(), deaths, around: troubles.around });
      const reckoning = await reckon(biography, aws);
      const words = `HEADROOM_SEED=${seed + number} ${story.name} ${JSON.stringify(deaths)}`;
      expect(reckoning, words).toEqual(inOrder);
      kills += biography.lives.filter(life => life.isDead()).length;
      oldest = Math.max(oldest, troubles.oldestMs());
      const { ended } = biography.run ?? {};
      const end = ended?.kind === 'stopped' ? ended.because : (ended?.kind ?? 'no end');
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect(ends.get('completed')).toBeGreaterThan(count / 3);
    expect(oldest).toBeLessThanOrEqual(seconds(2));
    const howTheyEnded = [...ends].map(([end, times]) => `${times} ${end}`).join(', ');
    measured('G2', `${count} seeds, ${kills} kills (${howTheyEnded}): 0 violations`);
    measured('G15', `${count} seeds: no write on data older than ${oldest / 1000} s`);
  }, 3_600_000);
});
