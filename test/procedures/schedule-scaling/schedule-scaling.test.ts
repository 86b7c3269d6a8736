import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import type { ScheduledAction, ServiceSnapshot, Snapshot } from '../../../src/domain/snapshot.ts';
import { hours } from '../../../src/domain/time.ts';
import type { ScheduleInput } from '../../../src/procedures/schedule-scaling/pair.ts';
import { scheduleScaling } from '../../../src/procedures/schedule-scaling.ts';
import { planProcedure } from '../../../src/session/planning.ts';
import { account, rule } from '../../support/accounts.ts';
import { appliesOf, askOf, planOf, reasonsOf, warningsIn } from '../../support/planned.ts';
import { completedRun, simulatedAccount } from '../../support/simulated-session.ts';
import { backend, denied, now, scaling, serviceAt, snapshot, target } from '../../support/snapshots.ts';

const seen = (overrides: Partial<ServiceSnapshot> = {}, of: Partial<Snapshot['account']> = {}): Snapshot => ({
  ...snapshot(overrides),
  account: account(of),
});

const plan = (asked: Partial<ScheduleInput> = {}, given: Snapshot = seen()): Planned =>
  scheduleScaling.plan(
    {
      service: backend,
      timeZone: 'Europe/Berlin',
      nightMin: 2,
      dayMin: 4,
      nightMax: 4,
      dayMax: 10,
      downAt: '02:15',
      upAt: '08:00',
      days: 'every-day',
      name: 'night',
      how: 'actions',
      functionName: 'scale-ecs',
      ...asked,
    },
    given,
  );

const events = { how: 'events', timeZone: 'UTC' };

const action = (name: string, overrides: Partial<ScheduledAction> = {}): ScheduledAction => ({
  name,
  isNamedPlainly: true,
  schedule: 'cron(0 20 * * ? *)',
  timeZone: 'UTC',
  startsAt: null,
  endsAt: null,
  minCapacity: 3,
  maxCapacity: 8,
  configuration: '{}',
  ...overrides,
});

