import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openSts(config: ClientConfig): ServiceClient<'sts'> {
  const client = withCheckedAnswers(new STSClient(config));
  return {
    commands: {
      'sts:GetCallerIdentity': (input, options) => client.send(new GetCallerIdentityCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
