import {
  DescribeScalingActivitiesCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import {
  DeleteRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, SetTopicAttributesCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SCALE_ECS = 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:waooaw-scaling-events';
const NIGHTLY = 'cron(0 2 * * ? *)';
/** The night after the world opens at noon. */
const TWO_AT_NIGHT = Date.parse('2026-11-24T02:00:00Z');

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const putRule = (change: Partial<PutRuleCommandInput> = {}) =>
  aws.events.send(new PutRuleCommand({ Name: 'waooaw-scale-down', ScheduleExpression: NIGHTLY, ...change }));

const putTargets = (Targets: Target[], Rule = 'waooaw-scale-down') =>
  aws.events.send(new PutTargetsCommand({ Rule, Targets }));

const rules = async () => (await aws.events.send(new ListRulesCommand({}))).Rules ?? [];

const targets = async (Rule = 'waooaw-scale-down') =>
  (await aws.events.send(new ListTargetsByRuleCommand({ Rule }))).Targets ?? [];

const letEventsInvoke = (SourceArn?: string) =>
  aws.lambda.send(
    new AddPermissionCommand({
      FunctionName: 'scale-ecs',
      StatementId: 'events',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      ...(SourceArn !== undefined && { SourceArn }),
    }),
  );

const passTo = (time: number) => aws.pass(time - aws.simulator.world.clock.now);
const invocations = () => aws.simulator.world.eventBridge.invocations().map(({ rule, outcome }) => [rule, outcome]);

const backend = () => {
  const found = aws.simulator.world.ecs.findService({ cluster: 'waooaw-production', service: 'waooaw-backend' });
  if (found === undefined) throw new Error('the opening world has a backend');
  return found;
};

const register = (bounds: { MinCapacity?: number; MaxCapacity?: number }) =>
  aws.scaling.send(
    new RegisterScalableTargetCommand({
      ServiceNamespace: 'ecs',
      ResourceId: 'service/waooaw-production/waooaw-backend',
      ScalableDimension: 'ecs:service:DesiredCount',
      ...bounds,
    }),
  );

// aws-facts 1.24: "Scheduled Scaling" of the runbook.
describe('the rules of the runbook', () => {
  const scaleToTwo: Target = { Id: '1', Arn: SCALE_ECS, Input: '{"count":2}' };

  it('scale down at night once the function lets EventBridge invoke it', async () => {
    await register({ MinCapacity: 2, MaxCapacity: 10 });
    aws.simulator.world.setDesiredCountByAnotherOperator(backend(), 6);
    await putRule();
    expect(await putTargets([scaleToTwo])).toMatchObject({ FailedEntryCount: 0, FailedEntries: [] });
    await letEventsInvoke('arn:aws:events:us-east-1:123456789012:rule/waooaw-scale-down');
    passTo(TWO_AT_NIGHT - 1000);
    aws.simulator.world.setDesiredCountByAnotherOperator(backend(), 6);
    passTo(TWO_AT_NIGHT + 5000);
    expect(invocations()).toEqual([['waooaw-scale-down', 'invoked']]);
    expect(backend().desiredCount).toBe(2);
  });

  it('are taken without it, and then do nothing, night after night', async () => {
    await putRule();
    expect((await putTargets([scaleToTwo])).FailedEntryCount).toBe(0);
    passTo(TWO_AT_NIGHT - 1000);
    aws.simulator.world.setDesiredCountByAnotherOperator(backend(), 3);
    passTo(TWO_AT_NIGHT + 5000);
    expect(invocations()).toEqual([['waooaw-scale-down', 'not allowed']]);
    expect(backend().desiredCount).toBe(3);
    aws.pass(24 * HOUR);
    expect(invocations()).toHaveLength(2);
  });

  it('do nothing when the permission is for another rule, or there is no such function', async () => {
    await putRule();
    await putTargets([scaleToTwo, { Id: '2', Arn: `${SCALE_ECS}-2`, Input: '{"count":2}' }]);
    await letEventsInvoke('arn:aws:events:us-east-1:123456789012:rule/another');
    passTo(TWO_AT_NIGHT);
    expect(invocations()).toEqual([
      ['waooaw-scale-down', 'not allowed'],
      ['waooaw-scale-down', 'no such function'],
    ]);
  });

  it('fire into nothing in the morning, for want of a target: capacity does not come back', async () => {
    await putRule({ Name: 'waooaw-scale-up', ScheduleExpression: 'cron(0 8 * * ? *)' });
    expect(await targets('waooaw-scale-up')).toEqual([]);
    aws.pass(48 * HOUR);
    expect(invocations()).toEqual([]);
    expect(backend().desiredCount).toBe(2);
  });

  it('fight auto-scaling: what the function sets in a surge, the policies take back', async () => {
    await putRule({ ScheduleExpression: 'rate(1 hour)' });
    await putTargets([scaleToTwo]);
    await letEventsInvoke();
    const from = aws.simulator.world.clock.now;
    aws.simulator.world.addSurge(backend(), { from, rampMs: MINUTE, holdMs: 3 * HOUR, extraPerMinute: 5000 });
    passTo(from + HOUR - 1000);
    const atWork = backend().desiredCount;
    expect(atWork).toBeGreaterThan(4);
    passTo(from + HOUR + 5000);
    expect(backend().desiredCount).toBe(2);
    aws.pass(30 * MINUTE);
    expect(backend().desiredCount).toBeGreaterThanOrEqual(atWork);
    const { ScalingActivities = [] } = await aws.scaling.send(
      new DescribeScalingActivitiesCommand({
        ServiceNamespace: 'ecs',
        ResourceId: 'service/waooaw-production/waooaw-backend',
      }),
    );
    // Application Auto Scaling never says what the function did: only its own part can be seen.
    expect(ScalingActivities.some(({ Cause }) => Cause?.includes('scheduled') || Cause?.includes('Lambda'))).toBe(
      false,
    );
  });
});

describe('a rule', () => {
  // aws-facts 1.24: PutRule replaces omitted fields with null.
  it('that is put again loses what is left out, and keeps its targets', async () => {
    await putRule({ Description: 'night', State: 'DISABLED', RoleArn: 'arn:aws:iam::123456789012:role/x' });
    await putTargets([{ Id: '1', Arn: SCALE_ECS }]);
    await putRule({ ScheduleExpression: 'rate(5 minutes)' });
    expect(await rules()).toEqual([
      {
        Name: 'waooaw-scale-down',
        Arn: 'arn:aws:events:us-east-1:123456789012:rule/waooaw-scale-down',
        State: 'ENABLED',
        ScheduleExpression: 'rate(5 minutes)',
        EventBusName: 'default',
      },
    ]);
    expect(await targets()).toEqual([{ Id: '1', Arn: SCALE_ECS }]);
  });

  it('that is disabled rests, and goes on when it is enabled', async () => {
    await putRule({ ScheduleExpression: 'rate(10 minutes)' });
    await putTargets([{ Id: '1', Arn: SCALE_ECS }]);
    await aws.events.send(new DisableRuleCommand({ Name: 'waooaw-scale-down' }));
    expect((await rules())[0]?.State).toBe('DISABLED');
    aws.pass(HOUR);
    expect(invocations()).toEqual([]);
    await aws.events.send(new EnableRuleCommand({ Name: 'waooaw-scale-down' }));
    aws.pass(25 * MINUTE);
    expect(invocations()).toHaveLength(2);
  });

  it('cannot be deleted while it has targets', async () => {
    await putRule();
    await putTargets([{ Id: '1', Arn: SCALE_ECS }]);
    const erase = () => aws.events.send(new DeleteRuleCommand({ Name: 'waooaw-scale-down' }));
    await expect(erase()).rejects.toMatchObject({
      name: 'ValidationException',
      message: "Rule can't be deleted since it has targets.",
    });
    const removed = await aws.events.send(new RemoveTargetsCommand({ Rule: 'waooaw-scale-down', Ids: ['1', '2'] }));
    expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: '2' }] });
    await erase();
    expect(await rules()).toEqual([]);
    // Deleting it twice is no error.
    await erase();
    aws.pass(48 * HOUR);
    expect(invocations()).toEqual([]);
  });

  it.each([
    [
      'a schedule that is none',
      { ScheduleExpression: 'cron(0 2 * * *)' },
      'Parameter ScheduleExpression is not valid.',
    ],
    [
      'a one-time schedule',
      { ScheduleExpression: 'at(2026-11-27T07:00:00)' },
      'Parameter ScheduleExpression is not valid.',
    ],
    [
      'neither schedule nor pattern',
      { ScheduleExpression: undefined },
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    ],
    ['a pattern that is none', { EventPattern: '{"source": "aws.ecs"}' }, /^Event pattern is not valid\. Reason: /],
    ['another bus', { EventBusName: 'other' }, 'Event bus other does not exist.'],
  ])('is not put with %s', async (_, change, message) => {
    await expect(putRule(change)).rejects.toThrow(message);
    expect(await rules()).toEqual([]);
  });

  it('that is not there has no targets, and cannot be enabled', async () => {
    const expected = {
      name: 'ResourceNotFoundException',
      message: 'Rule waooaw-scale-down does not exist on EventBus default.',
    };
    await expect(putTargets([{ Id: '1', Arn: SCALE_ECS }])).rejects.toMatchObject(expected);
    await expect(targets()).rejects.toMatchObject(expected);
    await expect(aws.events.send(new EnableRuleCommand({ Name: 'waooaw-scale-down' }))).rejects.toMatchObject(expected);
  });

  it('takes five targets, with ARNs and input that can be read', async () => {
    await putRule();
    await expect(putTargets([{ Id: '1', Arn: 'arn:aws:lambda:...:function:scale-ecs' }])).rejects.toMatchObject({
      message:
        'Parameter arn:aws:lambda:...:function:scale-ecs is not valid. Reason: Provided Arn is not in correct format.',
    });
    await expect(putTargets([{ Id: '1', Arn: SCALE_ECS, Input: '{count:2}' }])).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const five = ['1', '2', '3', '4', '5'].map(Id => ({ Id, Arn: SCALE_ECS }));
    await putTargets(five);
    await expect(putTargets([{ Id: '6', Arn: SCALE_ECS }])).rejects.toMatchObject({ name: 'LimitExceededException' });
    expect(await targets()).toHaveLength(5);
  });
});

