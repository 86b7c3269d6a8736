import { describe, expect, it } from 'vitest';
import { exitCodeOfFault, exitCodeOfRun } from '../../src/domain/exit-code.ts';
import { type RunEvent, replay, type StopReason } from '../../src/domain/run.ts';
import { startsAt as at, steppedPlan } from '../support/scale-plan.ts';

const fault = { kind: 'timeout', because: 'no answer', nextStep: 'Look.' } as const;
const stepId = 'apply-1';
const requested: RunEvent = { type: 'EffectRequested', at, stepId, command: 'aws' };
const accepted: readonly RunEvent[] = [requested, { type: 'EffectSucceeded', at, stepId, requestId: null }];
const rejected: readonly RunEvent[] = [requested, { type: 'EffectFailed', at, stepId, fault }];
const unanswered: readonly RunEvent[] = [requested, { type: 'EffectUnknown', at, stepId, fault }];
const found: readonly RunEvent[] = [...unanswered, { type: 'EffectReadBack', at, stepId, says: '' }];
const stopped = (because: StopReason): RunEvent => ({ type: 'RunStopped', at, because, says: '', nextStep: '' });

function codeAfter(...events: readonly RunEvent[]): number {
  const run = replay([{ type: 'RunStarted', at, runId: 'r', plan: steppedPlan, program: 'test' }, ...events]);
  if (run === undefined) throw new Error('no run');
  return exitCodeOfRun(run);
}

describe('the exit code of a run', () => {
  it('is 0 for a completed run only', () => {
    expect(codeAfter(...accepted, { type: 'RunCompleted', at, says: '' })).toBe(0);
    expect(codeAfter()).toBe(3);
  });

  it.each<[StopReason, number]>([
    ['refused', 3],
    ['unanswered', 3],
    ['blocked', 3],
    ['drift', 3],
    ['rejected', 3],
    ['interrupted', 3],
    ['unreadable', 3],
    ['unrecorded', 3],
    ['credentials', 6],
    ['read-only', 8],
    ['our-fault', 1],
  ])('with nothing written, %s is %i', (because, code) => {
    expect(codeAfter(stopped(because))).toBe(code);
    expect(codeAfter(...rejected, stopped(because))).toBe(code);
  });

  it('is 4 once a write was taken, whatever stopped the run', () => {
    for (const because of ['drift', 'not-verified', 'watch-failed', 'credentials', 'read-only', 'our-fault'] as const) {
      expect(codeAfter(...accepted, stopped(because))).toBe(4);
      expect(codeAfter(...found, stopped(because))).toBe(4);
    }
  });

  it('is 5 as long as nobody knows, whatever stopped the run', () => {
    for (const because of ['unknown', 'interrupted', 'credentials', 'unrecorded', 'our-fault'] as const) {
      expect(codeAfter(...unanswered, stopped(because))).toBe(5);
      expect(codeAfter(requested, stopped(because))).toBe(5);
    }
  });
});

it.each([
  ['credentials', 6],
  ['denied', 6],
  ['region', 2],
  ['read-only', 8],
  ['throttled', 3],
] as const)('a fault of kind %s outside a run exits with %i', (kind, code) => {
  expect(exitCodeOfFault(kind)).toBe(code);
});
