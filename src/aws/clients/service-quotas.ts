import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openServiceQuotas(config: ClientConfig): ServiceClient<'servicequotas'> {
  const client = withCheckedAnswers(new ServiceQuotasClient(config));
  return {
    commands: {
      'servicequotas:GetServiceQuota': (input, options) => client.send(new GetServiceQuotaCommand(input), options),
      'servicequotas:GetAWSDefaultServiceQuota': (input, options) =>
        client.send(new GetAWSDefaultServiceQuotaCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