describe('rules on events', () => {
  /** A topic that EventBridge may publish to, with a queue that gets what it publishes. */
  const openTopic = async (letsEvents = true) => {
    await aws.sns.send(new CreateTopicCommand({ Name: 'waooaw-scaling-events' }));
    const Endpoint = 'arn:aws:sqs:us-east-1:123456789012:pages';
    await aws.sns.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint }));
    if (!letsEvents) return;
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: TOPIC,
    };
    const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await aws.sns.send(new SetTopicAttributesCommand({ TopicArn: TOPIC, AttributeName: 'Policy', AttributeValue }));
  };
  const published = () => aws.simulator.world.sns.deliveries().map(({ message }): unknown => JSON.parse(message));

  const scaledToMax = {
    Name: 'waooaw-scaled-to-max',
    ScheduleExpression: undefined,
    EventPattern: JSON.stringify({
      source: ['aws.application-autoscaling'],
      'detail-type': ['Application Auto Scaling Scaling Activity State Change'],
      detail: { serviceNamespace: ['ecs'], scaledToMax: [true] },
    }),
  };

  // aws-facts 1.26: the one thing that Application Auto Scaling tells anybody.
  it('page when a service has been scaled to its maximum, and not before it is there', async () => {
    await openTopic();
    await putRule(scaledToMax);
    await putTargets([{ Id: 'topic', Arn: TOPIC }], 'waooaw-scaled-to-max');
    await register({ MinCapacity: 4 });
    aws.pass(5 * MINUTE);
    expect(published()).toEqual([]);
    await register({ MinCapacity: 5, MaxCapacity: 5 });
    expect(published()).toEqual([]);
    aws.pass(5 * MINUTE);
    expect(published()).toMatchObject([
      {
        source: 'aws.application-autoscaling',
        'detail-type': 'Application Auto Scaling Scaling Activity State Change',
        account: '123456789012',
        region: 'us-east-1',
        resources: [],
        detail: {
          oldDesiredCapacity: 4,
          newDesiredCapacity: 5,
          minCapacity: 5,
          maxCapacity: 5,
          resourceId: 'service/waooaw-production/waooaw-backend',
          scalableDimension: 'ecs:service:DesiredCount',
          statusCode: 'Successful',
          scaledToMax: true,
          direction: 'scale-out',
        },
      },
    ]);
  });

  it('do not page for a scale-in, though it may end at the maximum', async () => {
    await openTopic();
    await putRule(scaledToMax);
    await putTargets([{ Id: 'topic', Arn: TOPIC }], 'waooaw-scaled-to-max');
    aws.simulator.world.setDesiredCountByAnotherOperator(backend(), 6);
    aws.pass(3 * MINUTE);
    await register({ MaxCapacity: 4 });
    expect(backend().desiredCount).toBe(4);
    aws.pass(3 * MINUTE);
    expect(aws.simulator.world.autoScaling.activities.all()).toContainEqual(
      expect.objectContaining({ cause: 'maximum capacity was set to 4', statusCode: 'Successful' }),
    );
    expect(published()).toEqual([]);
  });

  // AWS: a topic's own policy lets alarms in, but not EventBridge.
  it('reach no topic whose policy does not name EventBridge', async () => {
    await openTopic(false);
    await putRule(scaledToMax);
    await putTargets([{ Id: 'topic', Arn: TOPIC }], 'waooaw-scaled-to-max');
    await register({ MinCapacity: 5, MaxCapacity: 5 });
    aws.pass(5 * MINUTE);
    expect(published()).toEqual([]);
    expect(invocations()).toEqual([['waooaw-scaled-to-max', 'not allowed']]);
  });

  // aws-facts 1.26: alarm state changes by the prefix of the policies' alarms.
  it('page when an alarm of a scaling policy goes off', async () => {
    await openTopic();
    const EventPattern = JSON.stringify({
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: {
        alarmName: [{ prefix: 'TargetTracking-service/waooaw-production/waooaw-backend-AlarmHigh-' }],
        state: { value: ['ALARM'] },
      },
    });
    await putRule({ Name: 'not-coping', ScheduleExpression: undefined, EventPattern });
    await putTargets([{ Id: 'topic', Arn: TOPIC }], 'not-coping');
    const [high, low] = aws.simulator.world.alarms.all().map(({ name }) => name);
    for (const AlarmName of [low, high]) {
      await aws.cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'testing' }));
      await aws.cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'testing' }));
    }
    expect(published()).toMatchObject([
      { detail: { alarmName: high, state: { value: 'ALARM', reason: 'testing' }, previousState: { value: 'OK' } } },
    ]);
  });
});
