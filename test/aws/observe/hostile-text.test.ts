import { afterEach, describe, expect, it } from 'vitest';
import { identify } from '../../../src/aws/identity.ts';
import { cadences } from '../../../src/aws/observe/index.ts';
import {
  behindLoadBalancer,
  ecsService,
  freshValue,
  type ObservedAccount,
  observedAccount,
  targetGroupArn,
} from '../support/account.ts';
import { type Answers, startCannedAws, xmlResult } from '../support/canned-aws.ts';
import { gatewayTo } from '../support/gateways.ts';

/** Clears the screen, turns the direction, hides itself: what a name or a message may be made of. */
const evil = '\u001b[2J\u009b1m\u202eevil\u200b';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/production/backend',
  ScalableDimension: 'ecs:service:DesiredCount',
};
const xmlEvil = '\u202eevil\u200b';

/** Every answer as AWS gives it, with something hostile wherever it has words. */
const answers: Answers = {
  'ecs:DescribeServices': () => ({
    services: [
      ecsService('backend', {
        ...behindLoadBalancer,
        status: evil,
        schedulingStrategy: evil,
        deployments: [{ id: evil, status: evil, rolloutState: evil, rolloutStateReason: evil, failedTasks: 0 }],
        events: [{ id: evil, createdAt: 1_760_000_000, message: evil }],
      }),
    ],
  }),
  'ecs:DescribeTaskDefinition': () => ({
    taskDefinition: {
      taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/backend:7',
      cpu: '1024',
      memory: '2048',
      containerDefinitions: [{ name: evil }],
    },
  }),
  'ecs:ListTasks': () => ({ taskArns: [`arn:aws:ecs:us-east-1:123456789012:task/production/${evil}`] }),
  'ecs:DescribeTasks': () => ({
    tasks: [
      {
        taskArn: `arn:aws:ecs:us-east-1:123456789012:task/production/${evil}`,
        lastStatus: 'STOPPED',
        stoppedAt: 1_760_000_000,
        stopCode: evil,
        stoppedReason: evil,
        containers: [{ exitCode: 1, reason: `${evil}${evil}` }],
      },
    ],
  }),
  'application-autoscaling:DescribeScalableTargets': () => ({
    ScalableTargets: [{ ...target, MinCapacity: 2, MaxCapacity: 10 }],
  }),
  'application-autoscaling:DescribeScalingPolicies': () => ({
    ScalingPolicies: [
      {
        ...target,
        PolicyName: evil,
        PolicyType: evil,
        Alarms: [{ AlarmName: evil }, { AlarmName: 'plain' }],
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          PredefinedMetricSpecification: { PredefinedMetricType: evil },
        },
      },
    ],
  }),
  'application-autoscaling:DescribeScalingActivities': () => ({
    ScalingActivities: [
      {
        ...target,
        ActivityId: evil,
        StartTime: 1_760_000_000,
        StatusCode: evil,
        Description: evil,
        Cause: evil,
        StatusMessage: evil,
        NotScaledReasons: [{ Code: evil }],
      },
    ],
  }),
  'cloudwatch:DescribeAlarms': () => ({
    MetricAlarms: [
      {
        AlarmName: 'plain',
        StateValue: 'OK',
        StateReason: evil,
        Threshold: 70,
        ComparisonOperator: 'LessThanThreshold',
      },
    ],
  }),
  'cloudwatch:GetMetricData': () => ({ MetricDataResults: [] }),
  'elasticloadbalancing:DescribeTargetGroups': () =>
    xmlResult(
      'DescribeTargetGroups',
      `<TargetGroups><member><TargetGroupArn>${targetGroupArn}</TargetGroupArn><TargetGroupName>${xmlEvil}</TargetGroupName></member></TargetGroups>`,
    ),
  'elasticloadbalancing:DescribeTargetHealth': () =>
    xmlResult(
      'DescribeTargetHealth',
      `<TargetHealthDescriptions><member><TargetHealth><State>unhealthy</State><Reason>${xmlEvil}</Reason><Description>${xmlEvil}</Description></TargetHealth></member></TargetHealthDescriptions>`,
    ),
};

describe('text from AWS', () => {
  it('is harmless in every part of the snapshot, wherever it stood in the answer', async () => {
    const account: ObservedAccount = await observedAccount(['production/backend'], answers);
    open.push(account);
    const snapshot = await account.observe(...cadences.map(({ part }) => part), 'stoppedTasks');
    for (const part of ['counts', 'scaling', 'activities', 'alarms', 'targets', 'task', 'stoppedTasks'] as const) {
      const seen = textsIn(freshValue(snapshot, part));
      for (const text of seen) expect(text).not.toMatch(/[\p{C}\u202e\u200b]/u);
    }
    expect(textsIn(freshValue(snapshot, 'counts')).filter(text => text.includes('evil')).length).toBeGreaterThan(5);
  });

  it('does not reach an alarm whose name is not what it looks like', async () => {
    const account: ObservedAccount = await observedAccount(['production/backend'], answers);
    open.push(account);
    await account.observe('alarms');
    expect(account.aws.inputsOf('DescribeAlarms')).toMatchObject([{ AlarmNames: ['plain'] }]);
  });

  it('is harmless in who we are', async () => {
    const aws = await startCannedAws({
      'sts:GetCallerIdentity': () =>
        xmlResult(
          'GetCallerIdentity',
          `<Arn>arn:aws:iam::123456789012:user/${xmlEvil}</Arn><Account>123456789012</Account>`,
        ),
    });
    const { gateway, destroy } = gatewayTo(aws.url);
    open.push({ close: destroy }, aws);
    const where = { environment: 'p', production: true, region: 'us-east-1', endpoint: null, simulated: false };
    expect((await identify(gateway, where)).principalArn).toBe('arn:aws:iam::123456789012:user/<U+202E>evil<U+200B>');
  });

  it('is no account id unless it is twelve digits', async () => {
    const aws = await startCannedAws({
      'sts:GetCallerIdentity': () =>
        xmlResult('GetCallerIdentity', '<Arn>arn:aws:iam::production:user/ann</Arn><Account>production</Account>'),
    });
    const { gateway, destroy } = gatewayTo(aws.url);
    open.push({ close: destroy }, aws);
    await expect(gateway.read('sts:GetCallerIdentity', {})).rejects.toMatchObject({ fault: { kind: 'unreadable' } });
  });
});

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];
