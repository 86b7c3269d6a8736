import { answers } from '../emulators.ts';
import { type EmulatorDifference, only } from './difference.ts';

export const autoScaling: readonly EmulatorDifference[] = [
  {
    calls: ['application-autoscaling:DescribeScalableTargets'],
    differences: only('simulator', 'ScalableTargets[].', 'RoleARN', 'SuspendedState'),
    right: 'simulator',
    why: 'RoleARN is required in the model, and SuspendedState is in the examples',
  },
  {
    calls: ['application-autoscaling:DescribeScalingActivities'],
    differences: [answers('not implemented', 'success')],
    right: 'simulator',
    why: 'moto has no scaling activities: nothing scales in it',
  },
  {
    calls: ['application-autoscaling:RegisterScalableTarget, a minimum above the maximum'],
    differences: [answers('success', 'ValidationException')],
    right: 'simulator',
    why: 'MaxCapacity must be at least MinCapacity',
  },
  {
    calls: ['application-autoscaling:PutScalingPolicy, no such target'],
    differences: [answers('success', 'ObjectNotFoundException')],
    right: 'simulator',
    why: 'listed among the errors: "the scalable target must have been registered"',
  },
  {
    calls: [
      'application-autoscaling:DeleteScalingPolicy, no such policy',
      'application-autoscaling:DeregisterScalableTarget, no such target',
    ],
    differences: [answers('ValidationException', 'ObjectNotFoundException')],
    right: 'simulator',
    why: 'listed among the errors of the operation',
  },
  {
    calls: ['application-autoscaling:DeleteScheduledAction, no such action'],
    differences: [answers('success', 'ObjectNotFoundException')],
    right: 'simulator',
    why: 'listed among the errors of the operation',
  },
  {
    calls: ['application-autoscaling:PutScheduledAction, a schedule that is none'],
    differences: [answers('success', 'ValidationException')],
    right: 'simulator',
    why: 'moto keeps any text as a schedule',
  },
];