describe('a pair of scheduled actions', () => {
  it('sets both bounds in each, in the time zone, and makes the morning before the night', () => {
    const inputs = appliesOf(plan({ days: 'weekdays' })).map(({ effect }) => effect.input);
    expect(inputs).toMatchObject([
      {
        ScheduledActionName: 'night-up',
        Schedule: 'cron(0 8 ? * MON-FRI *)',
        Timezone: 'Europe/Berlin',
        ScalableTargetAction: { MinCapacity: 4, MaxCapacity: 10 },
      },
      {
        ScheduledActionName: 'night-down',
        Schedule: 'cron(15 2 ? * MON-FRI *)',
        Timezone: 'Europe/Berlin',
        ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 },
      },
    ]);
  });

  it('shows the next five firings in local time and in UTC', () => {
    expect(planOf(plan()).predictions.map(({ label, before, after, note }) => [label, before, after, note])).toEqual([
      ['Tue 2026-11-24 02:15 +01:00', '2026-11-24 01:15 UTC', '2–4', 'down'],
      ['Tue 2026-11-24 08:00 +01:00', '2026-11-24 07:00 UTC', '4–10', 'up'],
      ['Wed 2026-11-25 02:15 +01:00', '2026-11-25 01:15 UTC', '2–4', 'down'],
      ['Wed 2026-11-25 08:00 +01:00', '2026-11-25 07:00 UTC', '4–10', 'up'],
      ['Thu 2026-11-26 02:15 +01:00', '2026-11-26 01:15 UTC', '2–4', 'down'],
    ]);
  });

  it('tells when the clocks are set, and which action does not come that day', () => {
    expect(warningsIn(plan())).toContain(
      'The clocks of Europe/Berlin are set on 2027-03-28 to UTC+02:00 and on 2027-10-31 to UTC+01:00',
    );
    expect(warningsIn(plan())).toContain('skip 02:15, so night-down may not run that day');
    expect(warningsIn(plan({ timeZone: 'UTC' }))).toContain('UTC has no summer time');
  });

  it('costs what its floor costs on average', () => {
    // 2 tasks for 6 of 24 hours and 4 for the rest, against 2 all day: 1.5 tasks more.
    expect(planOf(plan({ downAt: '02:00' })).cost?.perHourUsd).toBeCloseTo(1.5 * (0.04048 + 2 * 0.004445), 6);
  });

  it('is not planned twice: what is there already is not written', () => {
    const [up, down] = appliesOf(plan()).map(({ changes: [change] }) => ({
      name: change?.fact.name ?? '',
      configuration: String(change?.to),
    }));
    const held = [up, down].flatMap(each => (each ? [action(each.name, each)] : []));
    expect(plan({}, seen({ scheduledActions: fresh(held, now) }))).toMatchObject({ kind: 'nothing-to-do' });
    const half = plan({}, seen({ scheduledActions: fresh(held.slice(0, 1), now) }));
    expect(appliesOf(half).map(({ title }) => title)).toEqual(['Make scheduled action night-down']);
  });

  it.each<[string, Partial<ScheduleInput>, Snapshot, string]>([
    ['a floor above the ceiling', { nightMin: 6 }, seen(), 'At night MinCapacity 6 would be above MaxCapacity 4'],
    ['a night like the day', { nightMin: 4, nightMax: 10 }, seen(), 'Day and night would be the same, 4–10'],
    ['a night with more than the day', { nightMin: 5, nightMax: 9 }, seen(), 'The night (5–9) would have more'],
    ['both at one time', { upAt: '02:15' }, seen(), 'Down and up both come at 02:15'],
    ['no auto-scaling', {}, { ...serviceAt(2, null), account: account() }, 'No auto-scaling is registered'],
    [
      'an action that would cross the ceiling at night',
      {},
      seen({ scheduledActions: fresh([action('event', { minCapacity: 6, maxCapacity: null })], now) }),
      'Scheduled action event sets MinCapacity 6 alone, and fails while MaxCapacity is 4',
    ],
    [
      'an action that would cross the floor by day',
      {},
      seen({ scheduledActions: fresh([action('lid', { minCapacity: null, maxCapacity: 3 })], now) }),
      'Scheduled action lid sets MaxCapacity 3 alone, and fails while MinCapacity is 4',
    ],
    [
      'more actions than AWS takes',
      {},
      seen({
        scheduledActions: fresh(
          Array.from({ length: 199 }, (_, n) => action(`a${n}`)),
          now,
        ),
      }),
      'more than the 200 scheduled actions',
    ],
    [
      'actions that cannot be read',
      {},
      seen({ scheduledActions: { state: 'missing', because: denied } }),
      'Its scheduled actions cannot be read',
    ],
  ])('is not planned with %s', (_, asked, given, says) => {
    expect(reasonsOf(plan(asked, given)).join('\n')).toContain(says);
  });

  it.each<[string, Partial<ScheduleInput>, Snapshot, string]>([
    [
      'scheduled scaling is suspended',
      {},
      seen({
        scaling: fresh(
          scaling({
            target: target({
              suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: true },
            }),
          }),
          now,
        ),
      }),
      'headroom run resume-auto-scaling --service waooaw-backend',
    ],
    [
      'somebody has set a floor by hand',
      {},
      { ...serviceAt(6, { min: 6, max: 10 }), account: account() },
      'The bounds are 6–10 now, which is neither the night nor the day',
    ],
    [
      'other actions set the same bounds',
      {},
      seen({ scheduledActions: fresh([action('weekend')], now) }),
      'Scheduled action weekend sets MinCapacity 3 and MaxCapacity 8 at cron(0 20 * * ? *) UTC (as also an action without a time zone does)',
    ],
    [
      "the runbook's rule is there as well",
      {},
      seen({}, { rules: fresh([rule('waooaw-scale-down', 'cron(0 2 * * ? *)', 'scale-ecs')], now) }),
      'Rule waooaw-scale-down invokes scale-ecs at cron(0 2 * * ? *)',
    ],
    ['rules cannot be read', {}, seen({}, { rules: { state: 'missing', because: denied } }), 'is unknown'],
    ['a single task is left', { nightMin: 1 }, seen(), 'a single task, and its loss is an outage'],
    [
      'the night ends below the present count',
      {},
      { ...serviceAt(8), account: account() },
      'at 02:15 AWS takes the rest away at once',
    ],
    [
      'nothing takes tasks away',
      {},
      seen({ scaling: fresh(scaling({ policies: [] }), now) }),
      'A lower floor takes no task away by itself',
    ],
    ['the ceiling is raised', { dayMax: 20 }, seen(), 'By day MaxCapacity rises from 10 to 20'],
  ])('says it where %s', (_, asked, given, says) => {
    expect(warningsIn(plan(asked, given))).toContain(says);
  });

  it('asks for the name where less may be left than runs now, and one key where nothing can be lost', () => {
    expect(askOf(plan())).toMatchObject({ grade: 'press', because: [] });
    expect(askOf(plan({}, { ...serviceAt(8), account: account() }))).toMatchObject({
      grade: 'name',
      phrase: 'waooaw-backend',
      because: ['the night ends below the present count'],
    });
  });
});

