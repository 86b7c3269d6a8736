import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openElasticLoadBalancing(config: ClientConfig): ServiceClient<'elasticloadbalancing'> {
  const client = withCheckedAnswers(new ElasticLoadBalancingV2Client(config));
  return {
    commands: {
      'elasticloadbalancing:DescribeTargetGroups': (input, options) =>
        client.send(new DescribeTargetGroupsCommand(input), options),
      'elasticloadbalancing:DescribeTargetHealth': (input, options) =>
        client.send(new DescribeTargetHealthCommand(input), options),
      'elasticloadbalancing:DescribeLoadBalancers': (input, options) =>
        client.send(new DescribeLoadBalancersCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
