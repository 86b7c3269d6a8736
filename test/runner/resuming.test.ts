import { describe, expect, it } from 'vitest';
import { mostResumes, whyNotResumable } from '../../src/domain/resume.ts';
import { type RunEvent, replay } from '../../src/domain/run.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { createRunControls } from '../../src/runner/controls.ts';
import { agree, scriptOperator } from '../../src/runner/operators/script.ts';
import { scalePlan, startsAt, steppedPlan } from '../support/scale-plan.ts';
import { createFakeAws, type FakeAws, fault } from './fake-aws.ts';
import { goOn, type Story, stopOf, tell } from './story.ts';

/** What the journal holds when the program dies right after this event. */
const upTo = ({ journaled }: Story, type: RunEvent['type']): readonly RunEvent[] => {
  const index = journaled.findIndex(event => event.type === type);
  if (index === -1) throw new Error(`there was no ${type}`);
  return journaled.slice(0, index + 1);
};

/** Counts the questions, and says yes to each. */
function countingOperator() {
  const asked: string[] = [];
  return {
    asked,
    operator: scriptOperator(question => {
      asked.push(question.ask.consequence);
      return agree(question);
    }),
  };
}

/** A run whose program died when its request had left; AWS has taken it or has not. */
async function diedInDoubt(
  taken: boolean,
): Promise<{ readonly aws: FakeAws; readonly journaled: readonly RunEvent[] }> {
  const aws = createFakeAws();
  aws.fates.push(taken ? 'lost-after' : 'lost-before');
  return { aws, journaled: upTo(await tell({ aws }), 'EffectRequested') };
}

