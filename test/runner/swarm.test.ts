import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCodeOfRun } from '../../src/domain/exit-code.ts';
import { type RunEvent, replay, type StopReason } from '../../src/domain/run.ts';
import { planUndo } from '../../src/domain/undo.ts';
import { createRunControls } from '../../src/runner/controls.ts';
import { scalePlan, service, session, startsAt, steppedPlan } from '../support/scale-plan.ts';
import { createFakeAws, type FakeAws, fault, type WriteFate } from './fake-aws.ts';
import { type Story, tell } from './story.ts';

const fates: readonly WriteFate[] = [
  'accepted',
  'lost-after',
  'lost-before',
  'throws',
  { rejected: fault('rejected', 'InvalidParameterException') },
  { rejected: fault('throttled', 'ThrottlingException') },
  { rejected: fault('credentials', 'ExpiredToken') },
];

const troubles: Readonly<Record<string, (aws: FakeAws) => void>> = {
  'somebody scales': aws => {
    aws.held.desiredCount = 7;
  },
  'reads fail': aws => {
    aws.readFault = fault('unreachable', 'ECS did not answer');
  },
  'reads work': aws => {
    aws.readFault = undefined;
  },
  'credentials expire': aws => {
    aws.readFault = fault('credentials', 'ExpiredToken');
  },
  'a port breaks': aws => {
    aws.readThrows = new TypeError('x is not a function');
  },
  'another account': aws => {
    aws.who = { ...session, accountId: '999988887777' };
  },
  'tasks never start': aws => {
    aws.taskStartMs = Number.POSITIVE_INFINITY;
  },
  'writes are disarmed': aws => {
    aws.mayWrite = false;
  },
  'CPU rises': aws => {
    aws.cpuPercent = 99;
  },
};

const scenario = fc.record({
  plan: fc.constantFrom(scalePlan, steppedPlan),
  fates: fc.array(fc.constantFrom(...fates), { maxLength: 8 }),
  troubles: fc.array(fc.tuple(fc.integer({ min: 0, max: 240_000 }), fc.constantFrom(...Object.keys(troubles))), {
    maxLength: 4,
  }),
  stopAt: fc.option(fc.integer({ min: 0, max: 240_000 }), { freq: 4 }),
  journalFailsAt: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 4 }),
});

const isOf = (stepId: string) => (event: RunEvent) => 'stepId' in event && event.stepId === stepId;

/** A step's request may be followed by another one only where AWS said for certain that it did not take the first. */
function resentInDoubt(events: readonly RunEvent[]): readonly string[] {
  return ['apply-1', 'apply-2'].filter(stepId => {
    const requests = events.filter(isOf(stepId)).filter(({ type }) => type.startsWith('Effect'));
    return requests.some(({ type }, index) => {
      const next = requests[index + 1];
      return next?.type === 'EffectRequested' && type !== 'EffectThrottled';
    });
  });
}

describe('whatever happens', () => {
  it('every run ends once, with a true exit code, and no write in doubt is sent again', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenario, async ({ plan, fates: own, troubles: times, stopAt, journalFailsAt }) => {
        const aws = createFakeAws();
        const controls = createRunControls();
        aws.fates.push(...own);
        for (const [afterMs, name] of times) aws.clock.at(startsAt + afterMs, () => troubles[name]?.(aws));
        if (stopAt !== null) aws.clock.at(startsAt + stopAt, controls.stop);
        let appended = 0;
        const story: Story = await tell({
          aws,
          controls,
          plan,
          beforeAppend: () => {
            if (appended === journalFailsAt) throw new Error('the disk is full');
            appended += 1;
          },
        });

        const ends = story.types.filter(type => type === 'RunCompleted' || type === 'RunStopped');
        expect(ends).toEqual([story.types.at(-1)]);
        expect(aws.writes).toHaveLength(story.journaled.filter(({ type }) => type === 'EffectRequested').length);
        expect(resentInDoubt(story.events)).toEqual([]);
        expect(replay(story.events)).toEqual(story.run);
        const isRecorded = appended !== journalFailsAt;
        if (isRecorded) expect(story.journaled).toEqual(story.events);

        const code = exitCodeOfRun(story.run);
        if (code === 0)
          expect(story.run.steps.every(({ phase }) => phase === 'done' || phase === 'skipped')).toBe(true);
        if (code === 3) expect(story.types).not.toContain('EffectSucceeded');
        outcomes.add(story.run.ended?.kind === 'stopped' ? story.run.ended.because : 'completed');
      }),
      { numRuns: 2000, seed: 20_261_123 },
    );
    // The swarm is worth something only where it gets around.
    const reached: readonly StopReason[] = [
      'credentials',
      'drift',
      'interrupted',
      'not-verified',
      'our-fault',
      'read-only',
      'rejected',
      'unknown',
      'unrecorded',
      'watch-failed',
    ];
    expect([...outcomes]).toEqual(expect.arrayContaining(['completed', ...reached]));
  });
});

describe('run, then undo', () => {
  it.each([
    ['one write', scalePlan],
    ['two writes', steppedPlan],
  ])('of %s brings back what was there', async (_, plan) => {
    const aws = createFakeAws();
    const { run } = await tell({ aws, plan });
    expect(aws.held.desiredCount).toBe(6);
    const planned = planUndo(run, await aws.ports.observe([service], ['counts', 'scaling']), aws.clock.now());
    if (planned.kind !== 'plan') throw new Error(`no plan: ${planned.because}`);
    const undone = await tell({ aws, plan: planned.plan });
    expect(undone.run.ended?.kind).toBe('completed');
    expect(aws.held.desiredCount).toBe(2);
  });
});
