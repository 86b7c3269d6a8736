import { describe, expect, it } from 'vitest';
import { pending } from '../../src/domain/observed.ts';
import type { Plan, Planned } from '../../src/domain/plan.ts';
import { type Run, type RunEvent, replay } from '../../src/domain/run.ts';
import type { Session, Snapshot } from '../../src/domain/snapshot.ts';
import { planUndo } from '../../src/domain/undo.ts';
import { createFakeAws, type FakeAws, fault } from '../runner/fake-aws.ts';
import { startsAt as at, planOf, scalePlan, scaleStep, service, session, steppedPlan } from '../support/scale-plan.ts';

/** A run of the plan in which AWS took the writes of these steps. */
function runOf(plan: Plan, ...taken: readonly string[]): Run {
  const events: RunEvent[] = [
    { type: 'RunStarted', at, runId: '20261123T191507-k3f9', plan, program: 'test' },
    ...taken.flatMap((stepId): RunEvent[] => [
      { type: 'EffectRequested', at, stepId, command: 'aws' },
      { type: 'EffectSucceeded', at, stepId, requestId: null },
    ]),
  ];
  const run = replay(events);
  if (run === undefined) throw new Error('no run');
  return run;
}

async function snapshotOf(
  held: Partial<FakeAws['held']>,
  who: Session = session,
  { cpuPercent = 10 } = {},
): Promise<Snapshot> {
  const aws = createFakeAws();
  aws.cpuPercent = cpuPercent;
  Object.assign(aws.held, held);
  aws.who = who;
  return await aws.ports.observe([service], ['counts', 'scaling']);
}

function planIn(planned: Planned): Plan {
  if (planned.kind !== 'plan') throw new Error(`no plan: ${planned.because}`);
  return planned.plan;
}

const askOf = (plan: Plan) => plan.steps.find(step => step.kind === 'confirm')?.ask;

const movesOf = (plan: Plan): readonly string[] =>
  plan.steps.flatMap(step =>
    step.kind === 'apply' ? step.changes.map(({ fact, from, to }) => `${fact.attribute} ${from} → ${to}`) : [],
  );

