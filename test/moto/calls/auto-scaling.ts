import * as scaling from '@aws-sdk/client-application-auto-scaling';
import { CLUSTER, NOBODY, SCALABLE } from './account.ts';
import { asking, type EmulatorCall } from './asking.ts';

const ask = asking('application-autoscaling', aws => aws.scaling);

const nobody = { ...SCALABLE, ResourceId: `service/${CLUSTER}/${NOBODY}` };
const policy: scaling.PutScalingPolicyCommandInput = {
  ...SCALABLE,
  PolicyName: 'memory-scaling',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 70,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
  },
};
const action: scaling.PutScheduledActionCommandInput = {
  ...SCALABLE,
  ScheduledActionName: 'evening',
  Schedule: 'cron(0 18 * * ? *)',
  ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 4 },
};

export const autoScaling: readonly EmulatorCall[] = [
  ask(scaling.DescribeScalableTargetsCommand, { ServiceNamespace: 'ecs' }),
  ask(scaling.DescribeScalingPoliciesCommand, { ServiceNamespace: 'ecs' }),
  ask(scaling.DescribeScalingActivitiesCommand, SCALABLE),
  ask(scaling.RegisterScalableTargetCommand, { ...SCALABLE, MinCapacity: 3 }),
  ask(scaling.RegisterScalableTargetCommand, { ...SCALABLE, MinCapacity: 12 }, 'a minimum above the maximum'),
  ask(scaling.RegisterScalableTargetCommand, { ...nobody, MinCapacity: 1, MaxCapacity: 2 }, 'no such service'),
  ask(scaling.PutScalingPolicyCommand, policy),
  ask(scaling.PutScalingPolicyCommand, { ...policy, ...nobody }, 'no such target'),
  ask(scaling.DeleteScalingPolicyCommand, { ...SCALABLE, PolicyName: 'memory-scaling' }),
  ask(scaling.DeleteScalingPolicyCommand, { ...SCALABLE, PolicyName: NOBODY }, 'no such policy'),
  ask(scaling.PutScheduledActionCommand, action),
  ask(scaling.PutScheduledActionCommand, { ...action, Schedule: 'cron(nonsense)' }, 'a schedule that is none'),
  ask(scaling.DescribeScheduledActionsCommand, { ServiceNamespace: 'ecs' }),
  ask(scaling.DeleteScheduledActionCommand, { ...SCALABLE, ScheduledActionName: 'evening' }),
  ask(scaling.DeleteScheduledActionCommand, { ...SCALABLE, ScheduledActionName: NOBODY }, 'no such action'),
  ask(scaling.DeregisterScalableTargetCommand, nobody, 'no such target'),
  ask(scaling.DeregisterScalableTargetCommand, SCALABLE),
];
