import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import { on, type SimOperation } from '../wire/operation.ts';
import { quotaArn } from '../world/account.ts';
import { DEFAULT_FARGATE_VCPUS, FARGATE_VCPU_USAGE } from '../world/quotas.ts';
import type { World } from '../world/world.ts';

const FARGATE = 'fargate';
const ON_DEMAND_VCPUS = 'L-3032A538';

export const serviceQuotasOperations = (world: World): readonly SimOperation[] => [
  on(GetServiceQuotaCommand, ({ ServiceCode, QuotaCode }) => {
    insistOnFargateVcpus(ServiceCode, QuotaCode);
    const applied = world.quotas.appliedFargateVcpus;
    // AWS: an account whose quota was never changed may have no applied value; then the default is what bounds it.
    if (applied === undefined) throw noSuchResource();
    return { Quota: fargateVcpus(world, applied) };
  }),

  on(GetAWSDefaultServiceQuotaCommand, ({ ServiceCode, QuotaCode }) => {
    insistOnFargateVcpus(ServiceCode, QuotaCode);
    return { Quota: fargateVcpus(world, DEFAULT_FARGATE_VCPUS) };
  }),
];

/** @throws NoSuchResourceException for every quota but the one that this world has */
const insistOnFargateVcpus = (serviceCode: string | undefined, quotaCode: string | undefined): void => {
  if (serviceCode !== FARGATE || quotaCode !== ON_DEMAND_VCPUS) throw noSuchResource();
};

const noSuchResource = (): NoSuchResourceException =>
  new NoSuchResourceException({
    message: 'The request failed because the specified service or quota does not exist.',
    $metadata: {},
  });

const fargateVcpus = ({ account }: World, value: number): ServiceQuota => ({
  ServiceCode: FARGATE,
  ServiceName: 'AWS Fargate',
  QuotaArn: quotaArn(account, { serviceCode: FARGATE, quotaCode: ON_DEMAND_VCPUS }),
  QuotaCode: ON_DEMAND_VCPUS,
  QuotaName: 'Fargate On-Demand vCPU resource count',
  Value: value,
  Unit: 'None',
  Adjustable: true,
  GlobalQuota: false,
  UsageMetric: {
    MetricNamespace: FARGATE_VCPU_USAGE.namespace,
    MetricName: FARGATE_VCPU_USAGE.metricName,
    MetricDimensions: Object.fromEntries(FARGATE_VCPU_USAGE.dimensions.map(({ name, value: is }) => [name, is])),
    MetricStatisticRecommendation: 'Maximum',
  },
});
