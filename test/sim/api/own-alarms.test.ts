import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOON, type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const service = [
  { Name: 'ClusterName', Value: 'waooaw-production' },
  { Name: 'ServiceName', Value: 'waooaw-backend' },
];

/** The runbook's alarm, as it should have been. */
const put = (change: Partial<PutMetricAlarmCommandInput> = {}) =>
  aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'waooaw-high-cpu',
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions: service,
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 80,
      ComparisonOperator: 'GreaterThanThreshold',
      ...change,
    }),
  );

const alarm = async (name = 'waooaw-high-cpu') =>
  (await aws.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms?.[0];

const erase = (...AlarmNames: string[]) => aws.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames }));

const setState = (StateValue: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA', AlarmName = 'waooaw-high-cpu') =>
  aws.cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'testing' }));

const backend = () => {
  const found = aws.simulator.world.ecs.findService({ cluster: 'waooaw-production', service: 'waooaw-backend' });
  if (found === undefined) throw new Error('the opening world has a backend');
  return found;
};

/** Far more work than two tasks can do. */
const surge = (holdMs: number) =>
  aws.simulator.world.addSurge(backend(), { from: NOON, rampMs: MINUTE, holdMs, extraPerMinute: 9000 });

/** A topic with somebody who reads it: what arrived, oldest first. */
const openTopic = async () => {
  const { TopicArn = '' } = await aws.sns.send(new CreateTopicCommand({ Name: 'waooaw-scaling-events' }));
  const Endpoint = 'arn:aws:sqs:us-east-1:123456789012:pages';
  await aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  const arrived = () =>
    aws.simulator.world.sns
      .deliveries()
      .filter(({ topicArn, outcome }) => topicArn === TopicArn && outcome === 'delivered');
  return { TopicArn, arrived };
};

