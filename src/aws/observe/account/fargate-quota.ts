import { FaultError } from '../../../domain/fault.ts';
import type { AccountObservation, AccountRequest } from './account-observation.ts';
import { recentValues } from './recent-metrics.ts';

/** "Fargate On-Demand vCPU resource count". */
const quota = { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' };

export const fargateQuota: AccountObservation<'fargateQuota'> = async request => {
  const [limitVcpus, [usedVcpus = null]] = await Promise.all([
    limitOf(request),
    recentValues(
      [
        {
          namespace: 'AWS/Usage',
          name: 'ResourceCount',
          dimensions: { Type: 'Resource', Service: 'Fargate', Resource: 'vCPU', Class: 'Standard/OnDemand' },
          stat: 'Maximum',
        },
      ],
      request,
    ),
  ]);
  return { limitVcpus, usedVcpus };
};

/** AWS: an account whose quota was never changed may have no applied value; then the default bounds it. */
async function limitOf({ context: { gateway }, signal }: AccountRequest): Promise<number> {
  try {
    return (await gateway.read('servicequotas:GetServiceQuota', quota, signal)).Quota?.Value ?? 0;
  } catch (error) {
    if (!(error instanceof FaultError && error.fault.code === 'NoSuchResource')) throw error;
    return (await gateway.read('servicequotas:GetAWSDefaultServiceQuota', quota, signal)).Quota?.Value ?? 0;
  }
}