describe('the way back', () => {
  it('asks for the number that comes back, moves it, and verifies it', async () => {
    const plan = planIn(planUndo(runOf(scalePlan, 'apply-1'), await snapshotOf({ desiredCount: 6 }), at));
    expect(movesOf(plan)).toEqual(['desiredCount 6 → 2']);
    expect(plan.steps.map(({ kind }) => kind)).toEqual(['check', 'confirm', 'apply']);
    expect(askOf(plan)).toMatchObject({ grade: 'number', phrase: '2' });
    expect(plan.steps[2]).toMatchObject({ effect: { input: { desiredCount: 2 } }, verify: { desiredCount: 2 } });
    expect(plan.cost?.perHourUsd).toBe(-0.2);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('is one key outside production', async () => {
    const snapshot = await snapshotOf({ desiredCount: 6 }, { ...session, production: false });
    const plan = planIn(planUndo(runOf(scalePlan, 'apply-1'), snapshot, at));
    expect(askOf(plan)).toMatchObject({ grade: 'press', phrase: 'y' });
  });

  it('looks whether a deployment is under way, and is not stopped by one', async () => {
    const plan = planIn(planUndo(runOf(scalePlan, 'apply-1'), await snapshotOf({ desiredCount: 6 }), at));
    expect(plan.steps[0]).toMatchObject({ check: { check: 'no-deployment', service }, onFailure: 'warn' });
  });

  it('says when the load would not fit on what is left, and asks for the name', async () => {
    const run = runOf(scalePlan, 'apply-1');
    const tight = planIn(planUndo(run, await snapshotOf({ desiredCount: 6 }, session, { cpuPercent: 30 }), at));
    expect(tight.warnings).toEqual([
      'CPU would rise from 30 % to about 90 % on 2 of 6 tasks, above the 70 % at which the runbook scales out again; 4 would stay near 55 %.',
    ]);
    expect(askOf(tight)).toMatchObject({
      grade: 'name',
      phrase: 'web-api',
      because: ['the load does not fit on what is left', 'production'],
    });
    const roomy = planIn(planUndo(run, await snapshotOf({ desiredCount: 6 }), at));
    expect(roomy.warnings).toEqual([]);
  });

  it('says when the load is not known, and nothing of load where no task is taken away', async () => {
    const seen = await snapshotOf({ desiredCount: 6 });
    const unseen = { ...seen, services: seen.services.map(each => ({ ...each, metrics: pending })) };
    expect(planIn(planUndo(runOf(scalePlan, 'apply-1'), unseen, at)).warnings).toEqual([
      'The load of web-api after this is unknown: there is no recent CPU of it.',
    ]);
    const scaledIn = planOf([
      ...scalePlan.steps.filter(({ kind }) => kind !== 'apply'),
      scaleStep({ id: 'apply-1', from: 8, to: 6 }),
    ]);
    expect(planIn(planUndo(runOf(scaledIn, 'apply-1'), unseen, at)).warnings).toEqual([]);
  });

  it('takes the newest write back first', async () => {
    const run = runOf(steppedPlan, 'apply-1', 'apply-2');
    expect(movesOf(planIn(planUndo(run, await snapshotOf({ desiredCount: 6 }), at)))).toEqual([
      'desiredCount 6 → 4',
      'desiredCount 4 → 2',
    ]);
  });

  it('goes on where an earlier undo was left, and does not promise its savings twice', async () => {
    const run = runOf(steppedPlan, 'apply-1', 'apply-2');
    const plan = planIn(planUndo(run, await snapshotOf({ desiredCount: 4 }), at));
    expect(movesOf(plan)).toEqual(['desiredCount 4 → 2']);
    expect(plan.cost).toBeNull();
  });

  it('has nothing to do where everything is back already, however many writes there were', async () => {
    const run = runOf(steppedPlan, 'apply-1', 'apply-2');
    expect(planUndo(run, await snapshotOf({ desiredCount: 2 }), at).kind).toBe('nothing-to-do');
  });

  it('has nothing to do where nothing was written', async () => {
    expect(planUndo(runOf(scalePlan), await snapshotOf({}), at)).toMatchObject({
      kind: 'nothing-to-do',
      because: 'Run 20261123T191507-k3f9 wrote nothing.',
    });
  });

  it('covers a write whose outcome nobody knows', async () => {
    const run = replay([
      { type: 'RunStarted', at, runId: 'r', plan: scalePlan, program: 'test' },
      { type: 'EffectRequested', at, stepId: 'apply-1', command: 'aws' },
    ]);
    if (run === undefined) throw new Error('no run');
    expect(planUndo(run, await snapshotOf({ desiredCount: 6 }), at).kind).toBe('plan');
    expect(planUndo(run, await snapshotOf({ desiredCount: 2 }), at).kind).toBe('nothing-to-do');
  });

  it('moves only what is not back yet, and keeps the rest where it is', async () => {
    const steps = scalePlan.steps.flatMap(step => {
      if (step.kind !== 'apply' || step.undo.kind !== 'steps') return [];
      const ceiling = { fact: { service, attribute: 'maxCapacity' as const }, from: 20, to: 10 };
      const undo = {
        kind: 'steps' as const,
        steps: step.undo.steps.map(s => ({ ...s, changes: [ceiling, ...s.changes] })),
      };
      return [{ ...step, undo }];
    });
    const snapshot = await snapshotOf({ desiredCount: 6, maxCapacity: 10 });
    const plan = planIn(planUndo(runOf(planOf(steps), 'apply-1'), snapshot, at));
    expect(movesOf(plan)).toEqual(['desiredCount 6 → 2']);
    expect(plan.steps[2]).toMatchObject({
      unchanged: [{ fact: { attribute: 'serviceArn' } }, { fact: { attribute: 'maxCapacity' }, value: 10 }],
    });
  });
});

describe('O5: an undo never writes over what somebody else has set', () => {
  it.each<[string, Partial<FakeAws['held']>, string]>([
    ['another count', { desiredCount: 8 }, 'desiredCount of web-production/web-api is 8 now'],
    [
      'another ceiling',
      { desiredCount: 6, maxCapacity: 20 },
      'MaxCapacity of web-production/web-api is 20 now, and was 10',
    ],
    ['another service by the same name', { desiredCount: 6, arn: 'arn:other' }, 'is arn:other now'],
  ])('%s blocks it', async (_, held, words) => {
    const planned = planUndo(runOf(scalePlan, 'apply-1'), await snapshotOf(held), at);
    expect(planned).toMatchObject({ kind: 'blocked', because: [expect.stringContaining(words)] });
  });

  it('another account, region or kind of AWS blocks it', async () => {
    for (const other of [{ accountId: '999988887777' }, { region: 'eu-west-1' }, { simulated: true }]) {
      const snapshot = await snapshotOf({ desiredCount: 6 }, { ...session, ...other });
      expect(planUndo(runOf(scalePlan, 'apply-1'), snapshot, at).kind).toBe('blocked');
    }
  });

  it('what cannot be read blocks it', async () => {
    const aws = createFakeAws();
    aws.readFault = fault('unreachable', 'ECS did not answer');
    const planned = planUndo(runOf(scalePlan, 'apply-1'), await aws.ports.observe([service], ['counts']), at);
    expect(planned).toMatchObject({
      kind: 'blocked',
      because: expect.arrayContaining([expect.stringContaining('cannot be read')]),
    });
  });

  it('a write without a way back blocks it, with the reason', async () => {
    const steps = scalePlan.steps.map(step =>
      step.kind === 'apply' ? { ...step, undo: { kind: 'none' as const, because: 'it is gone' } } : step,
    );
    const planned = planUndo(runOf(planOf(steps), 'apply-1'), await snapshotOf({ desiredCount: 6 }), at);
    expect(planned).toEqual({ kind: 'blocked', because: ['"Scale to 6" cannot be undone: it is gone.'] });
  });
});
