import { describe, expect, it } from 'vitest';
import type { InputFields } from '../../../src/domain/input-field.ts';
import { goBack, openWizard, reduceWizard, type WizardEvent } from '../../../src/screens/wizard/wizard-state.ts';

const choice = (label: string) =>
  ({
    kind: 'choice',
    label,
    help: '',
    choices: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
    default: 'a',
  }) as const;

const fields = {
  target: { kind: 'service', label: 'Service', help: '' },
  size: { kind: 'integer', label: 'Size', help: '', min: 0, max: 9, startsAt: () => 1 },
  how: choice('How'),
  pace: choice('Pace'),
} satisfies InputFields;

const nothing = { kind: 'nothing-to-do', because: 'already so' } as const;

const walk = (given: Record<string, string>, ...events: readonly WizardEvent[]) =>
  events.reduce(reduceWizard, openWizard(fields, given));

describe('the way there', () => {
  it('asks what has no default, one after another, and then plans', () => {
    expect(walk({}).stage).toEqual({ at: 'question', field: 'target' });
    const chosen = walk({}, { type: 'answered', field: 'target', raw: 'a/b' });
    expect(chosen.stage).toEqual({ at: 'question', field: 'size' });
    expect(reduceWizard(chosen, { type: 'answered', field: 'size', raw: '6' }).stage).toEqual({
      at: 'planning',
      request: 1,
    });
  });

  it('does not ask for what the screen before has given', () => {
    expect(walk({ target: 'a/b' }).stage).toEqual({ at: 'question', field: 'size' });
  });

  it('plans at once where nothing is to be asked', () => {
    expect(openWizard({}, {}).stage).toEqual({ at: 'planning', request: 1 });
  });

  it('drops the answer to a planning that is not waited for any more', () => {
    const again = walk({ target: 'a/b' }, { type: 'answered', field: 'size', raw: '6' }, { type: 'plan-again' });
    expect(reduceWizard(again, { type: 'planned', request: 1, result: nothing })).toBe(again);
    expect(reduceWizard(again, { type: 'planned', request: 2, result: nothing }).stage.at).toBe('planned');
  });

  it('plans anew when an option is changed', () => {
    const planned = walk(
      { target: 'a/b' },
      { type: 'answered', field: 'size', raw: '6' },
      { type: 'planned', request: 1, result: nothing },
      { type: 'options-opened' },
      { type: 'option-opened', field: 'how' },
      { type: 'answered', field: 'how', raw: 'b' },
    );
    expect(planned).toMatchObject({ stage: { at: 'planning', request: 2 }, answers: { size: '6', how: 'b' } });
  });
});

describe('the way back', () => {
  const planned = walk(
    { target: 'a/b' },
    { type: 'answered', field: 'size', raw: '6' },
    { type: 'planned', request: 1, result: nothing },
  );

  it('leads from the plan to the last question, with its answer, and then out of the wizard', () => {
    const question = goBack(planned);
    expect(question).toMatchObject({ stage: { at: 'question', field: 'size' }, answers: { size: '6' } });
    expect(question && goBack(question)).toBeUndefined();
  });

  it('leads from an option to the list of options, and from there to the plan as it was', () => {
    const option = [{ type: 'options-opened' }, { type: 'option-opened', field: 'how' }] as const;
    const back = option.reduce<typeof planned>(reduceWizard, planned);
    const list = goBack(back);
    expect(list?.stage).toEqual({ at: 'options' });
    expect(list && goBack(list)?.stage).toMatchObject({ at: 'planned', result: nothing });
  });

  it('leads out of a wizard that asks nothing', () => {
    expect(goBack(reduceWizard(openWizard({}, {}), { type: 'planned', request: 1, result: nothing }))).toBeUndefined();
  });
});
