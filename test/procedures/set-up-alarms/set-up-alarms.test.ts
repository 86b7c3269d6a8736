import { describe, expect, it } from 'vitest';
import { membersOf } from '../../../src/domain/canonical-json.ts';
import { alarmText } from '../../../src/domain/configurations/alarm.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import { nothingConfigured, type ServiceSnapshot, type Snapshot } from '../../../src/domain/snapshot.ts';
import type { AlarmsInput } from '../../../src/procedures/set-up-alarms/situation.ts';
import { setUpAlarms } from '../../../src/procedures/set-up-alarms.ts';
import { planProcedure } from '../../../src/session/planning.ts';
import { account, cache, configuredAlarm, database, runbookAlarm, topic, topicArn } from '../../support/accounts.ts';
import { appliesOf, askOf, planOf, reasonsOf, warningsIn } from '../../support/planned.ts';
import { completedRun, simulatedAccount } from '../../support/simulated-session.ts';
import { backend, counts, denied, metrics, now, scaling, series, snapshot, target } from '../../support/snapshots.ts';

const seen = (of: Partial<Snapshot['account']> = {}, overrides: Partial<ServiceSnapshot> = {}): Snapshot => ({
  ...snapshot(overrides),
  account: account(of),
});

const plan = (asked: Partial<AlarmsInput> = {}, given: Snapshot = seen()): Planned =>
  setUpAlarms.plan(
    { service: backend, topic: 'scaling-events', cpuPercent: 80, scope: 'all', prefix: 'waooaw-backend', ...asked },
    given,
  );

const inputs = (planned: Planned) => appliesOf(planned).map(({ effect }) => effect.input);
const names = (planned: Planned) => inputs(planned).map(input => ('AlarmName' in input ? input.AlarmName : undefined));

