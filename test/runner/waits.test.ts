import { describe, expect, it } from 'vitest';
import { exitCodeOfRun } from '../../src/domain/exit-code.ts';
import { FaultError } from '../../src/domain/fault.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { createRunControls } from '../../src/runner/controls.ts';
import { startsAt } from '../support/scale-plan.ts';
import { createFakeAws, fault } from './fake-aws.ts';
import { stopOf, tell } from './story.ts';

describe('a write that nobody answered', () => {
  it.each(['lost-after', 'throws'] as const)(
    'that AWS took (%s) is found by reading, verified, and never sent again',
    async fate => {
      const aws = createFakeAws();
      aws.fates.push(fate);
      const story = await tell({ aws });
      expect(story.types).toEqual(expect.arrayContaining(['EffectUnknown', 'EffectReadBack', 'RunCompleted']));
      expect(aws.writes).toHaveLength(1);
      expect(exitCodeOfRun(story.run)).toBe(0);
    },
  );

  it('that does not show after the settle window leaves the outcome unknown: it could still arrive', async () => {
    const aws = createFakeAws();
    aws.fates.push('lost-before');
    const story = await tell({ aws });
    expect(stopOf(story)).toMatchObject({
      because: 'unknown',
      says: expect.stringContaining('still shows desiredCount 2 after 30 s'),
    });
    expect(aws.clock.now() - (aws.writes[0]?.at ?? 0)).toBeGreaterThanOrEqual(seconds(30));
    expect(aws.writes).toHaveLength(1);
    expect(exitCodeOfRun(story.run)).toBe(5);
  });

  it('that shows late, but within the window, counts as taken', async () => {
    const aws = createFakeAws();
    aws.fates.push('lost-after');
    aws.shows = () => (aws.writes.length > 0 && aws.clock.now() - startsAt < seconds(20) ? { desiredCount: 2 } : {});
    const story = await tell({ aws });
    expect(story.types).toContain('EffectReadBack');
    expect(story.run.ended?.kind).toBe('completed');
  });

  it('C2: one lucky read of a flapping service does not count as taken', async () => {
    const aws = createFakeAws();
    aws.fates.push('lost-before');
    aws.shows = read => (aws.writes.length > 0 && read % 2 === 0 ? { desiredCount: 6 } : {});
    const story = await tell({ aws });
    expect(story.types).not.toContain('EffectReadBack');
    expect(stopOf(story)).toMatchObject({ because: 'unknown', says: expect.stringContaining('did not settle') });
  });

  it('after which AWS shows a third value is unknown as well', async () => {
    const aws = createFakeAws();
    aws.fates.push('lost-before');
    aws.beforeWrite.push(() => {
      aws.held.desiredCount = 9;
    });
    const story = await tell({ aws });
    expect(stopOf(story).says).toContain('neither what was there nor what was asked for');
    expect(exitCodeOfRun(story.run)).toBe(5);
  });

  it('after which AWS cannot be read is unknown as well', async () => {
    const aws = createFakeAws();
    aws.fates.push('lost-after');
    aws.beforeWrite.push(() => {
      aws.readFault = fault('unreachable', 'ECS did not answer');
    });
    const story = await tell({ aws });
    expect(stopOf(story)).toMatchObject({ because: 'unknown', says: expect.stringContaining('could not be read') });
  });
});

