import {
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  type PutScalingPolicyCommandInput,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const ServiceNamespace = 'ecs';
const ResourceId = 'service/waooaw-production/waooaw-backend';
const ScalableDimension = 'ecs:service:DesiredCount';
const backend = { ServiceNamespace, ResourceId, ScalableDimension } as const;

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const register = (change: Partial<RegisterScalableTargetCommandInput>) =>
  aws.scaling.send(new RegisterScalableTargetCommand({ ...backend, ...change }));

const put = (policy: Partial<PutScalingPolicyCommandInput>) =>
  aws.scaling.send(
    new PutScalingPolicyCommand({
      ...backend,
      PolicyName: 'cpu-scaling',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
      ...policy,
    }),
  );

const policies = async () =>
  (await aws.scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace, ResourceId }))).ScalingPolicies ?? [];

const activities = async (all = false) =>
  (
    await aws.scaling.send(
      new DescribeScalingActivitiesCommand({ ServiceNamespace, ResourceId, IncludeNotScaledActivities: all }),
    )
  ).ScalingActivities ?? [];

const alarms = async () =>
  (await aws.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: `TargetTracking-${ResourceId}-` })))
    .MetricAlarms ?? [];

const desiredCount = async () => {
  const command = new DescribeServicesCommand({ cluster: 'waooaw-production', services: ['waooaw-backend'] });
  return (await aws.ecs.send(command)).services?.[0]?.desiredCount;
};

const setDesiredCount = (count: number) =>
  aws.ecs.send(
    new UpdateServiceCommand({ cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: count }),
  );

describe('the opening world', () => {
  it('has the auto-scaling of the runbook', async () => {
    const { ScalableTargets } = await aws.scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace, ResourceIds: [ResourceId] }),
    );
    expect(ScalableTargets?.[0]).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 10,
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    });
    expect(
      (await policies()).map(({ PolicyName, TargetTrackingScalingPolicyConfiguration: tracking }) => [
        PolicyName,
        tracking?.TargetValue,
        tracking?.ScaleOutCooldown,
        tracking?.ScaleInCooldown,
      ]),
    ).toEqual([
      ['cpu-scaling', 70, 60, 300],
      ['request-scaling', 1000, undefined, undefined],
    ]);
  });

  // aws-facts 3.7
  it('has its low alarms in ALARM, which is normal at the minimum, and its high alarms OK', async () => {
    const found = await alarms();
    expect(found.map(({ AlarmName, StateValue }) => [AlarmName?.replace(/-[\w-]{36}$/, ''), StateValue])).toEqual([
      [`TargetTracking-${ResourceId}-AlarmHigh`, 'OK'],
      [`TargetTracking-${ResourceId}-AlarmLow`, 'ALARM'],
      [`TargetTracking-${ResourceId}-AlarmHigh`, 'OK'],
      [`TargetTracking-${ResourceId}-AlarmLow`, 'ALARM'],
    ]);
    expect(found[0]).toMatchObject({ Threshold: 70, EvaluationPeriods: 3, DatapointsToAlarm: 3, Period: 60 });
    expect(found[1]).toMatchObject({ Threshold: 63, EvaluationPeriods: 15, ComparisonOperator: 'LessThanThreshold' });
    // The load balancer gives the number per target already: of the two, Sum is the one that means anything.
    expect(found[2]).toMatchObject({
      MetricName: 'RequestCountPerTarget',
      Statistic: 'Sum',
      TreatMissingData: 'missing',
    });
    expect(found[2]?.Dimensions?.map(({ Name }) => Name)).toEqual(['TargetGroup', 'LoadBalancer']);
    expect(found[0]?.AlarmDescription).toMatch(
      /^DO NOT EDIT OR DELETE\. For TargetTrackingScaling policy arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:[\w-]+:resource\/ecs\/service\/waooaw-production\/waooaw-backend:policyName\/cpu-scaling:createdBy\/[\w-]+\.$/,
    );
  });

  // aws-facts 3.7
  it('has scaled nothing, and says on request what it could not do', async () => {
    expect(await activities()).toEqual([]);
    const [notScaled] = await activities(true);
    expect(notScaled).toMatchObject({
      Description: 'Attempting to scale due to alarm triggered',
      StatusCode: 'Failed',
      NotScaledReasons: [{ Code: 'AlreadyAtMinCapacity', MinCapacity: 2 }],
    });
  });
});

describe('registering', () => {
  // aws-facts 3.7
  it('moves the count up to a raised minimum at once, and tells it as an activity of its own', async () => {
    await register({ MinCapacity: 6 });
    expect(await desiredCount()).toBe(6);
    expect((await activities())[0]).toMatchObject({
      Description: 'Setting desired count to 6.',
      Cause: 'minimum capacity was set to 6',
      StatusCode: 'InProgress',
      StatusMessage: 'Successfully set desired count to 6. Waiting for change to be fulfilled by ecs.',
    });
    aws.pass(2 * MINUTE);
    expect((await activities())[0]).toMatchObject({
      StatusCode: 'Successful',
      StatusMessage: 'Successfully set desired count to 6. Change successfully fulfilled by ecs.',
    });
  });

  it('moves the count inside the bounds even when only the suspended state is sent', async () => {
    await setDesiredCount(12);
    await register({ SuspendedState: { DynamicScalingInSuspended: true } });
    expect(await desiredCount()).toBe(10);
    const { ScalableTargets } = await aws.scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace }));
    expect(ScalableTargets?.[0]).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 10,
      SuspendedState: { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false },
    });
  });

  it.each([
    ['a minimum above the maximum', { MinCapacity: 11 }],
    ['a negative minimum', { MinCapacity: -1 }],
    ['a service that does not exist', { ResourceId: 'service/waooaw-production/nobody' }],
  ])('refuses %s', async (_, change) => {
    await expect(register(change)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await desiredCount()).toBe(2);
  });

  it('names the service that does not exist', async () => {
    await expect(register({ ResourceId: 'service/waooaw-production/nobody' })).rejects.toMatchObject({
      message: "ECS service doesn't exist: service/waooaw-production/nobody",
    });
  });
});