describe('a new alarm', () => {
  // aws-facts 1.25, 3.8
  it('starts without data, and knows its state a minute later', async () => {
    await put();
    expect(await alarm()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      DatapointsToAlarm: 5,
      TreatMissingData: 'missing',
      ActionsEnabled: true,
      AlarmActions: [],
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:waooaw-high-cpu',
    });
    aws.pass(MINUTE);
    expect((await alarm())?.StateValue).toBe('OK');
    expect((await alarm())?.StateReason).toMatch(
      /^Threshold Crossed: 5 out of the last 5 datapoints \[.*\] were not greater than the threshold \(80\.0\) \(minimum 1 datapoint for ALARM -> OK transition\)\.$/,
    );
  });

  // aws-facts 1.25: the runbook leaves the cluster out, and CloudWatch has no such metric.
  it('with the dimensions of the runbook never knows anything, whatever happens', async () => {
    await put({ Dimensions: service.slice(1), Period: 300, EvaluationPeriods: 2 });
    surge(3 * HOUR);
    aws.pass(3 * HOUR);
    expect(await alarm()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
    });
  });

  // aws-facts 1.25: missing data count as the alarm says.
  it.each([
    ['missing', 'INSUFFICIENT_DATA', 'Unchecked: Initial alarm creation'],
    ['ignore', 'INSUFFICIENT_DATA', 'Unchecked: Initial alarm creation'],
    [
      'notBreaching',
      'OK',
      'Threshold Crossed: no datapoints were received for 5 periods and 5 missing datapoints were treated as [NonBreaching].',
    ],
    [
      'breaching',
      'ALARM',
      'Threshold Crossed: no datapoints were received for 5 periods and 5 missing datapoints were treated as [Breaching].',
    ],
  ])('on nothing, with missing data treated as %s, is %s', async (TreatMissingData, StateValue, StateReason) => {
    await put({ Dimensions: [], TreatMissingData });
    aws.pass(10 * MINUTE);
    expect(await alarm()).toMatchObject({ StateValue, StateReason });
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>, string]>([
    ['more than a day', { Period: 300, EvaluationPeriods: 289 }, 'ValidationError'],
    ['more than a week of hours', { Period: 3600, EvaluationPeriods: 169 }, 'ValidationError'],
    ['a period that is no minute', { Period: 90 }, 'InvalidParameterValue'],
    ['more datapoints than it looks at', { DatapointsToAlarm: 6 }, 'InvalidParameterValue'],
    ['an action elsewhere', { AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:topic'] }, 'ValidationError'],
    ['an action that is no ARN', { AlarmActions: ['page-me'] }, 'ValidationError'],
    ['a treatment that is none', { TreatMissingData: 'shrug' }, 'ValidationError'],
    ['no metric', { MetricName: undefined }, 'ValidationError'],
    ['two statistics', { ExtendedStatistic: 'p95' }, 'InvalidParameterCombination'],
  ])('cannot ask for %s', async (_, change, code) => {
    await expect(put(change)).rejects.toSatisfy(error => String(error.Code ?? error.name).startsWith(code));
    expect(await alarm()).toBeUndefined();
  });

  it('may look at exactly a day', async () => {
    await put({ Period: 60, EvaluationPeriods: 1440 });
    expect(await alarm()).toMatchObject({ EvaluationPeriods: 1440, DatapointsToAlarm: 1440 });
  });

  it('may watch a percentile, and compare in four ways', async () => {
    for (const ComparisonOperator of ['GreaterThanOrEqualToThreshold', 'LessThanOrEqualToThreshold'] as const) {
      await aws.cloudWatch.send(
        new PutMetricAlarmCommand({
          AlarmName: ComparisonOperator,
          Namespace: 'AWS/ECS',
          MetricName: 'CPUUtilization',
          Dimensions: service,
          ExtendedStatistic: 'p99.9',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 60,
          ComparisonOperator,
        }),
      );
    }
    aws.pass(2 * MINUTE);
    const [above, below] = [await alarm('GreaterThanOrEqualToThreshold'), await alarm('LessThanOrEqualToThreshold')];
    expect(above).toMatchObject({ ExtendedStatistic: 'p99.9', StateValue: 'OK' });
    expect(below).toMatchObject({ StateValue: 'ALARM' });
    expect(below?.StateReason).toContain('was less than or equal to the threshold (60.0)');
  });
});

describe('putting an alarm again', () => {
  // aws-facts 1.25: an update overwrites the whole alarm.
  it('overwrites all of it, and keeps its state', async () => {
    const { TopicArn } = await openTopic();
    await put({
      AlarmDescription: 'Backend CPU',
      AlarmActions: [TopicArn],
      OKActions: [TopicArn],
      TreatMissingData: 'breaching',
    });
    aws.pass(MINUTE);
    await put({ Threshold: 90 });
    const overwritten = await alarm();
    expect(overwritten).toMatchObject({
      Threshold: 90,
      AlarmActions: [],
      OKActions: [],
      TreatMissingData: 'missing',
      StateValue: 'OK',
    });
    expect(overwritten?.AlarmDescription).toBeUndefined();
  });
});

describe('actions', () => {
  // aws-facts 1.25: an alarm without actions notifies nobody.
  it('tell their topic once per change of state, whatever the state lasts', async () => {
    const { TopicArn, arrived } = await openTopic();
    await put({ Threshold: 1, EvaluationPeriods: 1, AlarmActions: [TopicArn], OKActions: [TopicArn] });
    aws.pass(30 * MINUTE);
    expect(arrived().map(({ subject }) => subject)).toEqual(['ALARM: "waooaw-high-cpu" in US East (N. Virginia)']);
    expect(JSON.parse(arrived()[0]?.message ?? '')).toMatchObject({
      AlarmName: 'waooaw-high-cpu',
      OldStateValue: 'INSUFFICIENT_DATA',
      NewStateValue: 'ALARM',
      NewStateReason: expect.stringMatching(/^Threshold Crossed: 1 out of the last 1 datapoints /),
      Trigger: { MetricName: 'CPUUtilization', Statistic: 'AVERAGE', Period: 60, Threshold: 1 },
    });
  });

  it('of the state that it enters, and of no other', async () => {
    const { TopicArn, arrived } = await openTopic();
    await put({ OKActions: [TopicArn] });
    await setState('ALARM');
    expect(arrived()).toEqual([]);
    await setState('INSUFFICIENT_DATA');
    expect(arrived()).toEqual([]);
    aws.pass(MINUTE);
    expect(arrived().map(({ subject }) => subject)).toEqual(['OK: "waooaw-high-cpu" in US East (N. Virginia)']);
  });

  it('that are switched off do nothing', async () => {
    const { TopicArn, arrived } = await openTopic();
    await put({ Threshold: 1, EvaluationPeriods: 1, AlarmActions: [TopicArn], ActionsEnabled: false });
    aws.pass(5 * MINUTE);
    expect((await alarm())?.StateValue).toBe('ALARM');
    expect(arrived()).toEqual([]);
  });
});

describe('setting the state by hand', () => {
  it('acts at once, and lasts until the next evaluation', async () => {
    const { TopicArn, arrived } = await openTopic();
    await put({ AlarmActions: [TopicArn] });
    aws.pass(MINUTE);
    await setState('ALARM');
    expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'testing' });
    expect(arrived()).toHaveLength(1);
    // The same state again is no change.
    await setState('ALARM');
    expect(arrived()).toHaveLength(1);
    aws.pass(MINUTE);
    expect((await alarm())?.StateValue).toBe('OK');
  });

  it('of what is not there is ResourceNotFound', async () => {
    await expect(setState('ALARM', 'nobody')).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('deleting', () => {
  // AWS API reference, DeleteAlarms: incorrect names do not keep the correct ones from being deleted
  it('takes the alarms that there are, and says nothing of the others', async () => {
    await put();
    await erase('nobody', 'waooaw-high-cpu');
    expect(await alarm()).toBeUndefined();
  });

  it('takes also the alarms of a scaling policy, which then scales no more', async () => {
    const { MetricAlarms = [] } = await aws.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix: 'TargetTracking-service/waooaw-production/waooaw-backend-' }),
    );
    expect(MetricAlarms).toHaveLength(4);
    await erase(...MetricAlarms.map(({ AlarmName = '' }) => AlarmName));
    surge(HOUR);
    aws.pass(30 * MINUTE);
    expect(backend().desiredCount).toBe(2);
  });
});

