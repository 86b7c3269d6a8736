import { describe, expect, it } from 'vitest';
import { exitCodeOfRun } from '../../src/domain/exit-code.ts';
import type { RunEvent } from '../../src/domain/run.ts';
import { seconds } from '../../src/domain/time.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { createRunControls } from '../../src/runner/controls.ts';
import { keysOperator } from '../../src/runner/operators/keys.ts';
import { startsAt, steppedPlan } from '../support/scale-plan.ts';
import { createFakeAws, fault } from './fake-aws.ts';
import { type Story, stopOf, tell } from './story.ts';

const typesOf = (story: Story): readonly RunEvent['type'][] => story.events.map(({ type }) => type);

describe('a person stops the run', () => {
  it('after any event: it ends as interrupted, and nothing is sent after that', async () => {
    const whole = await tell({ plan: steppedPlan });
    expect(whole.events.length).toBeGreaterThan(8);
    // The last event ends the run by itself.
    for (const index of whole.events.slice(0, -1).keys()) {
      const aws = createFakeAws();
      const controls = createRunControls();
      let seen = 0;
      let writesThen = 0;
      const story = await tell({
        aws,
        controls,
        plan: steppedPlan,
        onEvent: event => {
          if (seen === index) {
            controls.stop();
            // A request whose intent is on disk is on its way.
            writesThen = aws.writes.length + (event.type === 'EffectRequested' ? 1 : 0);
          }
          seen += 1;
        },
      });
      const isLastVerification = index === whole.events.length - 2;
      if (isLastVerification) expect(story.run.ended?.kind).toBe('completed');
      else expect(stopOf(story).because).toBe('interrupted');
      expect(aws.writes).toHaveLength(writesThen);
      expect(exitCodeOfRun(story.run)).toBe(isLastVerification ? 0 : writesThen === 0 ? 3 : 4);
    }
  });

  it('while a wait sleeps, and it ends at once', async () => {
    const aws = createFakeAws();
    const controls = createRunControls();
    aws.clock.at(startsAt + seconds(7), controls.stop);
    const story = await tell({ aws, controls });
    expect(aws.clock.now()).toBe(startsAt + seconds(7));
    expect(stopOf(story)).toMatchObject({ because: 'interrupted', says: expect.stringContaining('AWS goes on') });
  });

  it('while it reads back an unanswered write: the outcome stays unknown', async () => {
    const aws = createFakeAws();
    const controls = createRunControls();
    aws.fates.push('lost-before');
    aws.clock.at(startsAt + seconds(7), controls.stop);
    const story = await tell({ aws, controls });
    expect(stopOf(story).because).toBe('interrupted');
    expect(stopOf(story).nextStep).toContain(
      'Whether AWS took the last write is not known; to take it back: headroom undo',
    );
    expect(exitCodeOfRun(story.run)).toBe(5);
  });

  it('while it backs off: nothing was written', async () => {
    const aws = createFakeAws();
    const controls = createRunControls();
    aws.fates.push({ rejected: fault('throttled', 'ThrottlingException') });
    aws.clock.at(startsAt + 500, controls.stop);
    const story = await tell({ aws, controls });
    expect(aws.writes).toHaveLength(1);
    expect(stopOf(story).says).toBe('stopped before anything was written');
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it('while a question is open: the question closes', async () => {
    const controls = createRunControls();
    const shown: (string | undefined)[] = [];
    const operator = keysOperator(question => {
      shown.push(question?.stepId);
      if (question) controls.stop();
    });
    const story = await tell({ controls, operator });
    expect(shown).toEqual(['confirm', undefined]);
    expect(stopOf(story).because).toBe('interrupted');
  });

  it('while a read is cut off by it, which is nobody’s fault', async () => {
    const aws = createFakeAws();
    const controls = createRunControls();
    const story = await tell({
      aws,
      controls,
      onEvent: event => {
        if (event.type !== 'EffectSucceeded') return;
        controls.stop();
        aws.readThrows = new DOMException('aborted', 'AbortError');
      },
    });
    expect(stopOf(story).because).toBe('interrupted');
  });
});

describe('the journal fails', () => {
  const diskFull = new JournalError('the journal x cannot be written: the disk is full', 'Free it.');

  it('at any event: nothing is sent after that, and the run says so', async () => {
    const whole = await tell({ plan: steppedPlan });
    for (const failing of whole.events.keys()) {
      const aws = createFakeAws();
      let appended = 0;
      let writesThen = -1;
      const story = await tell({
        aws,
        plan: steppedPlan,
        beforeAppend: () => {
          appended += 1;
          if (appended <= failing) return;
          if (writesThen < 0) writesThen = aws.writes.length;
          throw diskFull;
        },
      });
      expect(aws.writes).toHaveLength(writesThen);
      expect(story.journaled).toHaveLength(failing);
      expect(appended).toBe(failing + 1);
      expect(stopOf(story)).toMatchObject({ because: 'unrecorded', says: expect.stringContaining('the disk is full') });
      expect(stopOf(story).nextStep).toContain('Free it.');
      expect(exitCodeOfRun(story.run)).toBe(writesThen === 0 ? 3 : 4);
    }
  });

  it('at an intent: the intent is not shown, because nothing followed from it', async () => {
    const story = await tell({
      beforeAppend: event => {
        if (event.type === 'EffectRequested') throw diskFull;
      },
    });
    expect(typesOf(story)).not.toContain('EffectRequested');
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it('at a result: the result is shown, because it is true', async () => {
    const story = await tell({
      beforeAppend: event => {
        if (event.type === 'EffectSucceeded') throw diskFull;
      },
    });
    expect(typesOf(story).slice(-2)).toEqual(['EffectSucceeded', 'RunStopped']);
    expect(exitCodeOfRun(story.run)).toBe(4);
  });

  it('at the very end: why the run stopped stays said, and so does the failure', async () => {
    const aws = createFakeAws();
    aws.mayWrite = false;
    const story = await tell({
      aws,
      beforeAppend: event => {
        if (event.type === 'RunStopped') throw diskFull;
      },
    });
    expect(stopOf(story)).toMatchObject({
      because: 'read-only',
      says: expect.stringContaining('could not be recorded'),
    });
  });
});
