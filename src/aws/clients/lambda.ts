import {
  AddPermissionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openLambda(config: ClientConfig): ServiceClient<'lambda'> {
  const client = withCheckedAnswers(new LambdaClient(config));
  return {
    commands: {
      'lambda:GetFunction': (input, options) => client.send(new GetFunctionCommand(input), options),
      'lambda:GetPolicy': (input, options) => client.send(new GetPolicyCommand(input), options),
      'lambda:AddPermission': (input, options) => client.send(new AddPermissionCommand(input), options),
      'lambda:RemovePermission': (input, options) => client.send(new RemovePermissionCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
