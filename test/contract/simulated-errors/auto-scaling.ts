import {
  DescribeScalingActivitiesCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { SteppedAws } from '../../sim/api/stepped-aws.ts';
import { BACKEND, CLUSTER, type ErrorRow } from './error-row.ts';

const target = (service = BACKEND) =>
  ({
    ServiceNamespace: 'ecs',
    ResourceId: `service/${CLUSTER}/${service}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  }) as const;

const putPolicy = ({ scaling }: SteppedAws, PolicyName: string, change: { label?: string; cooldown?: number } = {}) =>
  scaling.send(
    new PutScalingPolicyCommand({
      ...target(),
      PolicyName,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        ScaleInCooldown: change.cooldown,
        PredefinedMetricSpecification:
          change.label === undefined
            ? { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' }
            : { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel: change.label },
      },
    }),
  );

const putAction = ({ scaling }: SteppedAws, ScheduledActionName: string, Schedule: string, service = BACKEND) =>
  scaling.send(
    new PutScheduledActionCommand({
      ...target(service),
      ScheduledActionName,
      Schedule,
      ScalableTargetAction: { MinCapacity: 4 },
    }),
  );

export const autoScalingErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScheduledAction',
    when: 'the target is not registered',
    name: 'ObjectNotFoundException',
    status: 400,
    text: 'No scalable target registered for service namespace: ecs, resource ID: service/waooaw-production/ghost, scalable dimension: ecs:service:DesiredCount',
    provoke: aws => putAction(aws, 'morning', 'cron(0 7 * * ? *)', 'ghost'),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:RegisterScalableTarget',
    when: 'there is no such service',
    name: 'ValidationException',
    status: 400,
    text: "ECS service doesn't exist: service/waooaw-production/ghost",
    provoke: ({ scaling }) =>
      scaling.send(new RegisterScalableTargetCommand({ ...target('ghost'), MinCapacity: 1, MaxCapacity: 2 })),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:RegisterScalableTarget',
    when: 'the caller may not do to the service what they ask to be done',
    name: 'ValidationException',
    status: 400,
    text: 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/waooaw-backend because no identity-based policy allows the ecs:UpdateService action',
    provoke: ({ scaling, simulator }) => {
      simulator.world.permissions.deny('ecs:UpdateService');
      return scaling.send(new RegisterScalableTargetCommand({ ...target(), MinCapacity: 4 }));
    },
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScalingPolicy',
    when: 'the caller may not make the alarms of the policy',
    name: 'ValidationException',
    status: 400,
    text: 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: cloudwatch:PutMetricAlarm on resource: * because no identity-based policy allows the cloudwatch:PutMetricAlarm action',
    provoke: aws => {
      aws.simulator.world.permissions.deny('cloudwatch:PutMetricAlarm');
      return putPolicy(aws, 'cpu-scaling');
    },
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:RegisterScalableTarget',
    when: 'the minimum is above the maximum',
    name: 'ValidationException',
    status: 400,
    text: 'Maximum capacity cannot be less than minimum capacity',
    provoke: ({ scaling }) => scaling.send(new RegisterScalableTargetCommand({ ...target(), MinCapacity: 11 })),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScheduledAction',
    when: 'the schedule cannot be read',
    name: 'ValidationException',
    status: 400,
    text: 'Invalid schedule expression: cron(0 7 * * *)',
    provoke: aws => putAction(aws, 'morning', 'cron(0 7 * * *)'),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScalingPolicy',
    when: 'the ResourceLabel is of no target group of the account',
    name: 'ValidationException',
    status: 400,
    text: 'Invalid resource label: app/waooaw-alb/xxx/targetgroup/waooaw-backend/yyy',
    provoke: aws => putPolicy(aws, 'requests', { label: 'app/waooaw-alb/xxx/targetgroup/waooaw-backend/yyy' }),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScalingPolicy',
    when: 'a cooldown is negative',
    name: 'ValidationException',
    status: 400,
    text: 'Cooldown must be greater than or equal to 0',
    provoke: aws => putPolicy(aws, 'cpu-scaling', { cooldown: -1 }),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScalingPolicy',
    when: 'the target has fifty policies already',
    name: 'LimitExceededException',
    status: 400,
    text: 'Scaling policy limit exceeded: 50',
    provoke: async aws => {
      for (let policy = 0; policy < 48; policy += 1) await putPolicy(aws, `policy-${policy}`);
      return putPolicy(aws, 'one-too-many');
    },
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:PutScheduledAction',
    when: 'the target has two hundred scheduled actions already',
    name: 'LimitExceededException',
    status: 400,
    text: 'Scheduled action limit exceeded: 200',
    provoke: async aws => {
      for (let action = 0; action < 200; action += 1) await putAction(aws, `action-${action}`, 'cron(0 7 * * ? *)');
      return putAction(aws, 'one-too-many', 'cron(0 7 * * ? *)');
    },
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:DescribeScalingActivities',
    when: 'the token is of another list',
    name: 'InvalidNextTokenException',
    status: 400,
    text: 'The next token is not valid.',
    provoke: ({ scaling }) =>
      scaling.send(new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs', NextToken: 'nonsense' })),
  },
  {
    fact: '4.3',
    operation: 'application-autoscaling:RegisterScalableTarget',
    when: 'AWS fails by itself',
    name: 'InternalServiceException',
    status: 500,
    text: 'The request processing has failed because of an unknown error, exception or failure.',
    provoke: ({ scaling, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'server-error', status: 500, applied: false } } });
      return scaling.send(new RegisterScalableTargetCommand({ ...target(), MinCapacity: 4 }));
    },
  },
];
