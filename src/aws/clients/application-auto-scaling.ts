import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openApplicationAutoScaling(config: ClientConfig): ServiceClient<'application-autoscaling'> {
  const client = withCheckedAnswers(new ApplicationAutoScalingClient(config));
  return {
    commands: {
      'application-autoscaling:DescribeScalableTargets': (input, options) =>
        client.send(new DescribeScalableTargetsCommand(input), options),
      'application-autoscaling:DescribeScalingPolicies': (input, options) =>
        client.send(new DescribeScalingPoliciesCommand(input), options),
      'application-autoscaling:DescribeScalingActivities': (input, options) =>
        client.send(new DescribeScalingActivitiesCommand(input), options),
      'application-autoscaling:RegisterScalableTarget': (input, options) =>
        client.send(new RegisterScalableTargetCommand(input), options),
      'application-autoscaling:DeregisterScalableTarget': (input, options) =>
        client.send(new DeregisterScalableTargetCommand(input), options),
      'application-autoscaling:PutScalingPolicy': (input, options) =>
        client.send(new PutScalingPolicyCommand(input), options),
      'application-autoscaling:DeleteScalingPolicy': (input, options) =>
        client.send(new DeleteScalingPolicyCommand(input), options),
      'application-autoscaling:DescribeScheduledActions': (input, options) =>
        client.send(new DescribeScheduledActionsCommand(input), options),
      'application-autoscaling:PutScheduledAction': ({ StartTime, EndTime, ...input }, options) =>
        client.send(
          new PutScheduledActionCommand({
            ...input,
            ...(StartTime !== undefined && { StartTime: new Date(StartTime) }),
            ...(EndTime !== undefined && { EndTime: new Date(EndTime) }),
          }),
          options,
        ),
      'application-autoscaling:DeleteScheduledAction': (input, options) =>
        client.send(new DeleteScheduledActionCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
