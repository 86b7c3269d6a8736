import { describe, expect, it } from 'vitest';
import { type Gradable, leastGrade, questionAtOdds } from '../../src/domain/grade.ts';
import type { ApplyStep, Plan } from '../../src/domain/plan.ts';
import { scalePlan, scaleStep, service, session } from '../support/scale-plan.ts';

const planOf = (from: number, to: number, { production = false, floor = 2 } = {}): Gradable => {
  const step = scaleStep({ id: 'apply-1', from, to });
  return {
    procedure: 'scale-service',
    session: { ...session, production },
    steps: [{ ...step, unchanged: [...step.unchanged, { fact: { service, attribute: 'minCapacity' }, value: floor }] }],
  };
};

const raisedCeiling: ApplyStep = {
  ...scaleStep({ id: 'apply-1', from: 6, to: 8 }),
  changes: [{ fact: { service, attribute: 'maxCapacity' }, from: 10, to: 20 }],
};

const flag = (attribute: 'dynamicScalingInSuspended' | 'dynamicScalingOutSuspended', to: boolean): Gradable => ({
  ...planOf(4, 6),
  steps: [
    { ...scaleStep({ id: 'apply-1', from: 4, to: 6 }), changes: [{ fact: { service, attribute }, from: !to, to }] },
  ],
});

/** An action that sets this ceiling one day, where it is 10 now. */
const scheduled = (to: string): Gradable => ({
  ...planOf(4, 6),
  steps: [
    {
      ...scaleStep({ id: 'apply-1', from: 4, to: 6 }),
      changes: [{ fact: { service, attribute: 'scheduledAction', name: 'event-up' }, from: null, to }],
      unchanged: [{ fact: { service, attribute: 'maxCapacity' }, value: 10 }],
    },
  ],
});

describe('the least grade of a question', () => {
  it.each([
    ['a few tasks more', planOf(4, 6), 'press', []],
    ['in production', planOf(4, 6, { production: true }), 'number', ['production']],
    ['more than twice the count', planOf(2, 5), 'number', ['more than twice the present count']],
    ['fewer tasks', planOf(6, 4), 'number', ['capacity is taken away']],
    [
      'a single task left',
      planOf(3, 1, { floor: 0 }),
      'name',
      expect.arrayContaining([expect.stringContaining('single')]),
    ],
    ['no task left', planOf(3, 0, { floor: 0 }), 'name', expect.arrayContaining(['no task is left'])],
    ['below the floor', planOf(6, 4, { floor: 5 }), 'name', ['below the floor', 'capacity is taken away']],
    ['a raised ceiling', { ...planOf(4, 6), steps: [raisedCeiling] }, 'name', ['the ceiling is raised']],
    ['scale-out that is suspended', flag('dynamicScalingOutSuspended', true), 'name', ['nothing adds tasks any more']],
    ['scale-out that is resumed', flag('dynamicScalingOutSuspended', false), 'press', []],
    [
      'scale-in that is resumed',
      flag('dynamicScalingInSuspended', false),
      'name',
      ['auto-scaling may take tasks away at once'],
    ],
    ['scale-in that is suspended', flag('dynamicScalingInSuspended', true), 'press', []],
    [
      'a ceiling that is raised one day',
      scheduled('{"ScalableTargetAction":{"MaxCapacity":18}}'),
      'name',
      ['the ceiling is raised'],
    ],
    ['a ceiling that stays', scheduled('{"ScalableTargetAction":{"MaxCapacity":10}}'), 'press', []],
    ['what is no action at all', scheduled('{"ScalableTargetAction":'), 'press', []],
    ['no write at all', { ...planOf(4, 6, { production: true }), steps: [] }, 'press', []],
  ] as const)('for %s', (_, plan, grade, because) => {
    expect(leastGrade(plan)).toEqual({ grade, because });
  });

  it('is that of the whole way, however small its steps are', () => {
    const steps = [6, 5, 4, 3, 2].map(from => scaleStep({ id: `apply-${7 - from}`, from, to: from - 1 }));
    expect(leastGrade({ ...planOf(6, 5), steps }).grade).toBe('name');
  });

  it('of the way back is one key outside production, and the number there', () => {
    expect(leastGrade({ ...planOf(6, 2), procedure: 'undo' }).grade).toBe('press');
    expect(leastGrade({ ...planOf(6, 2, { production: true }), procedure: 'undo' }).grade).toBe('number');
  });
});

describe('a question that was made easier', () => {
  const ask = scalePlan.steps.flatMap(step => (step.kind === 'confirm' ? [step.ask] : []))[0];
  if (ask === undefined) throw new Error('the plan asks');
  const plan: Plan = scalePlan;

  it.each([
    ['a lighter grade', { grade: 'press', phrase: 'y' }, /press instead of number/],
    ['one key for a number', { grade: 'number', phrase: 'y' }, /no answer of the grade number/],
    ['a number for a name', { grade: 'name', phrase: '6' }, /no answer of the grade name/],
    ['one letter for a name', { grade: 'name', phrase: 'w' }, /no answer of the grade name/],
  ] as const)('is at odds with its plan: %s', (_, changes, words) => {
    expect(questionAtOdds({ ...ask, ...changes }, plan)).toMatch(words);
  });

  it('is not, as long as it is as hard as it must be, or harder', () => {
    expect(questionAtOdds(ask, plan)).toBeUndefined();
    expect(questionAtOdds({ ...ask, grade: 'name', phrase: 'web-api' }, plan)).toBeUndefined();
  });
});
