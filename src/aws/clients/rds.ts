import { DescribeDBInstancesCommand, DescribeDBParametersCommand, RDSClient } from '@aws-sdk/client-rds';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openRds(config: ClientConfig): ServiceClient<'rds'> {
  const client = withCheckedAnswers(new RDSClient(config));
  return {
    commands: {
      'rds:DescribeDBInstances': (input, options) => client.send(new DescribeDBInstancesCommand(input), options),
      'rds:DescribeDBParameters': (input, options) => client.send(new DescribeDBParametersCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
