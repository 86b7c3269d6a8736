import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import type { ApplyStep, Plan, Planned } from '../../../src/domain/plan.ts';
import { type RunEvent, replay } from '../../../src/domain/run.ts';
import type { ScheduledAction, Snapshot, SuspendedState } from '../../../src/domain/snapshot.ts';
import { planUndo } from '../../../src/domain/undo.ts';
import { resumeAutoScaling } from '../../../src/procedures/resume-auto-scaling.ts';
import { suspendAutoScaling } from '../../../src/procedures/suspend-auto-scaling.ts';
import { alarm, backend, counts, denied, now, scaling, serviceAt, snapshot, target } from '../../support/snapshots.ts';

const none: SuspendedState = { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false };

const suspendedIn = (suspended: Partial<SuspendedState>, rest: Parameters<typeof snapshot>[0] = {}): Snapshot =>
  snapshot({ scaling: fresh(scaling({ target: target({ suspended: { ...none, ...suspended } }) }), now), ...rest });

const suspend = (seen: Snapshot, asked: Partial<Record<'scaleIn' | 'scaleOut' | 'scheduled', string>> = {}): Planned =>
  suspendAutoScaling.plan(
    { service: backend, scaleIn: 'suspend', scaleOut: 'keep', scheduled: 'keep', ...asked },
    seen,
  );

const resume = (seen: Snapshot, asked: Partial<Record<'scaleIn' | 'scaleOut' | 'scheduled', string>> = {}): Planned =>
  resumeAutoScaling.plan(
    { service: backend, scaleIn: 'resume', scaleOut: 'resume', scheduled: 'resume', ...asked },
    seen,
  );