describe('deregistering', () => {
  it('takes the policies and their alarms with it, and registering again does not bring them back', async () => {
    await aws.scaling.send(new DeregisterScalableTargetCommand(backend));
    expect(await policies()).toEqual([]);
    expect(await alarms()).toEqual([]);
    expect(await desiredCount()).toBe(2);
    await register({ MinCapacity: 2, MaxCapacity: 10 });
    expect(await policies()).toEqual([]);
  });

  it('makes everything that needs the target say that it is not registered', async () => {
    await aws.scaling.send(new DeregisterScalableTargetCommand(backend));
    const expected = {
      name: 'ObjectNotFoundException',
      message: `No scalable target registered for service namespace: ecs, resource ID: ${ResourceId}, scalable dimension: ecs:service:DesiredCount`,
    };
    await expect(aws.scaling.send(new DeregisterScalableTargetCommand(backend))).rejects.toMatchObject(expected);
    await expect(put({})).rejects.toMatchObject(expected);
    // A first registration needs both bounds.
    await expect(register({ MinCapacity: 2 })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a scaling policy', () => {
  it('replaces the one of its name, and keeps its alarms', async () => {
    const before = await alarms();
    const { Alarms } = await put({});
    expect(Alarms?.map(({ AlarmName }) => AlarmName)).toEqual(before.slice(0, 2).map(({ AlarmName }) => AlarmName));
    expect(await policies()).toHaveLength(2);
    expect((await alarms()).slice(0, 2).map(({ Threshold }) => Threshold)).toEqual([50, 45]);
  });

  it('that is new brings two alarms, which know their state within minutes', async () => {
    await put({ PolicyName: 'cpu-scaling-2' });
    const fresh = (await alarms()).slice(4);
    expect(fresh.map(({ StateValue, StateReason }) => [StateValue, StateReason])).toEqual([
      ['INSUFFICIENT_DATA', 'Unchecked: Initial alarm creation'],
      ['INSUFFICIENT_DATA', 'Unchecked: Initial alarm creation'],
    ]);
    aws.pass(5 * MINUTE);
    expect((await alarms()).slice(4).map(({ StateValue }) => StateValue)).toEqual(['OK', 'ALARM']);
  });

  it('takes its alarms with it', async () => {
    await aws.scaling.send(new DeleteScalingPolicyCommand({ ...backend, PolicyName: 'request-scaling' }));
    expect(await alarms()).toHaveLength(2);
    const again = aws.scaling.send(new DeleteScalingPolicyCommand({ ...backend, PolicyName: 'request-scaling' }));
    await expect(again).rejects.toMatchObject({ name: 'ObjectNotFoundException' });
  });

  it.each([
    ['the placeholder label of the runbook', 'app/waooaw-alb/xxx/targetgroup/waooaw-backend/yyy'],
    ['no label', undefined],
  ])('on requests refuses %s', async (_, ResourceLabel) => {
    const PredefinedMetricSpecification = { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel } as const;
    const TargetTrackingScalingPolicyConfiguration = { TargetValue: 1000, PredefinedMetricSpecification };
    await expect(put({ TargetTrackingScalingPolicyConfiguration })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('is one of at most ten on a page', async () => {
    for (let policy = 0; policy < 10; policy += 1) await put({ PolicyName: `policy-${policy}` });
    const first = await aws.scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace, ResourceId }));
    expect(first.ScalingPolicies).toHaveLength(10);
    const second = await aws.scaling.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace, ResourceId, NextToken: first.NextToken }),
    );
    expect(second.ScalingPolicies).toHaveLength(2);
    const tooMany = new DescribeScalingPoliciesCommand({ ServiceNamespace, MaxResults: 11 });
    await expect(aws.scaling.send(tooMany)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a bare count of 6 on a quiet day', () => {
  // aws-facts 3.7
  it('is taken back step by step by the policies, and each step names its alarm', async () => {
    await setDesiredCount(6);
    aws.pass(30 * MINUTE);
    expect(await desiredCount()).toBe(2);
    const steps = await activities();
    expect(steps.map(({ Description }) => Description)).toEqual([
      'Setting desired count to 2.',
      'Setting desired count to 3.',
      'Setting desired count to 4.',
      'Setting desired count to 5.',
    ]);
    expect(steps[0]?.Cause).toMatch(
      /^monitor alarm TargetTracking-.*-AlarmLow-[\w-]{36} in state ALARM triggered policy /,
    );
  });
});