describe('a run that died with its request in doubt', () => {
  it('that AWS has taken is verified and not sent again, and nobody is asked', async () => {
    const { aws, journaled } = await diedInDoubt(true);
    const { asked, operator } = countingOperator();
    const story = await goOn(journaled, { aws, operator });
    expect(story.types.slice(journaled.length)).toEqual([
      'RunResumed',
      'EffectReadBack',
      'CheckPassed',
      'HoldStarted',
      'HoldEnded',
      'RunCompleted',
    ]);
    expect(aws.writes).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it('that AWS has not taken is sent once more, after the checks and a fresh yes to what is left', async () => {
    const { aws, journaled } = await diedInDoubt(false);
    const { asked, operator } = countingOperator();
    const story = await goOn(journaled, { aws, operator });
    expect(story.types.slice(journaled.length, journaled.length + 6)).toEqual([
      'RunResumed',
      'EffectNotTaken',
      'ConfirmationVoided',
      'CheckPassed',
      'ConfirmationGiven',
      'EffectRequested',
    ]);
    expect(story.run.ended?.kind).toBe('completed');
    expect(aws.writes).toHaveLength(2);
    expect(asked).toEqual([expect.stringContaining('left to write: desiredCount 2 → 6. As it was planned')]);
  });

  it('waits out the time in which reads may lag before it calls it not taken', async () => {
    const { aws, journaled } = await diedInDoubt(false);
    const resumedAt = aws.clock.now();
    const { events } = await goOn(journaled, { aws });
    const notTaken = events.find(({ type }) => type === 'EffectNotTaken');
    expect((notTaken?.at ?? 0) - resumedAt).toBeGreaterThanOrEqual(seconds(30));
  });

  it('and whose value is now another one stops before anything is sent, and cannot be resumed again', async () => {
    const { aws, journaled } = await diedInDoubt(true);
    aws.held.desiredCount = 9;
    const story = await goOn(journaled, { aws });
    expect(stopOf(story)).toMatchObject({ because: 'drift', says: expect.stringContaining('desiredCount 9') });
    expect(story.run.drift).toMatchObject([{ before: 2, desired: 6, actual: 9 }]);
    expect(aws.writes).toHaveLength(1);
    expect(whyNotResumable(story.run)?.because).toContain('ended as drift');
  });

  it('stays in doubt while AWS cannot be read, and can be resumed again', async () => {
    const { aws, journaled } = await diedInDoubt(false);
    aws.readFault = fault('unreachable', 'ECS did not answer');
    const story = await goOn(journaled, { aws });
    expect(stopOf(story)).toMatchObject({ because: 'unknown' });
    expect(aws.writes).toHaveLength(1);
    aws.readFault = undefined;
    const again = await goOn([...journaled, ...story.journaled], { aws });
    expect(again.run.ended).toMatchObject({ kind: 'completed' });
  });

  it('is not sent again without the yes', async () => {
    const { aws, journaled } = await diedInDoubt(false);
    const story = await goOn(journaled, { aws, operator: scriptOperator(() => ({ kind: 'refused' })) });
    expect(stopOf(story).because).toBe('refused');
    expect(aws.writes).toHaveLength(1);
  });
});

describe('a run that stopped', () => {
  it('between two writes asks again, and does not send the first one again', async () => {
    const aws = createFakeAws();
    const first = await tell({ aws, plan: steppedPlan });
    const half = first.journaled.slice(0, first.journaled.findIndex(({ type }) => type === 'CheckPassed') + 1);
    aws.held.desiredCount = 4;
    const before = aws.writes.length;
    const { asked, operator } = countingOperator();
    const story = await goOn(half, { aws, operator });
    expect(story.run.ended?.kind).toBe('completed');
    expect(aws.writes.slice(before).map(({ effect }) => effect.input)).toMatchObject([{ desiredCount: 6 }]);
    expect(asked).toEqual([expect.stringContaining('left to write: desiredCount 4 → 6')]);
  });

  it('for expired credentials goes on where it was when they are renewed', async () => {
    const aws = createFakeAws();
    aws.taskStartMs = seconds(90);
    aws.clock.at(startsAt + seconds(30), () => {
      aws.readFault = fault('credentials', 'ExpiredToken');
    });
    const stopped = await tell({ aws });
    expect(stopOf(stopped)).toMatchObject({
      because: 'credentials',
      nextStep: expect.stringContaining('headroom resume 20261123T191507-k3f9'),
    });
    aws.readFault = undefined;
    const story = await goOn(stopped.journaled, { aws });
    expect(story.run.ended?.kind).toBe('completed');
    expect(aws.writes).toHaveLength(1);
  });

  it('because its change did not come true is verified again, from when it was sent', async () => {
    const aws = createFakeAws();
    aws.taskStartMs = minutes(15);
    const stopped = await tell({ aws });
    expect(stopOf(stopped).because).toBe('not-verified');
    const story = await goOn(stopped.journaled, { aws });
    expect(story.run.ended?.kind).toBe('completed');
    expect(aws.writes).toHaveLength(1);
  });

  it('O6: in its watch watches until the end that the watch had at first', async () => {
    const aws = createFakeAws();
    const controls = createRunControls();
    aws.clock.at(startsAt + minutes(12), controls.stop);
    const stopped = await tell({ aws, controls });
    const watchBegan = stopped.events.find(({ type }) => type === 'HoldStarted')?.at ?? 0;
    expect(stopOf(stopped).because).toBe('interrupted');
    await aws.clock.sleep(minutes(5));
    const story = await goOn(stopped.journaled, { aws });
    expect(story.types).toContain('RunCompleted');
    expect(story.types.filter(type => type === 'HoldStarted')).toHaveLength(1);
    expect(story.run.updatedAt - watchBegan).toBeLessThan(minutes(31));
    expect(story.run.updatedAt - watchBegan).toBeGreaterThanOrEqual(minutes(30));
  });

  it('may not write in a session that only reads, and says so again', async () => {
    const aws = createFakeAws();
    aws.mayWrite = false;
    const stopped = await tell({ aws });
    expect(stopOf(stopped).because).toBe('read-only');
    expect(stopOf(await goOn(stopped.journaled, { aws })).because).toBe('read-only');
    expect(aws.writes).toEqual([]);
  });
});

describe('what is resumed', () => {
  it('is the same run to everybody who replays its journal', async () => {
    const { aws, journaled } = await diedInDoubt(true);
    const story = await goOn(journaled, { aws });
    expect(replay([...journaled, ...story.journaled])).toEqual(story.run);
    expect(story.events).toEqual([...journaled, ...story.journaled]);
  });

  it('has an end: after ten times it is only looked at', async () => {
    const aws = createFakeAws();
    const { journaled } = await tell({ aws });
    const begun = journaled.slice(0, 2);
    const resumed = (times: number) =>
      replay([
        ...begun,
        ...Array.from({ length: times }, (): RunEvent => ({ type: 'RunResumed', at: startsAt, program: 'x', by: 'y' })),
      ]);
    const [nine, ten] = [resumed(mostResumes - 1), resumed(mostResumes)];
    if (nine === undefined || ten === undefined) throw new Error('a run that has begun can be replayed');
    expect(whyNotResumable(nine)).toBeUndefined();
    expect(whyNotResumable(ten)?.because).toContain('was resumed 10 times');
  });

  it.each(['refused', 'blocked', 'drift', 'rejected', 'watch-failed'] as const)(
    'is never a run that was %s',
    async because => {
      const run = replay([
        { type: 'RunStarted', at: startsAt, runId: 'run-1', plan: scalePlan, program: 'x' },
        { type: 'RunStopped', at: startsAt, because, says: 'so it was', nextStep: 'Plan again.' },
      ]);
      if (run === undefined) throw new Error('it has begun');
      expect(whyNotResumable(run)).toMatchObject({ nextStep: expect.stringContaining('Plan again') });
    },
  );
});
