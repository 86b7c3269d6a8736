import { describe, expect, it } from 'vitest';
import type { WarmUpStep } from '../../src/domain/plan.ts';
import { seconds } from '../../src/domain/time.ts';
import { createRunControls } from '../../src/runner/controls.ts';
import { planOf, scalePlan } from '../support/scale-plan.ts';
import { createFakeAws, type FakeAws } from './fake-aws.ts';
import { type Story, type StoryOptions, stopOf, tell } from './story.ts';

const step = (changes: Partial<WarmUpStep> = {}): WarmUpStep => ({
  kind: 'warm-up',
  id: 'warm-up',
  title: 'Warm up',
  url: 'https://waooaw.ai/health',
  requests: 50,
  everyMs: 500,
  stopAbovePercent: null,
  ...changes,
});

interface Warmed extends Story {
  readonly aws: FakeAws;
  readonly visited: readonly { readonly url: string; readonly at: number }[];
}

/** A run whose service answers as the test says. */
async function warm(
  answer: (visit: number) => string,
  changes: Partial<WarmUpStep> = {},
  options: Partial<StoryOptions> = {},
): Promise<Warmed> {
  const aws = createFakeAws();
  const visited: { readonly url: string; readonly at: number }[] = [];
  const visit: FakeAws['ports']['visit'] = async url => {
    visited.push({ url, at: aws.clock.now() });
    const says = answer(visited.length);
    return { ok: says === 'HTTP 200', says };
  };
  Object.assign(aws.ports, { visit });
  const confirm = scalePlan.steps.filter(({ kind }) => kind === 'confirm');
  const story = await tell({ aws, plan: planOf([...confirm, step(changes)]), ...options });
  return { ...story, aws, visited };
}

const saysOf = ({ run }: Story): string | undefined => run.steps.find(({ step: { kind } }) => kind === 'warm-up')?.says;

describe('a warm-up', () => {
  it('sends its requests one after the other, at its pace', async () => {
    const story = await warm(() => 'HTTP 200');
    expect(story.visited).toHaveLength(50);
    expect(new Set(story.visited.map(({ url }) => url))).toEqual(new Set(['https://waooaw.ai/health']));
    expect((story.visited.at(-1)?.at ?? 0) - (story.visited[0]?.at ?? 0)).toBe(49 * 500);
    expect(saysOf(story)).toBe('50 requests, all answered');
    expect(story.types).toEqual(expect.arrayContaining(['WarmUpStarted', 'WarmUpEnded', 'RunCompleted']));
    expect(story.progress).toContain('25 of 50 requests, all answered');
  });

  it('counts what fails by what it was, and goes on all the same', async () => {
    const story = await warm(visit => (visit % 10 === 0 ? 'HTTP 503' : visit === 7 ? 'no answer' : 'HTTP 200'));
    expect(saysOf(story)).toBe('50 requests, 6 failed (no answer: 1, HTTP 503: 5)');
    expect(story.run.ended).toMatchObject({ kind: 'completed' });
  });

  it('stops the run where the plan says that so many failures are too many', async () => {
    const story = await warm(visit => (visit % 2 === 0 ? 'HTTP 503' : 'HTTP 200'), { stopAbovePercent: 20 });
    expect(stopOf(story)).toMatchObject({
      because: 'watch-failed',
      says: 'the service does not answer as it should: 50 requests, 25 failed (HTTP 503: 25)',
    });
    const fine = await warm(visit => (visit === 3 ? 'HTTP 503' : 'HTTP 200'), { stopAbovePercent: 20 });
    expect(fine.run.ended).toMatchObject({ kind: 'completed' });
  });

  it('can be ended by hand, and says after how many', async () => {
    const controls = createRunControls();
    const story = await warm(
      visit => {
        if (visit === 4) controls.endHold();
        return 'HTTP 200';
      },
      {},
      { controls },
    );
    expect(story.visited.length).toBeLessThan(6);
    expect(saysOf(story)).toMatch(/^ended by hand after \d requests, all answered$/);
    expect(story.run.ended).toMatchObject({ kind: 'completed' });
  });

  it('is stopped with the run, before its next request', async () => {
    const controls = createRunControls();
    const story = await warm(
      visit => {
        if (visit === 2) controls.stop();
        return 'HTTP 200';
      },
      { everyMs: seconds(60) },
      { controls },
    );
    expect(story.visited).toHaveLength(2);
    expect(stopOf(story).because).toBe('interrupted');
  });
});