describe('the alarms', () => {
  it("begin with the runbook's, with both dimensions, five of five minutes, and somebody to tell", () => {
    expect(inputs(plan({ scope: 'cpu' }))).toEqual([
      {
        AlarmName: 'waooaw-backend-high-cpu',
        AlarmDescription: expect.stringContaining('above 80 % for 5 min'),
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [
          { Name: 'ClusterName', Value: 'waooaw-production' },
          { Name: 'ServiceName', Value: 'waooaw-backend' },
        ],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 5,
        DatapointsToAlarm: 5,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'missing',
        ActionsEnabled: true,
        AlarmActions: [topicArn('scaling-events')],
        OKActions: [topicArn('scaling-events')],
        InsufficientDataActions: [],
      },
    ]);
  });

  it('are those of the service, of its database and of each node of its cache', () => {
    expect(names(plan())).toEqual([
      'waooaw-backend-high-cpu',
      'waooaw-backend-high-memory',
      'waooaw-backend-at-maximum',
      'waooaw-backend-slow',
      'waooaw-backend-errors',
      'waooaw-backend-unanswered',
      'waooaw-postgres-production-high-cpu',
      'waooaw-postgres-production-connections',
      'waooaw-redis-production-001-memory',
      'waooaw-redis-production-001-evictions',
      'waooaw-redis-production-002-memory',
      'waooaw-redis-production-002-evictions',
    ]);
    expect(names(plan({ scope: 'service' }))).toHaveLength(6);
  });

  it('say of each metric what its absence means', () => {
    const treatments = inputs(plan()).map(input => ('TreatMissingData' in input ? input.TreatMissingData : undefined));
    expect(new Set(treatments)).toEqual(new Set(['missing', 'notBreaching']));
  });

  it('know the maximum by the number of samples, and the connections by what the database takes', () => {
    const byName = new Map(inputs(plan()).map(input => ['AlarmName' in input ? input.AlarmName : '', input]));
    expect(byName.get('waooaw-backend-at-maximum')).toMatchObject({
      Statistic: 'SampleCount',
      Threshold: 10,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
    expect(byName.get('waooaw-postgres-production-connections')).toMatchObject({
      Threshold: 324,
      Statistic: 'Maximum',
    });
  });

  it('are verified to have data by the last write, those that have any', () => {
    const quiet = seen({ caches: fresh([cache({ memoryPercent: null, evictions: null })], now) });
    const applies = appliesOf(plan({}, quiet));
    expect(applies.slice(0, -1).every(({ verify }) => verify.check === 'facts')).toBe(true);
    const { verify } = applies.at(-1) ?? {};
    const waited = verify?.check === 'all' ? verify.of.find(({ check }) => check === 'alarms-have-data') : undefined;
    expect(waited).toMatchObject({ alarms: expect.arrayContaining(['waooaw-backend-high-cpu']) });
    expect(JSON.stringify(waited)).not.toContain('redis');
    expect(warningsIn(plan({}, quiet))).toContain('waooaw-redis-production-002-evictions have no data now');
  });

  it('cost what CloudWatch takes for each', () => {
    expect(planOf(plan()).cost?.perMonthUsd).toBeCloseTo(1.2);
  });
});

describe('an alarm that is there', () => {
  const held = configuredAlarm({
    AlarmName: 'waooaw-high-cpu',
    AlarmDescription: 'Backend CPU > 80%',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 2,
    Threshold: 75,
    ComparisonOperator: 'GreaterThanThreshold',
    Dimensions: [{ Name: 'ServiceName', Value: 'waooaw-backend' }],
    AlarmActions: ['arn:aws:sns:us-east-1:123456789012:pager'],
    InsufficientDataActions: ['arn:aws:sns:us-east-1:123456789012:pager'],
  });
  const asked = { scope: 'cpu', prefix: 'waooaw' };

  it('keeps its words and whom it tells, gets the topic as well, and watches what exists', () => {
    const [step] = appliesOf(plan(asked, seen({ metricAlarms: fresh([held], now) })));
    const [change] = step?.changes ?? [];
    expect(change?.from).toBe(held.configuration);
    expect(membersOf(String(change?.to))).toMatchObject({
      AlarmDescription: 'Backend CPU > 80%',
      AlarmActions: ['arn:aws:sns:us-east-1:123456789012:pager', topicArn('scaling-events')],
      OKActions: [topicArn('scaling-events')],
      InsufficientDataActions: ['arn:aws:sns:us-east-1:123456789012:pager'],
      Threshold: 80,
      Period: 60,
    });
    const [back] = step?.undo.kind === 'steps' ? step.undo.steps : [];
    if (back?.effect.operation !== 'cloudwatch:PutMetricAlarm') throw new Error('the way back puts it');
    expect(alarmText(back.effect.input)).toBe(held.configuration);
  });

  it('is said to be changed, and asks for the name', () => {
    const planned = plan(asked, seen({ metricAlarms: fresh([held], now) }));
    expect(planOf(planned).summary).toBe('waooaw-backend: 1 alarm changed, telling scaling-events');
    expect(warningsIn(planned)).toContain('Alarm waooaw-high-cpu is there already');
    expect(askOf(planned)).toMatchObject({ grade: 'name', because: ['alarms that are there are changed'] });
  });

  it('is left alone where it is as wanted', () => {
    const [step] = appliesOf(plan(asked));
    const wanted = { ...held, configuration: String(step?.changes[0]?.to) };
    expect(plan(asked, seen({ metricAlarms: fresh([wanted], now) }))).toMatchObject({ kind: 'nothing-to-do' });
  });

  it("is named where it can never ring, as the runbook's", () => {
    const planned = plan({}, seen({ metricAlarms: fresh([runbookAlarm('waooaw-high-cpu')], now) }));
    expect(warningsIn(planned)).toContain(
      'Alarm waooaw-high-cpu watches ServiceName without ClusterName, a metric that does not exist: it never rings. Either mend it with --prefix waooaw, or delete it.',
    );
  });
});

describe('what is left out', () => {
  it.each<[string, Snapshot, string]>([
    [
      'a service without load balancer',
      seen({}, { targets: fresh([], now) }),
      'has no load balancer, so there is no latency and no error to watch',
    ],
    [
      'several databases',
      seen({ databases: fresh([database(), database({ identifier: 'other' })], now) }),
      'There are 2 databases',
    ],
    [
      'a cache that cannot be read',
      seen({ caches: { state: 'missing', because: denied } }),
      'The cache cannot be read now',
    ],
    [
      'no auto-scaling',
      seen({}, { scaling: fresh(scaling({ target: null, policies: [] }), now) }),
      'there is no maximum to watch',
    ],
    [
      'a service of fixed size',
      seen({}, { scaling: fresh(scaling({ target: target({ minCapacity: 4, maxCapacity: 4 }) }), now) }),
      'being at the maximum is no news',
    ],
  ])('is said: %s', (_, given, says) => {
    expect(warningsIn(plan({}, given))).toContain(says);
  });

  it('is nothing where the configuration names the database', () => {
    const two = [database(), database({ identifier: 'other', replicaOf: 'waooaw-postgres-production' })];
    const given = {
      ...seen({ databases: fresh(two, now) }),
      configured: { ...nothingConfigured, database: 'waooaw-postgres-production' },
    };
    expect(names(plan({}, given))).toContain('waooaw-postgres-production-high-cpu');
    expect(names(plan({}, given)).join()).not.toContain('other');
  });
});

describe('whom they tell', () => {
  it('has to be there', () => {
    expect(reasonsOf(plan({ topic: 'nope' }))).toEqual([
      'There is no topic nope to tell (there are scaling-events): make it first, headroom run set-up-notifications, or name another with --topic.',
    ]);
  });

  it('is said where nobody listens, or CloudWatch may not publish', () => {
    const silent = seen({ topics: fresh([topic('scaling-events')], now) });
    expect(warningsIn(plan({}, silent))).toContain('Nobody has subscribed to scaling-events');
    const closed = topic('scaling-events', { configuration: '{"Policy":{"Statement":[]}}' });
    expect(warningsIn(plan({}, seen({ topics: fresh([closed], now) })))).toContain('does not let CloudWatch publish');
  });
});

describe('is not planned', () => {
  it.each<[string, Partial<AlarmsInput>, Snapshot, string]>([
    [
      'for a service that is being deleted',
      {},
      seen({}, { counts: fresh(counts({ status: 'DRAINING' }), now) }),
      'DRAINING',
    ],
    [
      'from alarms that cannot be read',
      {},
      seen({ metricAlarms: { state: 'missing', because: denied } }),
      'The alarms of the account cannot be read',
    ],
    [
      'over the alarm of a scaling policy',
      { scope: 'cpu' },
      seen({
        metricAlarms: fresh([{ ...runbookAlarm('waooaw-backend-high-cpu'), ofScalingPolicy: true }], now),
      }),
      'belongs to a scaling policy',
    ],
    [
      'with one name for two',
      { prefix: 'waooaw-postgres-production' },
      seen(),
      'Two of the alarms would be called waooaw-postgres-production-high-cpu',
    ],
    [
      'with a sixth action',
      { scope: 'cpu' },
      seen({
        metricAlarms: fresh(
          [
            configuredAlarm({
              AlarmName: 'waooaw-backend-high-cpu',
              AlarmActions: [1, 2, 3, 4, 5].map(n => `arn:aws:sns:us-east-1:123456789012:t${n}`),
            }),
          ],
          now,
        ),
      }),
      'has 5 actions already',
    ],
  ])('%s', (_, asked, given, says) => {
    expect(reasonsOf(plan(asked, given)).join('\n')).toContain(says);
  });
});

it('no data now is not called data: nothing waits for it', () => {
  const silent = seen({}, { metrics: fresh(metrics({ cpuPercent: series(null, null) }), now) });
  expect(appliesOf(plan({ scope: 'cpu' }, silent))[0]?.verify.check).toBe('facts');
  expect(warningsIn(plan({ scope: 'cpu' }, silent))).toContain('waooaw-backend-high-cpu has no data now');
});

it('in the simulated AWS all of them leave INSUFFICIENT_DATA, and the runbook’s own never does', async () => {
  const { aws, session, call } = await simulatedAccount();
  call('sns:CreateTopic', { Name: 'scaling-events' });
  call('cloudwatch:PutMetricAlarm', {
    AlarmName: 'waooaw-high-cpu',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 2,
    Threshold: 80,
    ComparisonOperator: 'GreaterThanThreshold',
    Dimensions: [{ Name: 'ServiceName', Value: 'waooaw-backend' }],
  });
  const planned = await planProcedure(session, setUpAlarms, { service: 'waooaw-backend' });
  const { ended } = await completedRun(session, planOf(planned));
  expect(ended?.says).toContain('12 alarms have data and are OK');
  const own = aws.world.alarms.all().filter(({ name }) => !name.startsWith('TargetTracking-'));
  expect(own.filter(({ state }) => state === 'INSUFFICIENT_DATA').map(({ name }) => name)).toEqual(['waooaw-high-cpu']);
});
