import { describe, expect, it } from 'vitest';
import { flagsOperator } from '../../src/runner/operators/flags.ts';
import { keysOperator } from '../../src/runner/operators/keys.ts';
import type { OpenQuestion } from '../../src/runner/operators/operator.ts';
import { createFakeAws } from './fake-aws.ts';
import { stopOf, tell } from './story.ts';

const question = (stepId: string): OpenQuestion => ({
  stepId,
  ask: { grade: 'number', consequence: 'web-api will run 6 tasks.', phrase: '6', because: [] },
});

describe('flags', () => {
  it('without an answer write nothing, and name the flag that is missing', async () => {
    const aws = createFakeAws();
    const story = await tell({ aws, operator: flagsOperator({ yes: true, phrases: [] }) });
    expect(stopOf(story)).toMatchObject({ because: 'unanswered', nextStep: 'Add --confirm 6 to confirm it.' });
    expect(aws.writes).toEqual([]);
  });

  it('with the phrase confirm, and the journal says that it was a flag', async () => {
    const story = await tell({ operator: flagsOperator({ yes: false, phrases: ['6'] }) });
    expect(story.events).toContainEqual(
      expect.objectContaining({ type: 'ConfirmationGiven', by: 'flags', phrase: '6' }),
    );
    expect(story.run.ended?.kind).toBe('completed');
  });
});

describe('keys', () => {
  it('answer the open question later, and the run goes on', async () => {
    const operator = keysOperator(open => {
      if (open) queueMicrotask(() => operator.reply(open.stepId, open.ask.phrase));
    });
    expect((await tell({ operator })).run.ended?.kind).toBe('completed');
  });

  it('say no with null', async () => {
    const operator = keysOperator(open => {
      if (open) queueMicrotask(() => operator.reply(open.stepId, null));
    });
    expect(stopOf(await tell({ operator })).because).toBe('refused');
  });

  it('drop an answer to a question that is not open, before and after', async () => {
    const shown: (string | undefined)[] = [];
    const operator = keysOperator(open => shown.push(open?.stepId));
    const { signal } = new AbortController();
    operator.reply('confirm', '6');
    const first = operator.answer(question('confirm'), signal);
    operator.reply('another-step', '6');
    operator.reply('confirm', '7');
    operator.reply('confirm', '6');
    expect(await first).toEqual({ kind: 'phrase', phrase: '7' });
    expect(shown).toEqual(['confirm', undefined]);
  });

  it('asked when the run is stopping already, refuse at once', async () => {
    const operator = keysOperator(() => undefined);
    expect(await operator.answer(question('confirm'), AbortSignal.abort())).toEqual({ kind: 'refused' });
  });
});
