import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
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
    },
    destroy: () => client.destroy(),
  };
}