describe('verification', () => {
  it('needs two looks in a row, because one may meet a replica that is ahead', async () => {
    const aws = createFakeAws();
    aws.taskStartMs = 0;
    let looks = 0;
    aws.shows = () => {
      if (aws.writes.length === 0) return {};
      looks += 1;
      return looks === 1 || looks >= 4 ? {} : { desiredCount: 2 };
    };
    const story = await tell({ aws, hold: false });
    expect(story.progress.map(says => says.startsWith('running 6/6'))).toEqual([true, false, false, true, true]);
    expect(story.run.ended?.kind).toBe('completed');
  });

  it('ends early when three tasks die the same way, and names the undo', async () => {
    const aws = createFakeAws();
    aws.taskStartMs = minutes(60);
    aws.clock.at(startsAt + seconds(30), () => {
      aws.stoppedTasks = [1, 2, 3].map(id => ({
        taskId: `${id}`,
        stoppedAt: startsAt + seconds(29),
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'CannotPullContainerError',
        exitCodes: [],
      }));
    });
    const story = await tell({ aws });
    expect(aws.clock.now() - startsAt).toBeLessThan(minutes(1));
    expect(story.types.slice(-2)).toEqual(['CheckFailed', 'RunStopped']);
    expect(stopOf(story)).toMatchObject({
      because: 'not-verified',
      says: expect.stringContaining('3 tasks died the same way: CannotPullContainerError'),
      nextStep: expect.stringContaining('headroom undo 20261123T191507-k3f9'),
    });
    expect(exitCodeOfRun(story.run)).toBe(4);
  });

  it('tasks that died before the write say nothing about it', async () => {
    const aws = createFakeAws();
    aws.stoppedTasks = [1, 2, 3].map(id => ({
      taskId: `${id}`,
      stoppedAt: startsAt - seconds(1),
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError',
      exitCodes: [],
    }));
    expect((await tell({ aws })).run.ended?.kind).toBe('completed');
  });

  it('times out in the end', async () => {
    const aws = createFakeAws();
    aws.taskStartMs = minutes(60);
    const story = await tell({ aws });
    expect(story.types.slice(-2)).toEqual(['CheckTimedOut', 'RunStopped']);
    expect(stopOf(story)).toMatchObject({
      because: 'not-verified',
      says: expect.stringContaining('running 2/6, after 10 min'),
    });
    expect(aws.clock.now() - startsAt).toBe(minutes(10));
    expect(exitCodeOfRun(story.run)).toBe(4);
  });

  it('waits through reads that fail, and names them', async () => {
    const aws = createFakeAws();
    aws.beforeWrite.push(() => {
      aws.readFault = fault('unreachable', 'ECS did not answer');
      aws.clock.at(startsAt + minutes(2), () => {
        aws.readFault = undefined;
      });
    });
    const story = await tell({ aws });
    expect(story.progress).toContain('the service cannot be read right now (ECS did not answer)');
    expect(story.run.ended?.kind).toBe('completed');
  });

  it.each(['in its parts', 'as a whole'])(
    'ends when a read fails %s because the credentials expired, and says that the write stands',
    async where => {
      const aws = createFakeAws();
      const expired = fault('credentials', 'the session token has expired');
      aws.beforeWrite.push(() => {
        if (where === 'as a whole') aws.readThrows = new FaultError(expired);
        else aws.readFault = expired;
      });
      const story = await tell({ aws });
      expect(stopOf(story)).toMatchObject({
        because: 'credentials',
        nextStep: expect.stringContaining('What was written stays in force'),
      });
      expect(exitCodeOfRun(story.run)).toBe(4);
    },
  );

  it('waits through a read that fails as a whole', async () => {
    const aws = createFakeAws();
    aws.beforeWrite.push(() => {
      aws.readThrows = new FaultError(fault('timeout', 'ECS took too long'));
      aws.clock.at(startsAt + minutes(2), () => {
        aws.readThrows = undefined;
      });
    });
    const story = await tell({ aws });
    expect(story.progress).toContain('ECS took too long');
    expect(story.run.ended?.kind).toBe('completed');
  });
});

describe('the watch', () => {
  it('is cut by a check that fails, and the run stops with the way back', async () => {
    const aws = createFakeAws();
    aws.clock.at(startsAt + minutes(10), () => {
      aws.cpuPercent = 95;
    });
    const story = await tell({ aws });
    expect(story.types.slice(-3)).toEqual(['HoldStarted', 'CheckFailed', 'RunStopped']);
    expect(stopOf(story)).toMatchObject({ because: 'watch-failed', says: expect.stringContaining('CPU is 95 %') });
    expect(aws.clock.now() - startsAt).toBeLessThan(minutes(12));
    expect(exitCodeOfRun(story.run)).toBe(4);
  });

  it('is not cut by one stale read', async () => {
    const aws = createFakeAws();
    let isStale = false;
    aws.clock.at(startsAt + minutes(10), () => {
      isStale = true;
    });
    aws.shows = () => {
      const shown = isStale ? { desiredCount: 2 } : {};
      isStale = false;
      return shown;
    };
    expect((await tell({ aws })).run.ended?.kind).toBe('completed');
  });

  it('that could not see anything is not a watch', async () => {
    const aws = createFakeAws();
    const story = await tell({
      aws,
      onEvent: event => {
        if (event.type === 'HoldStarted') aws.readFault = fault('throttled', 'CloudWatch throttles');
      },
    });
    expect(stopOf(story).because).toBe('unreadable');
    expect(exitCodeOfRun(story.run)).toBe(4);
  });

  it('is skipped by --no-hold, which the completed run says', async () => {
    const aws = createFakeAws();
    const story = await tell({ aws, hold: false });
    expect(story.events.at(-2)).toMatchObject({ type: 'HoldEnded', cut: true, says: 'skipped by --no-hold' });
    expect(story.run.ended).toMatchObject({ kind: 'completed', says: expect.stringContaining('watch was cut short') });
    expect(aws.clock.now() - startsAt).toBeLessThan(minutes(2));
  });

  it('can be ended by hand, and only while it is on', async () => {
    const aws = createFakeAws();
    const controls = createRunControls();
    controls.endHold();
    aws.clock.at(startsAt + seconds(10), controls.endHold);
    aws.clock.at(startsAt + minutes(12), controls.endHold);
    const story = await tell({ aws, controls });
    expect(story.events.at(-2)).toMatchObject({
      type: 'HoldEnded',
      cut: true,
      says: expect.stringMatching(/^ended by hand after 11\.\d min of 30 min$/),
    });
    expect(story.run.ended?.kind).toBe('completed');
  });
});
