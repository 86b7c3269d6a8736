import type {
  DeleteScalingPolicyCommandInput,
  DeleteScalingPolicyCommandOutput,
  DeleteScheduledActionCommandInput,
  DeleteScheduledActionCommandOutput,
  DeregisterScalableTargetCommandInput,
  DeregisterScalableTargetCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  PutScalingPolicyCommandInput,
  PutScalingPolicyCommandOutput,
  PutScheduledActionCommandInput,
  PutScheduledActionCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { read, write } from './operation.ts';

/** An effect is plain JSON, so its times are ISO texts; the client makes dates of them. */
type PutScheduledActionInput = Omit<PutScheduledActionCommandInput, 'StartTime' | 'EndTime'> & {
  readonly StartTime?: string;
  readonly EndTime?: string;
};

/** Policies and scheduled actions of scalable targets, and what ends a target. */
export const autoScalingOperations = {
  'application-autoscaling:DescribeScheduledActions': read<
    DescribeScheduledActionsCommandInput,
    DescribeScheduledActionsCommandOutput
  >('application-autoscaling describe-scheduled-actions'),
  'application-autoscaling:DeregisterScalableTarget': write<
    DeregisterScalableTargetCommandInput,
    DeregisterScalableTargetCommandOutput
  >('application-autoscaling deregister-scalable-target'),
  'application-autoscaling:PutScalingPolicy': write<PutScalingPolicyCommandInput, PutScalingPolicyCommandOutput>(
    'application-autoscaling put-scaling-policy',
  ),
  'application-autoscaling:DeleteScalingPolicy': write<
    DeleteScalingPolicyCommandInput,
    DeleteScalingPolicyCommandOutput
  >('application-autoscaling delete-scaling-policy'),
  'application-autoscaling:PutScheduledAction': write<PutScheduledActionInput, PutScheduledActionCommandOutput>(
    'application-autoscaling put-scheduled-action',
  ),
  'application-autoscaling:DeleteScheduledAction': write<
    DeleteScheduledActionCommandInput,
    DeleteScheduledActionCommandOutput
  >('application-autoscaling delete-scheduled-action'),
};
