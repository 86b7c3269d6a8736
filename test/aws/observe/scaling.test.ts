import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceKey } from '../../../src/domain/snapshot.ts';
import { freshValue, type ObservedAccount, observedAccount } from '../support/account.ts';
import type { Answers } from '../support/canned-aws.ts';

let account: ObservedAccount | undefined;
afterEach(() => account?.close());

async function facing(services: readonly ServiceKey[], answers: Answers): Promise<ObservedAccount> {
  account = await observedAccount(services, answers);
  return account;
}

const cpuPolicy = {
  PolicyARN: 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1',
  PolicyName: 'cpu-scaling',
  ServiceNamespace: 'ecs',
  ResourceId: 'service/production/backend',
  ScalableDimension: 'ecs:service:DesiredCount',
  PolicyType: 'TargetTrackingScaling',
  CreationTime: 1_760_000_000,
  Alarms: [{ AlarmName: 'high', AlarmARN: 'arn:high' }],
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 70,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    ScaleOutCooldown: 60,
  },
};

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/production/backend',
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 2,
  MaxCapacity: 10,
  RoleARN: 'arn:aws:iam::1:role/x',
  CreationTime: 1_760_000_000,
  SuspendedState: { DynamicScalingInSuspended: true },
};

const policies = [cpuPolicy, { ...cpuPolicy, ResourceId: 'service/production/other' }];

const answers: Answers = {
  'application-autoscaling:DescribeScalableTargets': ({ ResourceIds }) => ({
    ScalableTargets: Array.isArray(ResourceIds) && ResourceIds.includes(target.ResourceId) ? [target] : [],
  }),
  'application-autoscaling:DescribeScalingPolicies': ({ NextToken, ResourceId }) =>
    NextToken === undefined
      ? { ScalingPolicies: [], NextToken: 'more' }
      : { ScalingPolicies: policies.filter(policy => ResourceId === undefined || policy.ResourceId === ResourceId) },
};

const everyOneRegistered: Answers = {
  'application-autoscaling:DescribeScalableTargets': ({ ResourceIds }) => ({
    ScalableTargets: Array.isArray(ResourceIds) ? ResourceIds.map(ResourceId => ({ ...target, ResourceId })) : [],
  }),
};

describe('the auto-scaling of services', () => {
  it('is read over all pages, with the cooldown that AWS uses where the policy names none', async () => {
    const { observe } = await facing(['production/backend'], answers);
    expect(freshValue(await observe('scaling'), 'scaling')).toEqual({
      target: {
        minCapacity: 2,
        maxCapacity: 10,
        suspended: { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: false },
      },
      policies: [
        {
          name: 'cpu-scaling',
          isNamedPlainly: true,
          configuration:
            '{"PolicyType":"TargetTrackingScaling","TargetTrackingScalingPolicyConfiguration":{"PredefinedMetricSpecification":{"PredefinedMetricType":"ECSServiceAverageCPUUtilization"},"ScaleOutCooldown":60,"TargetValue":70}}',
          type: 'TargetTrackingScaling',
          metricType: 'ECSServiceAverageCPUUtilization',
          targetValue: 70,
          scaleOutCooldownMs: 60_000,
          scaleInCooldownMs: 300_000,
          scaleInDisabled: false,
          alarmNames: ['high'],
        },
      ],
    });
  });

  it('a service without a scalable target has none, which is an answer', async () => {
    const { observe } = await facing(['production/agent'], answers);
    expect(freshValue(await observe('scaling'), 'scaling')).toEqual({ target: null, policies: [] });
  });

  it('many services are one read of targets, and one of all policies of the region', async () => {
    const keys = Array.from({ length: 12 }, (_, index): ServiceKey => `production/s${index}`);
    const { aws, observe } = await facing(keys, { ...answers, ...everyOneRegistered });
    await observe('scaling');
    expect(aws.inputsOf('DescribeScalableTargets')).toHaveLength(1);
    expect(aws.inputsOf('DescribeScalingPolicies').map(({ ResourceId }) => ResourceId)).toEqual([undefined, undefined]);
  });

  it('policies are not asked for where nothing is registered that could have any', async () => {
    const keys = Array.from({ length: 12 }, (_, index): ServiceKey => `production/s${index}`);
    const { aws, observe } = await facing(keys, answers);
    await observe('scaling');
    expect(aws.inputsOf('DescribeScalingPolicies')).toEqual([]);
  });

  it('the policies of a vast region are asked for by service, once it is known how many pages they would take', async () => {
    const keys = Array.from({ length: 12 }, (_, index): ServiceKey => `production/s${index}`);
    const { aws, observe } = await facing(keys, {
      ...answers,
      ...everyOneRegistered,
      'application-autoscaling:DescribeScalingPolicies': ({ NextToken = 0, ResourceId }) =>
        ResourceId === undefined
          ? { ScalingPolicies: [], NextToken: String(Number(NextToken) + 1) }
          : { ScalingPolicies: [] },
    });
    await observe('scaling');
    expect(aws.inputsOf('DescribeScalingPolicies')).toHaveLength(12 + 12);
    await observe('scaling');
    expect(aws.inputsOf('DescribeScalingPolicies')).toHaveLength(12 + 12 + 12);
  });

  it('activities are asked for with the ones that did not scale', async () => {
    const { aws, observe } = await facing(['production/backend'], {
      'application-autoscaling:DescribeScalingActivities': () => ({
        ScalingActivities: [
          {
            ActivityId: 'a1',
            ServiceNamespace: 'ecs',
            ResourceId: 'service/production/backend',
            ScalableDimension: 'ecs:service:DesiredCount',
            Description: 'Attempting to scale due to alarm triggered',
            Cause: 'monitor alarm\nhigh',
            StartTime: 1_760_000_000,
            StatusCode: 'Failed',
            NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 10 }],
          },
        ],
      }),
    });
    expect(freshValue(await observe('activities'), 'activities')).toMatchObject([
      {
        id: 'a1',
        startedAt: 1_760_000_000_000,
        endedAt: null,
        cause: 'monitor alarm high',
        notScaledReasons: ['AlreadyAtMaxCapacity'],
      },
    ]);
    expect(aws.inputsOf('DescribeScalingActivities')).toMatchObject([{ IncludeNotScaledActivities: true }]);
  });

  it('alarms are found by the names in the policies, which are read first', async () => {
    const { aws, observe } = await facing(['production/backend'], {
      ...answers,
      'cloudwatch:DescribeAlarms': () => ({
        MetricAlarms: [
          {
            AlarmName: 'high',
            StateValue: 'ALARM',
            StateUpdatedTimestamp: 1_760_000_500,
            StateTransitionedTimestamp: 1_760_000_000,
            ComparisonOperator: 'GreaterThanThreshold',
            Threshold: 70,
            EvaluationPeriods: 3,
            Period: 60,
          },
        ],
      }),
    });
    expect(freshValue(await observe('alarms'), 'alarms')).toEqual([
      {
        name: 'high',
        state: 'ALARM',
        stateSince: 1_760_000_000_000,
        side: 'high',
        threshold: 70,
        evaluationPeriods: 3,
        periodMs: 60_000,
      },
    ]);
    expect(aws.inputsOf('DescribeAlarms')).toMatchObject([{ AlarmNames: ['high'] }]);
  });

  it('a service without policies costs no call for alarms', async () => {
    const { aws, observe } = await facing(['production/agent'], answers);
    expect(freshValue(await observe('alarms'), 'alarms')).toEqual([]);
    expect(aws.inputsOf('DescribeAlarms')).toEqual([]);
  });
});
