import { DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openElastiCache(config: ClientConfig): ServiceClient<'elasticache'> {
  const client = withCheckedAnswers(new ElastiCacheClient(config));
  return {
    commands: {
      'elasticache:DescribeReplicationGroups': (input, options) =>
        client.send(new DescribeReplicationGroupsCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
