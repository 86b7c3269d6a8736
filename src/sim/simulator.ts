import { applicationAutoScalingOperations } from './api/application-auto-scaling.ts';
import { cloudWatchOperations } from './api/cloudwatch.ts';
import { ecsOperations } from './api/ecs.ts';
import { elbv2Operations } from './api/elbv2.ts';
import { stsOperations } from './api/sts.ts';
import { RealTimeDriver } from './server/driver.ts';
import { startHttpServer } from './server/http.ts';
import { createDispatch, type Dispatch } from './wire/dispatch.ts';
import type { SimOperation } from './wire/operation.ts';
import { requestIdsFrom } from './world/ids.ts';
import { RandomStreams } from './world/rng.ts';
import type { World } from './world/world.ts';
import { openWaooawProduction } from './worlds/waooaw-production.ts';

export interface SimulatorOptions {
  /** The same seed gives the same world. */
  readonly seed: number;
  /** The simulated time at which the caller enters, in milliseconds since the Unix epoch. */
  readonly start: number;
  /** Scales how long starts, stops and health checks take; 1 is AWS's own pace, and it is above 0. */
  readonly durations: number;
}

/** Something went wrong that is no AWS error: a bug of the simulator. Its caller got an InternalFailure. */
interface Defect {
  readonly operation: string;
  readonly error: unknown;
}

export interface Simulator {
  readonly world: World;
  readonly operations: readonly SimOperation[];
  /** Answers AWS requests without a network. */
  readonly dispatch: Dispatch;
  /** The simulator's bugs that callers have met so far. */
  readonly defects: readonly Defect[];
}

/** The simulated AWS without time or network of its own: `world.clock.runUntil` is what moves it. */
export const createSimulator = ({ seed, start, durations }: SimulatorOptions): Simulator => {
  const world = openWaooawProduction({ seed, start, durations });
  const operations = [
    ...stsOperations(world),
    ...ecsOperations(world),
    ...applicationAutoScalingOperations(world),
    ...cloudWatchOperations(world),
    ...elbv2Operations(world),
  ];
  const defects: Defect[] = [];
  const dispatch = createDispatch({
    operations,
    // Outside the world's own streams: a request must not change the world.
    nextRequestId: requestIdsFrom(new RandomStreams(seed).get('request-ids')),
    onDefect: (error, operation) => defects.push({ operation, error }),
  });
  return { world, operations, dispatch, defects };
};

export interface RunningSimulator extends Simulator {
  /** `http://127.0.0.1:43117`, for `endpoint` of an SDK client and `--endpoint-url` of the aws command. */
  readonly url: string;
  readonly port: number;
  readonly driver: RealTimeDriver;
  /** Stops its time and its server, and drops all connections. */
  close(): Promise<void>;
}

/**
 * The simulated AWS on a loopback port, its time running `speed` times as fast as the real one.
 * @throws Error (EADDRINUSE, EACCES) when the port cannot be had; RangeError for a speed or durations of 0 or less
 */
export const startSimulator = async ({
  speed,
  port,
  wallNow = Date.now,
  ...options
}: SimulatorOptions & {
  readonly speed: number;
  /** 0 takes any free port. */
  readonly port: number;
  /** Real time in milliseconds; the machine's clock unless given. */
  readonly wallNow?: () => number;
}): Promise<RunningSimulator> => {
  const simulator = createSimulator(options);
  const { account, clock } = simulator.world;
  // At speed 1 callers may go by the wall clock, as the aws command does: the world must then not fall behind it.
  const leap = speed === 1 ? { maxLeapMs: Number.POSITIVE_INFINITY } : {};
  const driver = new RealTimeDriver({ world: clock, speed, wallNow, ...leap });
  try {
    const { accountId, region } = account;
    const server = await startHttpServer({ dispatch: simulator.dispatch, driver, port, accountId, region });
    const close = async (): Promise<void> => {
      driver.stop();
      await server.close();
    };
    return { ...simulator, url: server.url, port: server.port, driver, close };
  } catch (error) {
    driver.stop();
    throw error;
  }
};
