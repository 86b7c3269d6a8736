import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { startHttpServer } from '../../../src/sim/server/http.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/sim/simulator.ts';

export const NOON = Date.UTC(2026, 10, 23, 12, 0, 7, 123);

export interface SteppedAws {
  readonly simulator: Simulator;
  readonly ecs: ECSClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly elastiCache: ElastiCacheClient;
  readonly rds: RDSClient;
  readonly sts: STSClient;
  readonly sns: SNSClient;
  readonly events: EventBridgeClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly quotas: ServiceQuotasClient;
  readonly iam: IAMClient;
  /** For clients that few tests need. */
  readonly configuration: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** Lets that much simulated time pass. */
  readonly pass: (ms: number) => void;
  readonly close: () => Promise<void>;
}

/** The simulated AWS behind real HTTP and the real SDK, its time moved by hand. */
export const startSteppedAws = async ({
  seed = 1,
  durations = 1,
  ...options
}: Partial<SimulatorOptions> = {}): Promise<SteppedAws> => {
  const simulator = createSimulator({ start: NOON, ...options, seed, durations });
  const { account, clock } = simulator.world;
  const driver = new StepDriver(clock);
  const { accountId, region } = account;
  const server = await startHttpServer({ dispatch: simulator.dispatch, driver, port: 0, accountId, region });
  const configuration = {
    endpoint: server.url,
    region,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    maxAttempts: 1,
  };
  const clients = {
    ecs: new ECSClient(configuration),
    scaling: new ApplicationAutoScalingClient(configuration),
    cloudWatch: new CloudWatchClient(configuration),
    elb: new ElasticLoadBalancingV2Client(configuration),
    elastiCache: new ElastiCacheClient(configuration),
    rds: new RDSClient(configuration),
    sts: new STSClient(configuration),
    sns: new SNSClient(configuration),
    events: new EventBridgeClient(configuration),
    lambda: new LambdaClient(configuration),
    // Without this, StartLiveTail goes to stream-127.0.0.1, which no name server knows.
    logs: new CloudWatchLogsClient({ ...configuration, disableHostPrefix: true }),
    quotas: new ServiceQuotasClient(configuration),
    iam: new IAMClient(configuration),
  };
  const close = async (): Promise<void> => {
    for (const client of Object.values(clients)) client.destroy();
    await server.close();
    expect(simulator.defects).toEqual([]);
  };
  return { simulator, configuration, ...clients, pass: ms => driver.advance(ms), close };
};
