import { describe, expect, it } from 'vitest';
import { currentStep, type RunEvent, reduce, replay, writesOf } from '../../src/domain/run.ts';
import { startsAt, steppedPlan } from '../support/scale-plan.ts';

const at = startsAt;
const fault = { kind: 'timeout', because: 'no answer', nextStep: 'Look.' } as const;
const started: RunEvent = { type: 'RunStarted', at, runId: 'r', plan: steppedPlan, program: 'test' };
const requested: RunEvent = { type: 'EffectRequested', at, stepId: 'apply-1', command: 'aws ecs update-service' };

const runAfter = (...events: readonly RunEvent[]) => {
  const run = replay([started, ...events]);
  if (run === undefined) throw new Error('no run');
  return run;
};

const stateOf = (run: ReturnType<typeof runAfter>, stepId: string) => run.steps.find(({ step }) => step.id === stepId);

describe('a run is the fold of its events', () => {
  it('begins with every step waiting and nothing sent', () => {
    expect(runAfter().steps.map(({ phase, write }) => [phase, write])).toEqual([
      ['waiting', 'none'],
      ['waiting', 'none'],
      ['waiting', 'none'],
    ]);
    expect(currentStep(runAfter())?.step.id).toBe('confirm');
  });

  it('an event before the beginning is a fault', () => {
    expect(() => reduce(undefined, requested)).toThrow('EffectRequested came before RunStarted');
    expect(replay([])).toBeUndefined();
  });

  it.each<[string, readonly RunEvent[], string, string]>([
    ['an intent without an answer', [requested], 'requested', 'uncertain'],
    ['accepted', [requested, { type: 'EffectSucceeded', at, stepId: 'apply-1', requestId: null }], 'sent', 'accepted'],
    ['rejected', [requested, { type: 'EffectFailed', at, stepId: 'apply-1', fault }], 'failed', 'rejected'],
    [
      'throttled',
      [requested, { type: 'EffectThrottled', at, stepId: 'apply-1', fault, retry: 1, retryInMs: 1000 }],
      'waiting',
      'rejected',
    ],
    ['unanswered', [requested, { type: 'EffectUnknown', at, stepId: 'apply-1', fault }], 'unknown', 'uncertain'],
    [
      'unanswered and found',
      [
        requested,
        { type: 'EffectUnknown', at, stepId: 'apply-1', fault },
        { type: 'EffectReadBack', at, stepId: 'apply-1', says: 'desiredCount 4' },
      ],
      'sent',
      'accepted',
    ],
    ['already so', [{ type: 'EffectSkipped', at, stepId: 'apply-1', says: 'desiredCount is 4' }], 'sent', 'none'],
    ['drifted', [{ type: 'DriftFound', at, stepId: 'apply-1', drift: [] }], 'failed', 'none'],
  ])('%s', (_, events, phase, write) => {
    expect(stateOf(runAfter(...events), 'apply-1')).toMatchObject({ phase, write });
  });

  it('keeps what became of the write when the step goes on', () => {
    const run = runAfter(
      requested,
      { type: 'EffectSucceeded', at, stepId: 'apply-1', requestId: null },
      { type: 'CheckTimedOut', at: at + 5, stepId: 'apply-1', says: 'running 2/4' },
    );
    expect(stateOf(run, 'apply-1')).toMatchObject({ phase: 'failed', write: 'accepted', since: at + 5 });
  });

  it('an undo looks at what reached AWS or may have, and at nothing else', () => {
    const rejected = runAfter(requested, { type: 'EffectFailed', at, stepId: 'apply-1', fault });
    const skipped = runAfter({ type: 'EffectSkipped', at, stepId: 'apply-1', says: '' });
    const uncertain = runAfter(requested);
    expect(writesOf(rejected)).toEqual([]);
    expect(writesOf(skipped)).toEqual([]);
    expect(writesOf(uncertain).map(({ id }) => id)).toEqual(['apply-1']);
  });
});
