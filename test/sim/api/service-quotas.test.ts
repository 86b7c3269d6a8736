import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const vcpus = { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' };
const cluster = 'waooaw-production';
const service = 'waooaw-backend';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

/** The newest value of the usage metric that the quota itself names. */
const usage = async (): Promise<number | undefined> => {
  const { Quota } = await aws.quotas.send(new GetServiceQuotaCommand(vcpus));
  const {
    MetricNamespace,
    MetricName,
    MetricDimensions = {},
    MetricStatisticRecommendation,
  } = Quota?.UsageMetric ?? {};
  const Dimensions = Object.entries(MetricDimensions).map(([Name, Value]) => ({ Name, Value }));
  const { now } = aws.simulator.world.clock;
  const { MetricDataResults } = await aws.cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - 10 * MINUTE),
      EndTime: new Date(now),
      MetricDataQueries: [
        {
          Id: 'usage',
          MetricStat: {
            Metric: { Namespace: MetricNamespace, MetricName, Dimensions },
            Period: 60,
            Stat: MetricStatisticRecommendation,
          },
        },
      ],
    }),
  );
  return MetricDataResults?.[0]?.Values?.[0];
};

// aws-facts 3.1 (quotas), 2.1 (AWS/Usage)
describe('the quota of Fargate vCPUs', () => {
  it('is what AWS applied to the account, with the metric that counts against it', async () => {
    const { Quota } = await aws.quotas.send(new GetServiceQuotaCommand(vcpus));
    expect(Quota).toMatchObject({
      QuotaName: 'Fargate On-Demand vCPU resource count',
      QuotaArn: 'arn:aws:servicequotas:us-east-1:123456789012:fargate/L-3032A538',
      Value: 16,
      Adjustable: true,
      UsageMetric: {
        MetricNamespace: 'AWS/Usage',
        MetricName: 'ResourceCount',
        MetricDimensions: { Service: 'Fargate', Type: 'Resource', Resource: 'vCPU', Class: 'Standard/OnDemand' },
        MetricStatisticRecommendation: 'Maximum',
      },
    });
    // Two backend tasks of one vCPU, two agents of half a one.
    expect(await usage()).toBe(3);
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 6 }));
    aws.pass(6 * MINUTE);
    expect(await usage()).toBe(7);
  });

  // aws-facts 4.3: "no applied value: use default 6"
  it("is AWS's default where none was applied, which only another call tells", async () => {
    aws.simulator.world.quotas.applyFargateVcpus(undefined);
    await expect(aws.quotas.send(new GetServiceQuotaCommand(vcpus))).rejects.toMatchObject({
      name: 'NoSuchResourceException',
    });
    const { Quota } = await aws.quotas.send(new GetAWSDefaultServiceQuotaCommand(vcpus));
    expect(Quota?.Value).toBe(6);
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 8 }));
    aws.pass(3 * MINUTE);
    const { services } = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    // Six, less one for the agents.
    expect(services?.[0]?.runningCount).toBe(5);
  });

  it.each([
    { ServiceCode: 'fargate', QuotaCode: 'L-00000000' },
    { ServiceCode: 'vpc', QuotaCode: 'L-3032A538' },
  ])('is the only one that there is: not %o', async other => {
    for (const command of [new GetServiceQuotaCommand(other), new GetAWSDefaultServiceQuotaCommand(other)]) {
      await expect(aws.quotas.send(command)).rejects.toMatchObject({ name: 'NoSuchResourceException' });
    }
  });
});