function planOf(planned: Planned): Plan {
  if (planned.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(planned)}`);
  return planned.plan;
}

function applyOf(planned: Planned): ApplyStep {
  const step = planOf(planned).steps.find(({ kind }) => kind === 'apply');
  if (step?.kind !== 'apply') throw new Error('no write');
  return step;
}

const moves = ({ changes }: Pick<ApplyStep, 'changes'>) =>
  changes.map(({ fact: { attribute }, from, to }) => `${attribute} ${from} → ${to}`);

const askOf = (planned: Planned) => planOf(planned).steps.find(step => step.kind === 'confirm')?.ask;

describe('suspending', () => {
  it('stops scale-in alone unless more is asked for, and names all three flags to AWS', () => {
    const step = applyOf(suspend(snapshot()));
    expect(moves(step)).toEqual(['dynamicScalingInSuspended false → true']);
    expect(step.title).toBe('Suspend scale-in');
    expect(step.effect.input).toEqual({
      ServiceNamespace: 'ecs',
      ResourceId: `service/${backend}`,
      ScalableDimension: 'ecs:service:DesiredCount',
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    });
  });

  it('leaves what is suspended already, and holds it still', () => {
    const step = applyOf(suspend(suspendedIn({ scheduledScaling: true })));
    expect(moves(step)).toEqual(['dynamicScalingInSuspended false → true']);
    expect(step.effect.input).toMatchObject({ SuspendedState: { ScheduledScalingSuspended: true } });
    expect(step.unchanged).toContainEqual({
      fact: { service: backend, attribute: 'scheduledScalingSuspended' },
      value: true,
    });
  });

  it('has nothing to do where it is so already', () => {
    expect(suspend(suspendedIn({ dynamicScalingIn: true }))).toEqual({
      kind: 'nothing-to-do',
      because: 'Of the auto-scaling of waooaw-backend exactly this is suspended already: scale-in.',
    });
  });

  it('predicts that AWS moves a count that stands outside its bounds, and the way back moves it out again', () => {
    const outside = suspend(serviceAt(12));
    const step = applyOf(outside);
    expect(moves(step)).toEqual(['dynamicScalingInSuspended false → true', 'desiredCount 12 → 10']);
    expect(planOf(outside).warnings[0]).toBe(
      'desiredCount 12 stands outside its bounds 2–10: AWS moves it to 10 with this call, whatever the call is about.',
    );
    expect(askOf(outside)).toMatchObject({ grade: 'name', phrase: 'waooaw-backend' });
    const back = step.undo.kind === 'steps' ? step.undo.steps : [];
    expect(back.map(moves)).toEqual([['dynamicScalingInSuspended true → false'], ['desiredCount 10 → 12']]);
  });

  it('is one key where nothing can be lost by it, and the name where nothing adds tasks any more', () => {
    expect(askOf(suspend(snapshot()))).toMatchObject({ grade: 'press', because: [] });
    expect(askOf(suspend(snapshot(), { scaleOut: 'suspend' }))).toMatchObject({
      grade: 'name',
      because: ['nothing adds tasks any more'],
      consequence: 'For waooaw-backend in account 123456789012 us-east-1 this suspends scale-in and scale-out.',
    });
    expect(askOf(suspend(snapshot({}, { production: true })))).toMatchObject({
      grade: 'name',
      because: ['production'],
    });
  });

  it('names the scheduled actions that will not run', () => {
    const action: ScheduledAction = {
      name: 'night-down',
      isNamedPlainly: true,
      schedule: 'cron(0 2 * * ? *)',
      timeZone: 'UTC',
      startsAt: null,
      endsAt: null,
      minCapacity: 2,
      maxCapacity: 4,
      configuration: '{}',
    };
    const warnings = (seen: Snapshot): string => planOf(suspend(seen, { scheduled: 'suspend' })).warnings.join(' ');
    expect(warnings(snapshot({ scheduledActions: fresh([action], now) }))).toContain(
      'night-down will not run while scheduled scaling is suspended',
    );
    expect(warnings(snapshot({ scheduledActions: { state: 'missing', because: denied } }))).toContain('is unknown');
    expect(warnings(snapshot())).not.toContain('will not run');
  });

  it('says how to take it back, every time', () => {
    expect(planOf(suspend(snapshot())).warnings.at(-1)).toContain(
      'headroom run resume-auto-scaling --service waooaw-backend',
    );
  });
});

describe('the way back of suspending', () => {
  const suspended = (sessionOverrides: Parameters<typeof snapshot>[1]): Planned => {
    const plan = planOf(suspend(snapshot({}, sessionOverrides)));
    const { id } = applyOf({ kind: 'plan', plan });
    const events: readonly RunEvent[] = [
      { type: 'RunStarted', at: now, runId: '20261123T191507-k3f9', plan, program: 'test' },
      { type: 'EffectRequested', at: now, stepId: id, command: 'aws' },
      { type: 'EffectSucceeded', at: now, stepId: id, requestId: null },
    ];
    const run = replay(events);
    if (run === undefined) throw new Error('no run');
    return planUndo(run, snapshot({ ...suspendedIn({ dynamicScalingIn: true }).services[0] }, sessionOverrides), now);
  };

  it('asks in production for the name, because no number comes back that could be typed', () => {
    const back = suspended({ production: true });
    expect(moves(applyOf(back))).toEqual(['dynamicScalingInSuspended true → false']);
    expect(askOf(back)).toMatchObject({ grade: 'name', phrase: 'waooaw-backend', because: [expect.any(String)] });
  });

  it('is one key elsewhere', () => {
    expect(askOf(suspended({ production: false }))).toMatchObject({ grade: 'press', phrase: 'y' });
  });
});

describe('resuming', () => {
  it('lifts whatever is suspended, and watches', () => {
    const planned = resume(suspendedIn({ dynamicScalingIn: true, scheduledScaling: true }));
    expect(moves(applyOf(planned))).toEqual([
      'dynamicScalingInSuspended true → false',
      'scheduledScalingSuspended true → false',
    ]);
    expect(planOf(planned).summary).toBe('waooaw-backend: scale-in and scheduled scaling resumed');
    expect(planOf(planned).steps.at(-1)).toMatchObject({ kind: 'hold', id: 'watch', forMs: 30 * 60_000 });
  });

  it('one by one', () => {
    const all = { dynamicScalingIn: true, dynamicScalingOut: true, scheduledScaling: true };
    const step = applyOf(resume(suspendedIn(all), { scaleIn: 'keep', scheduled: 'keep' }));
    expect(moves(step)).toEqual(['dynamicScalingOutSuspended true → false']);
  });

  it('says that a low alarm acts at once, and asks for the name', () => {
    const waiting = suspendedIn(
      { dynamicScalingIn: true },
      {
        counts: fresh(counts({ desiredCount: 6 }), now),
        alarms: fresh([alarm('cpu-scaling', 'high'), alarm('cpu-scaling', 'low', 'ALARM')], now),
      },
    );
    expect(planOf(resume(waiting)).warnings).toEqual([
      'cpu-scaling may take tasks of waooaw-backend away in about 2 min, down to MinCapacity 2: the low alarm is in ALARM already.',
    ]);
    expect(askOf(resume(waiting))).toMatchObject({
      grade: 'name',
      because: ['auto-scaling may take tasks away at once'],
    });
  });

  it('has nothing to do where nothing is suspended', () => {
    expect(resume(snapshot())).toEqual({
      kind: 'nothing-to-do',
      because: 'Nothing of the auto-scaling of waooaw-backend is suspended.',
    });
  });
});

describe.each([
  ['suspending', suspend],
  ['resuming', (seen: Snapshot) => resume(seen)],
] as const)('%s is not planned', (_, ask) => {
  it('where no auto-scaling is registered', () => {
    expect(ask(serviceAt(2, null))).toMatchObject({
      kind: 'blocked',
      because: [expect.stringContaining('No auto-scaling is registered for waooaw-backend')],
    });
  });

  it('from old or missing readings', () => {
    expect(ask(snapshot({ scaling: { state: 'missing', because: denied } }))).toMatchObject({ kind: 'blocked' });
    expect(ask(snapshot({ counts: { state: 'pending' } }))).toMatchObject({ kind: 'blocked' });
  });

  it('for a service that is not there', () => {
    const gone = { ...snapshot(), services: [] };
    expect(ask(gone)).toEqual({
      kind: 'blocked',
      because: ['There is no service waooaw-production/waooaw-backend in account 123456789012 us-east-1.'],
    });
  });
});

it('a service that is being deleted is left alone', () => {
  const draining = suspendedIn({ dynamicScalingIn: true }, { counts: fresh(counts({ status: 'DRAINING' }), now) });
  expect(resume(draining)).toMatchObject({ kind: 'blocked', because: [expect.stringContaining('DRAINING')] });
});
