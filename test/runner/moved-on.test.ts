import { describe, expect, it } from 'vitest';
import type { ApplyStep, Plan } from '../../src/domain/plan.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { planOf, scalePlan, scaleStep, startsAt } from '../support/scale-plan.ts';
import { createFakeAws } from './fake-aws.ts';
import { stopOf, tell } from './story.ts';

const confirm = scalePlan.steps.filter(({ kind }) => kind === 'confirm');

const planWith = (step: ApplyStep): Plan => planOf([...confirm, step]);

describe('a value that somebody overwrites while it is verified', () => {
  it('C4: is said as soon as two reads show it, and not when the time is up', async () => {
    const aws = createFakeAws();
    aws.taskStartMs = minutes(5);
    aws.clock.at(startsAt + seconds(20), () => {
      aws.held.desiredCount = 9;
    });
    const story = await tell({ aws });
    expect(stopOf(story)).toMatchObject({
      because: 'not-verified',
      says: expect.stringContaining('desiredCount of web-production/web-api is 9 now'),
    });
    expect(story.run.updatedAt - startsAt).toBeLessThan(seconds(40));
    expect(aws.writes).toHaveLength(1);
  });

  it('C4: what the step only counts on is noticed after the write, too', async () => {
    const aws = createFakeAws();
    aws.beforeWrite.push(() => {
      aws.held.maxCapacity = 20;
    });
    const story = await tell({ aws });
    expect(story.events.findLast(event => event.type === 'CheckPassed')?.says).toContain(
      'changed by somebody else meanwhile: MaxCapacity of web-production/web-api was 10 and is 20 now',
    );
    expect(story.run.ended?.kind).toBe('completed');
  });

  it('C2: in a single read is no reason to give up', async () => {
    const aws = createFakeAws();
    let reads = 0;
    aws.shows = () => {
      reads += 1;
      return reads === 6 ? { desiredCount: 9 } : {};
    };
    const story = await tell({ aws });
    expect(story.run.ended?.kind).toBe('completed');
    expect(reads).toBeGreaterThan(6);
  });
});

describe('a step that yields to auto-scaling', () => {
  const yielding = { ...scaleStep({ id: 'apply-1', from: 6, to: 2 }), yieldsToAutoScaling: true } as const;

  it('leaves a count that has moved before it, and is done', async () => {
    const aws = createFakeAws();
    aws.held.desiredCount = 5;
    const story = await tell({ aws, plan: { ...planWith(yielding), procedure: 'undo' } });
    expect(story.run.ended).toMatchObject({ kind: 'completed', says: expect.stringContaining('left to auto-scaling') });
    expect(aws.writes).toEqual([]);
  });

  it('leaves a count that moves after it, and is done', async () => {
    const aws = createFakeAws();
    aws.held.desiredCount = 6;
    aws.taskStartMs = minutes(2);
    aws.clock.at(startsAt + seconds(20), () => {
      aws.held.desiredCount = 3;
    });
    const story = await tell({ aws, plan: { ...planWith(yielding), procedure: 'undo' } });
    expect(story.run.ended?.kind).toBe('completed');
    expect(aws.writes).toHaveLength(1);
  });

  it('leaves a count that has moved while nobody knows what became of its request, and asks for nothing again', async () => {
    const aws = createFakeAws();
    aws.held.desiredCount = 6;
    aws.fates.push('lost-before');
    aws.beforeWrite.push(() => {
      aws.held.desiredCount = 5;
    });
    const story = await tell({ aws, plan: { ...planWith(yielding), procedure: 'undo' } });
    expect(story.run.ended).toMatchObject({ kind: 'completed', says: expect.stringContaining('left to auto-scaling') });
    expect(aws.writes).toHaveLength(1);
  });

  it('yields nothing that only a request moves', async () => {
    const aws = createFakeAws();
    aws.held.desiredCount = 6;
    aws.held.maxCapacity = 12;
    const story = await tell({ aws, plan: { ...planWith(yielding), procedure: 'undo' } });
    expect(stopOf(story).because).toBe('drift');
    expect(aws.writes).toEqual([]);
  });
});

it('a plan whose question was made easier than its changes allow is not even asked', async () => {
  const easy = confirm.map(step =>
    step.kind === 'confirm' ? { ...step, ask: { ...step.ask, grade: 'press', phrase: 'y' } as const } : step,
  );
  const aws = createFakeAws();
  const story = await tell({ aws, plan: planOf([...easy, scaleStep({ id: 'apply-1', from: 2, to: 6 })]) });
  expect(stopOf(story)).toMatchObject({
    because: 'blocked',
    says: expect.stringContaining('press instead of number'),
  });
  expect(aws.writes).toEqual([]);
});