describe('custom metrics', () => {
  const Namespace = 'Waooaw/Agent';
  const MetricName = 'BacklogPerTask';
  const send = (data: PutMetricDataCommandInput['MetricData'], namespace = Namespace) =>
    aws.cloudWatch.send(new PutMetricDataCommand({ Namespace: namespace, MetricData: data }));
  const datapoints = async () =>
    (
      await aws.cloudWatch.send(
        new GetMetricStatisticsCommand({
          Namespace,
          MetricName,
          StartTime: new Date(NOON - HOUR),
          EndTime: new Date(NOON + HOUR),
          Period: 60,
          Statistics: ['Sum', 'Minimum', 'Maximum', 'SampleCount'],
        }),
      )
    ).Datapoints ?? [];

  it('add up within their minute, and become visible a little later', async () => {
    await send([{ MetricName, Value: 4 }]);
    await send([{ MetricName, Values: [10, 20], Counts: [2, 1] }]);
    await send([{ MetricName, StatisticValues: { Sum: 3, Minimum: 1, Maximum: 2, SampleCount: 2 } }]);
    expect(await datapoints()).toEqual([]);
    aws.pass(4 * MINUTE);
    expect(await datapoints()).toMatchObject([{ Sum: 47, Minimum: 1, Maximum: 20, SampleCount: 6 }]);
  });

  it('can be put for days gone by, and watched by an alarm', async () => {
    const { TopicArn, arrived } = await openTopic();
    await send([{ MetricName, Value: 7, Timestamp: new Date(NOON - 10 * 24 * HOUR) }]);
    await put({
      AlarmName: 'backlog',
      Namespace,
      MetricName,
      Dimensions: [],
      Threshold: 100,
      EvaluationPeriods: 1,
      AlarmActions: [TopicArn],
    });
    await send([{ MetricName, Value: 7 }]);
    aws.pass(4 * MINUTE);
    expect((await alarm('backlog'))?.StateValue).toBe('OK');
    await send([{ MetricName, Value: 500 }]);
    aws.pass(4 * MINUTE);
    expect((await alarm('backlog'))?.StateValue).toBe('ALARM');
    expect(arrived()).toHaveLength(1);
  });

  it.each<[string, PutMetricDataCommandInput['MetricData'], string]>([
    ['in the name of AWS', [{ MetricName, Value: 1 }], 'AWS/ECS'],
    ['of last month', [{ MetricName, Value: 1, Timestamp: new Date(NOON - 31 * 24 * HOUR) }], Namespace],
    ['of tomorrow', [{ MetricName, Value: 1, Timestamp: new Date(NOON + 24 * HOUR) }], Namespace],
    ['without a value', [{ MetricName }], Namespace],
    ['with two kinds of values', [{ MetricName, Value: 1, Values: [1] }], Namespace],
    ['with counts that do not fit', [{ MetricName, Values: [1, 2], Counts: [1] }], Namespace],
    ['that are no numbers', [{ MetricName, Value: Number.NaN }], Namespace],
  ])('%s are refused, all of them', async (_, data, namespace) => {
    await expect(send([{ MetricName, Value: 1 }, ...(data ?? [])], namespace)).rejects.toThrow();
    aws.pass(4 * MINUTE);
    expect(await datapoints()).toEqual([]);
  });
});
