import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsArguments } from '../../src/domain/aws-cli.ts';
import { type Effect, operations, type WriteOperation } from '../../src/domain/operations.ts';
import { startSimulator } from '../../src/sim/simulator.ts';
import { aws, awsVersion } from '../support/aws-command.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so nothing here was checked with it.');

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/waooaw-production/waooaw-backend',
  ScalableDimension: 'ecs:service:DesiredCount',
} as const;
const account = 'us-east-1:123456789012';
const topicArn = `arn:aws:sns:${account}:waooaw-scaling-events`;
const lambdaArn = `arn:aws:lambda:${account}:function:scale-ecs`;
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: topicArn },
  ],
});

/**
 * An effect of each kind, with the members that procedures send. In this order each of them finds what it needs; what the
 * command would make of a wrongly spelt flag, or of a structure that it cannot read, is an error before anything is sent.
 */
const samples: { readonly [Name in WriteOperation]: Extract<Effect, { operation: Name }>['input'] } = {
  'ecs:UpdateService': { cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: 3 },
  'application-autoscaling:RegisterScalableTarget': {
    ...target,
    MinCapacity: 2,
    MaxCapacity: 12,
    SuspendedState: {
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
  },
  'application-autoscaling:PutScalingPolicy': {
    ...target,
    PolicyName: 'memory-scaling',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 70,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      ScaleInCooldown: 300,
      ScaleOutCooldown: 60,
    },
  },
  'application-autoscaling:DeleteScalingPolicy': { ...target, PolicyName: 'memory-scaling' },
  'application-autoscaling:PutScheduledAction': {
    ...target,
    ScheduledActionName: 'event up',
    Schedule: 'cron(0 7 * * ? *)',
    Timezone: 'Europe/Berlin',
    StartTime: '2026-12-01T06:00:00.000Z',
    EndTime: '2027-01-01T00:00:00.000Z',
    ScalableTargetAction: { MinCapacity: 12, MaxCapacity: 20 },
  },
  'application-autoscaling:DeleteScheduledAction': { ...target, ScheduledActionName: 'event up' },
  'application-autoscaling:DeregisterScalableTarget': target,
  'cloudwatch:PutMetricAlarm': {
    AlarmName: 'waooaw-high-cpu',
    AlarmDescription: "It's above 80 % – auto-scaling does not cope",
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
    AlarmActions: [topicArn],
    OKActions: [topicArn],
    InsufficientDataActions: [],
  },
  'cloudwatch:DeleteAlarms': { AlarmNames: ['waooaw-high-cpu'] },
  'sns:CreateTopic': { Name: 'waooaw-scaling-events', Attributes: { Policy: policy, DisplayName: 'Scaling' } },
  'sns:SetTopicAttributes': { TopicArn: topicArn, AttributeName: 'Policy', AttributeValue: policy },
  'sns:Subscribe': { TopicArn: topicArn, Protocol: 'lambda', Endpoint: lambdaArn, ReturnSubscriptionArn: true },
  'sns:Unsubscribe': { SubscriptionArn: `${topicArn}:6f1c9f0e-0000-4000-8000-000000000000` },
  'sns:DeleteTopic': { TopicArn: topicArn },
  'events:PutRule': {
    Name: 'waooaw-scaled-to-max',
    Description: 'At the ceiling',
    EventPattern: '{"source":["aws.application-autoscaling"]}',
    State: 'ENABLED',
  },
  'events:PutTargets': { Rule: 'waooaw-scaled-to-max', Targets: [{ Id: '1', Arn: lambdaArn, Input: '{"count":2}' }] },
  'events:RemoveTargets': { Rule: 'waooaw-scaled-to-max', Ids: ['1'] },
  'events:DeleteRule': { Name: 'waooaw-scaled-to-max' },
  'lambda:AddPermission': {
    FunctionName: 'scale-ecs',
    StatementId: 'waooaw-scaled-to-max',
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: `arn:aws:events:${account}:rule/waooaw-scaled-to-max`,
  },
  'lambda:RemovePermission': { FunctionName: 'scale-ecs', StatementId: 'waooaw-scaled-to-max' },
};

it('there is a sample of every write', () => {
  const writes = Object.entries(operations).flatMap(([name, { kind }]) => (kind === 'write' ? [name] : []));
  expect(Object.keys(samples).toSorted()).toEqual(writes.toSorted());
});

describe.skipIf(awsVersion === undefined)(`the real command (${awsVersion})`, () => {
  let simulator: Awaited<ReturnType<typeof startSimulator>>;
  beforeAll(async () => {
    simulator = await startSimulator({ seed: 1, start: Date.UTC(2026, 10, 24, 12), speed: 1, durations: 1, port: 0 });
  });
  afterAll(() => simulator.close());

  // The command takes a second to start: services side by side, and the calls of one after the other.
  const byService = Map.groupBy(Object.entries(samples), ([operation]) => operation.split(':')[0] ?? '');

  it.concurrent.each([...byService])(
    'takes the words that are printed for every write of %s',
    async (_, ofService) => {
      for (const [operation, input] of ofService) {
        // Each input stands beside its own operation in the table above.
        const effect = { operation, input } as Effect;
        await aws(simulator.url, awsArguments(effect, { region: 'us-east-1', endpoint: null }));
      }
      expect(simulator.defects).toEqual([]);
      // Six calls of a command that takes seconds to start on a busy machine.
    },
    120_000,
  );
});
