import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { startHttpServer } from '../../../src/sim/server/http.ts';
import { createSimulator, type Simulator } from '../../../src/sim/simulator.ts';

export const NOON = Date.UTC(2026, 10, 23, 12, 0, 7, 123);

export interface SteppedAws {
  readonly simulator: Simulator;
  readonly ecs: ECSClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly sts: STSClient;
  /** Lets that much simulated time pass. */
  readonly pass: (ms: number) => void;
  readonly close: () => Promise<void>;
}

/** The simulated AWS behind real HTTP and the real SDK, its time moved by hand. */
export const startSteppedAws = async ({ seed = 1, durations = 1 } = {}): Promise<SteppedAws> => {
  const simulator = createSimulator({ seed, start: NOON, durations });
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
    sts: new STSClient(configuration),
  };
  const close = async (): Promise<void> => {
    for (const client of Object.values(clients)) client.destroy();
    await server.close();
    expect(simulator.defects).toEqual([]);
  };
  return { simulator, ...clients, pass: ms => driver.advance(ms), close };
};
