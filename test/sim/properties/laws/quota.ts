import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
} from '@aws-sdk/client-service-quotas';
import type { Simulator } from '../../../../src/sim/simulator.ts';
import { ask } from '../ask.ts';
import { vcpusIn } from '../look.ts';
import type { Law } from './law.ts';

const FARGATE_VCPUS = { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' };

/** aws-facts 4.3 "no applied value: use default" */
const quotaOf = (simulator: Simulator): number | undefined => {
  try {
    return ask(simulator, GetServiceQuotaCommand, FARGATE_VCPUS).Quota?.Value;
  } catch (error) {
    if (error instanceof NoSuchResourceException) {
      return ask(simulator, GetAWSDefaultServiceQuotaCommand, FARGATE_VCPUS).Quota?.Value;
    }
    throw error;
  }
};

/** aws-facts 3.1 "Fargate On-Demand vCPU default quota 6 (L-3032A538)" */
export const quota: Law = {
  name: 'no task is started beyond the quota of vCPUs',
  watch: () => {
    const known = new Set<string | undefined>();
    let quotaBefore: number | undefined;
    return ({ before, now, simulator }, judge) => {
      for (const { taskArn } of before.services.flatMap(({ tasks }) => tasks)) known.add(taskArn);
      const quotaNow = quotaOf(simulator);
      const most = Math.max(quotaNow ?? 0, quotaBefore ?? 0);
      const isAnyNew = now.services.some(({ tasks }) => tasks.some(({ taskArn }) => !known.has(taskArn)));
      if (isAnyNew) judge(vcpusIn(now) <= most, () => `${vcpusIn(now)} vCPUs are in use, of ${most}`);
      quotaBefore = quotaNow;
    };
  },
};
