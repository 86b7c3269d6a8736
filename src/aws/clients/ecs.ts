import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openEcs(config: ClientConfig): ServiceClient<'ecs'> {
  const client = withCheckedAnswers(new ECSClient(config));
  return {
    commands: {
      'ecs:ListClusters': (input, options) => client.send(new ListClustersCommand(input), options),
      'ecs:ListServices': (input, options) => client.send(new ListServicesCommand(input), options),
      'ecs:DescribeServices': (input, options) => client.send(new DescribeServicesCommand(input), options),
      'ecs:DescribeTaskDefinition': (input, options) => client.send(new DescribeTaskDefinitionCommand(input), options),
      'ecs:ListTasks': (input, options) => client.send(new ListTasksCommand(input), options),
      'ecs:DescribeTasks': (input, options) => client.send(new DescribeTasksCommand(input), options),
      'ecs:UpdateService': (input, options) => client.send(new UpdateServiceCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