describe('the EventBridge form', () => {
  it('has both rules, both targets with their counts, and a permission for each', () => {
    const effects = appliesOf(plan(events)).map(({ effect }) => effect);
    expect(effects.map(({ operation }) => operation)).toEqual([
      'lambda:AddPermission',
      'events:PutRule',
      'events:PutTargets',
      'lambda:AddPermission',
      'events:PutRule',
      'events:PutTargets',
    ]);
    const lambdaArn = 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs';
    expect(effects.map(({ input }) => input)).toMatchObject([
      {
        FunctionName: 'scale-ecs',
        Principal: 'events.amazonaws.com',
        SourceArn: 'arn:aws:events:us-east-1:123456789012:rule/waooaw-backend-night-up',
      },
      { Name: 'waooaw-backend-night-up', ScheduleExpression: 'cron(0 8 * * ? *)', State: 'ENABLED' },
      { Rule: 'waooaw-backend-night-up', Targets: [{ Id: '1', Arn: lambdaArn, Input: '{"count":4}' }] },
      { SourceArn: 'arn:aws:events:us-east-1:123456789012:rule/waooaw-backend-night-down' },
      { Name: 'waooaw-backend-night-down', ScheduleExpression: 'cron(15 2 * * ? *)' },
      { Rule: 'waooaw-backend-night-down', Targets: [{ Id: '1', Arn: lambdaArn, Input: '{"count":2}' }] },
    ]);
  });

  it.each<[string, Partial<ScheduleInput>, Snapshot, string]>([
    [
      'a function that is not there',
      events,
      seen({}, { functions: { 'scale-ecs': fresh(null, now) } }),
      'There is no function scale-ecs',
    ],
    ['a function that nobody has asked for', { ...events, functionName: 'toString' }, seen(), 'were not read yet'],
    ['local times', { how: 'events' }, seen(), 'Rules of EventBridge know UTC alone'],
    [
      'a name that AWS does not take',
      { ...events, service: `c/${'a'.repeat(60)}` },
      seen({ key: `c/${'a'.repeat(60)}`, service: 'a'.repeat(60) }),
      'and AWS takes 64 characters: choose a shorter --name',
    ],
  ])('is not planned with %s', (_, asked, given, says) => {
    expect(reasonsOf(plan(asked, given)).join('\n')).toContain(says);
  });

  it('says what it cannot know, and that a count fights auto-scaling', () => {
    expect(warningsIn(plan(events))).toContain('The function sets a count and no floor');
    expect(warningsIn(plan({ ...events, nightMin: 1 }))).toContain('1 lies outside the bounds 2–10');
    expect(warningsIn(plan(events))).toContain("is its code's to say");
  });
});

const typed = {
  service: 'waooaw-backend',
  timeZone: 'UTC',
  nightMin: '2',
  dayMin: '4',
  downAt: '20:00',
  upAt: '13:00',
};

describe('in the simulated AWS', () => {
  it('the actions run at their times, and the bounds never cross', async () => {
    const { aws, session } = await simulatedAccount();
    const planned = await planProcedure(session, scheduleScaling, { ...typed, nightMax: '3' });
    await completedRun(session, planOf(planned));
    const bounds = () => {
      const held = aws.world.autoScaling.targets.get('service/waooaw-production/waooaw-backend');
      return [held?.minCapacity, held?.maxCapacity];
    };
    aws.world.clock.runUntil(aws.world.clock.now + hours(1));
    expect(bounds()).toEqual([4, 10]);
    aws.world.clock.runUntil(aws.world.clock.now + hours(7.5));
    expect(bounds()).toEqual([2, 3]);
  });

  it('the rules invoke the function, which may be invoked now', async () => {
    const { aws, session } = await simulatedAccount();
    const planned = await planProcedure(session, scheduleScaling, { ...typed, how: 'events' });
    await completedRun(session, planOf(planned));
    aws.world.clock.runUntil(aws.world.clock.now + hours(8.5));
    expect(aws.world.eventBridge.invocations().map(({ rule: name, outcome }) => [name, outcome])).toEqual([
      ['waooaw-backend-night-up', 'invoked'],
      ['waooaw-backend-night-down', 'invoked'],
    ]);
  });
});
