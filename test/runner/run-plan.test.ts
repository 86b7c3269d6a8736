import { describe, expect, it } from 'vitest';
import { exitCodeOfRun } from '../../src/domain/exit-code.ts';
import type { ApplyStep } from '../../src/domain/plan.ts';
import { replay } from '../../src/domain/run.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { scriptOperator } from '../../src/runner/operators/script.ts';
import { planOf, scalePlan, service, session, startsAt, steppedPlan } from '../support/scale-plan.ts';
import { createFakeAws, fault } from './fake-aws.ts';
import { stopOf, tell } from './story.ts';

describe('a run that goes well', () => {
  it('checks, asks, writes once, verifies and watches, in this order', async () => {
    const aws = createFakeAws();
    const story = await tell({ aws });
    expect(story.types).toEqual([
      'RunStarted',
      'CheckPassed',
      'ConfirmationGiven',
      'EffectRequested',
      'EffectSucceeded',
      'CheckPassed',
      'HoldStarted',
      'HoldEnded',
      'RunCompleted',
    ]);
    expect(aws.writes).toHaveLength(1);
    expect(aws.held.desiredCount).toBe(6);
    expect(aws.clock.now() - startsAt).toBeGreaterThanOrEqual(minutes(30));
    expect(exitCodeOfRun(story.run)).toBe(0);
  });

  it('has every event in the journal before the screen shows it, and the intent before the request leaves', async () => {
    const { order } = await tell();
    for (const [index, entry] of order.entries()) {
      if (entry.startsWith('screen ')) expect(order.slice(0, index)).toContain(entry.replace('screen', 'journal'));
    }
    const write = order.indexOf('aws write');
    expect(order.indexOf('journal EffectRequested')).toBeLessThan(write);
    expect(write).toBeLessThan(order.indexOf('journal EffectSucceeded'));
  });

  it('can be told again from its journal', async () => {
    const story = await tell();
    expect(replay(story.journaled)).toEqual(story.run);
  });

  it('writes step by step, each from what the one before has left', async () => {
    const aws = createFakeAws();
    const story = await tell({ aws, plan: steppedPlan });
    expect(aws.writes.map(({ effect }) => effect.input)).toMatchObject([{ desiredCount: 4 }, { desiredCount: 6 }]);
    expect(story.run.ended?.kind).toBe('completed');
  });

  it('sends nothing where AWS already holds what is wanted, and verifies it all the same', async () => {
    const aws = createFakeAws();
    aws.held.desiredCount = 6;
    const story = await tell({ aws });
    expect(aws.writes).toEqual([]);
    expect(story.types).toContain('EffectSkipped');
    expect(story.run.ended).toMatchObject({
      kind: 'completed',
      says: expect.stringContaining('nothing had to be sent'),
    });
    expect(exitCodeOfRun(story.run)).toBe(0);
  });
});

describe('what was true when the plan was made', () => {
  it('C3: drift between plan and apply stops before any write, and shows before, desired and actual', async () => {
    const aws = createFakeAws();
    aws.held.desiredCount = 3;
    const story = await tell({ aws });
    expect(aws.writes).toEqual([]);
    expect(stopOf(story)).toMatchObject({
      because: 'drift',
      says: expect.stringContaining('was 2, should become 6, and is 3 now'),
    });
    expect(story.run.drift).toEqual([
      { fact: { service, attribute: 'desiredCount' }, before: 2, desired: 6, actual: 3 },
    ]);
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it('drift during confirmation stops before any write', async () => {
    const aws = createFakeAws();
    const operator = scriptOperator(({ ask }) => {
      aws.held.desiredCount = 5;
      return { kind: 'phrase', phrase: ask.phrase };
    });
    const story = await tell({ aws, operator });
    expect(story.types).toContain('ConfirmationGiven');
    expect(stopOf(story).because).toBe('drift');
    expect(aws.writes).toEqual([]);
  });

  it('C9: a fact beside the change stops the run too: a lowered ceiling, or a service that was made anew', async () => {
    for (const change of [{ maxCapacity: 4 }, { arn: 'arn:aws:ecs:us-east-1:111122223333:service/other' }]) {
      const aws = createFakeAws();
      Object.assign(aws.held, change);
      const story = await tell({ aws });
      expect(stopOf(story).because).toBe('drift');
      expect(aws.writes).toEqual([]);
    }
  });

  it('C9: a service made anew is not taken for done because its count fits', async () => {
    const aws = createFakeAws();
    Object.assign(aws.held, { arn: 'arn:other', desiredCount: 6 });
    const story = await tell({ aws });
    expect(story.types).not.toContain('EffectSkipped');
    expect(stopOf(story).because).toBe('drift');
  });

  it('drift between two writes stops before the second, and says how to take back the first', async () => {
    const aws = createFakeAws();
    const story = await tell({
      aws,
      plan: steppedPlan,
      onEvent: event => {
        if (event.type === 'CheckPassed' && event.stepId === 'apply-1') aws.held.desiredCount = 9;
      },
    });
    expect(aws.writes).toHaveLength(1);
    expect(stopOf(story)).toMatchObject({
      because: 'drift',
      nextStep: expect.stringContaining('headroom undo 20261123T191507-k3f9'),
    });
    expect(exitCodeOfRun(story.run)).toBe(4);
  });

  it.each([
    ['account', { accountId: '999988887777' }],
    ['region', { region: 'eu-west-1' }],
    ['caller', { principalArn: 'arn:aws:sts::111122223333:assumed-role/other/ana' }],
    ['AWS', { simulated: true }],
    ['endpoint', { endpoint: 'http://127.0.0.1:4566' }],
  ])('A4, G14: another %s than in the plan stops before any write', async (what, other) => {
    const aws = createFakeAws();
    const operator = scriptOperator(({ ask }) => {
      aws.who = { ...session, ...other };
      return { kind: 'phrase', phrase: ask.phrase };
    });
    const story = await tell({ aws, operator });
    expect(stopOf(story)).toMatchObject({ because: 'drift', says: expect.stringContaining(`the ${what} was`) });
    expect(aws.writes).toEqual([]);
  });

  it('G15: a standstill between reading and writing stops it: the answers are as old as the pause', async () => {
    const pausedFor = async (ms: number) => {
      const aws = createFakeAws();
      const identify = async () => {
        await aws.clock.sleep(ms);
        return aws.who;
      };
      const story = await tell({ aws: { ...aws, ports: { ...aws.ports, identify } } });
      return { story, aws };
    };
    const { story, aws } = await pausedFor(minutes(12));
    expect(stopOf(story)).toMatchObject({
      because: 'unreadable',
      says: expect.stringContaining('stood still for 720 s'),
    });
    expect(aws.writes).toEqual([]);
    expect(exitCodeOfRun(story.run)).toBe(3);
    expect((await pausedFor(seconds(30))).story.run.ended?.kind).toBe('completed');
  });

  it('what cannot be read is not written over', async () => {
    const aws = createFakeAws();
    const operator = scriptOperator(({ ask }) => {
      aws.readFault = fault('unreachable', 'ECS did not answer');
      return { kind: 'phrase', phrase: ask.phrase };
    });
    const story = await tell({ aws, operator });
    expect(stopOf(story)).toMatchObject({ because: 'unreadable', says: 'ECS did not answer' });
    expect(aws.writes).toEqual([]);
  });
});

describe('before anything is written', () => {
  it('C7: a failed check blocks', async () => {
    const aws = createFakeAws();
    aws.deployments = 2;
    const story = await tell({ aws });
    expect(story.types).toEqual(['RunStarted', 'CheckFailed', 'RunStopped']);
    expect(stopOf(story).because).toBe('blocked');
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it('a failed check that only warns is said, and the run goes on', async () => {
    const aws = createFakeAws();
    aws.deployments = 2;
    const [first, confirm] = scalePlan.steps;
    if (first?.kind !== 'check' || confirm?.kind !== 'confirm') throw new Error('the plan begins otherwise');
    const plan = planOf([{ ...first, onFailure: 'warn' }, confirm]);
    const story = await tell({ aws, plan });
    expect(story.types).toEqual(['RunStarted', 'CheckWarned', 'ConfirmationGiven', 'RunCompleted']);
  });

  it.each([
    ['a no', null],
    ['another number', '7'],
    ['the number with a blank', '6 '],
    ['nothing', ''],
  ])('%s is not a yes', async (_, phrase) => {
    const aws = createFakeAws();
    const operator = scriptOperator(() => (phrase === null ? { kind: 'refused' } : { kind: 'phrase', phrase }));
    const story = await tell({ aws, operator });
    expect(stopOf(story).because).toBe('refused');
    expect(aws.writes).toEqual([]);
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it('a plan that asks nobody writes nothing, because a saved plan can be edited', async () => {
    const aws = createFakeAws();
    const story = await tell({ aws, plan: planOf(scalePlan.steps.filter(({ kind }) => kind !== 'confirm')) });
    expect(stopOf(story).because).toBe('blocked');
    expect(aws.writes).toEqual([]);
  });

  it('a read-only session writes nothing', async () => {
    const aws = createFakeAws();
    aws.mayWrite = false;
    const story = await tell({ aws });
    expect(stopOf(story).because).toBe('read-only');
    expect(story.types).not.toContain('EffectRequested');
    expect(aws.writes).toEqual([]);
    expect(exitCodeOfRun(story.run)).toBe(8);
  });
});

describe('when AWS says no', () => {
  it('a rejected write ends the run with AWS’s own words, and nothing is sent again', async () => {
    const aws = createFakeAws();
    aws.fates.push({ rejected: fault('rejected', 'ECS answered ServiceNotActiveException') });
    const story = await tell({ aws });
    expect(story.types.slice(-2)).toEqual(['EffectFailed', 'RunStopped']);
    expect(stopOf(story)).toMatchObject({ because: 'rejected', says: 'ECS answered ServiceNotActiveException' });
    expect(aws.writes).toHaveLength(1);
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it.each(['credentials', 'denied'] as const)(
    'a write that fails for %s ends with the exit code for it',
    async kind => {
      const aws = createFakeAws();
      aws.fates.push({ rejected: fault(kind, 'ECS answered AccessDeniedException') });
      expect(exitCodeOfRun((await tell({ aws })).run)).toBe(6);
    },
  );

  it('T2: throttling is a certain no: it is tried again, later and later, each time as a new intent', async () => {
    const aws = createFakeAws();
    const throttled = { rejected: fault('throttled', 'ECS answered ThrottlingException') };
    aws.fates.push(throttled, throttled, throttled);
    const story = await tell({ aws });
    const gaps = aws.writes.slice(1).map(({ at }, index) => at - (aws.writes[index]?.at ?? 0));
    expect(gaps).toEqual([seconds(1), seconds(2), seconds(4)]);
    expect(story.types.filter(type => type === 'EffectRequested')).toHaveLength(4);
    expect(story.run.ended?.kind).toBe('completed');
  });

  it('throttling that does not end is a rejection', async () => {
    const aws = createFakeAws();
    aws.fates.push(...Array.from({ length: 9 }, () => ({ rejected: fault('throttled', 'ThrottlingException') })));
    const story = await tell({ aws });
    expect(aws.writes).toHaveLength(6);
    expect(stopOf(story).because).toBe('rejected');
    expect(exitCodeOfRun(story.run)).toBe(3);
  });

  it('drift while it backs off stops it: the compare is part of every attempt', async () => {
    const aws = createFakeAws();
    aws.fates.push({ rejected: fault('throttled', 'ThrottlingException') });
    aws.clock.at(startsAt + 500, () => {
      aws.held.desiredCount = 3;
    });
    const story = await tell({ aws });
    expect(aws.writes).toHaveLength(1);
    expect(stopOf(story).because).toBe('drift');
  });
});

describe('a plan that was edited', () => {
  const edited = (change: (step: ApplyStep) => ApplyStep) =>
    planOf(scalePlan.steps.map(step => (step.kind === 'apply' ? change(step) : step)));
  const sending = (input: Extract<ApplyStep['effect'], { operation: 'ecs:UpdateService' }>['input']) =>
    edited(step => ({ ...step, effect: { operation: 'ecs:UpdateService', input } }));

  it.each([
    ['another count', sending({ cluster: 'web-production', service: 'web-api', desiredCount: 0 })],
    ['another service', sending({ cluster: 'web-production', service: 'payments', desiredCount: 6 })],
    [
      'a deployment along with it',
      sending({ cluster: 'web-production', service: 'web-api', desiredCount: 6, forceNewDeployment: true }),
    ],
    ['no change at all', edited(step => ({ ...step, changes: [] }))],
  ])('so that it would send %s is refused', async (_, plan) => {
    const aws = createFakeAws();
    const story = await tell({ aws, plan });
    expect(aws.writes).toEqual([]);
    expect(stopOf(story)).toMatchObject({
      because: 'blocked',
      says: expect.stringContaining('would not do what it shows'),
    });
    expect(exitCodeOfRun(story.run)).toBe(3);
  });
});

describe('a fault of our own', () => {
  it('whatever a port throws, the run ends and says why', async () => {
    const aws = createFakeAws();
    aws.readThrows = new TypeError('x is not a function');
    const story = await tell({ aws });
    expect(stopOf(story)).toMatchObject({ because: 'our-fault', says: expect.stringContaining('x is not a function') });
    expect(exitCodeOfRun(story.run)).toBe(1);
  });

  it('a person who cannot be asked is a fault too', async () => {
    const operator = scriptOperator(() => Promise.reject(new Error('no terminal')));
    expect(stopOf(await tell({ operator })).because).toBe('our-fault');
  });
});
