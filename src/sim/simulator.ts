import { applicationAutoScalingOperations } from './api/application-auto-scaling.ts';
import { cloudWatchOperations } from './api/cloudwatch.ts';
import { ec2Operations } from './api/ec2.ts';
import { ecsOperations } from './api/ecs.ts';
import { elastiCacheOperations } from './api/elasticache.ts';
import { elbv2Operations } from './api/elbv2.ts';
import { eventBridgeOperations } from './api/event-bridge.ts';
import { iamOperations } from './api/iam.ts';
import { lambdaOperations } from './api/lambda.ts';
import { cloudWatchLogsOperations } from './api/logs.ts';
import { rdsOperations } from './api/rds.ts';
import { serviceQuotasOperations } from './api/service-quotas.ts';
import { snsOperations } from './api/sns.ts';
import { stsOperations } from './api/sts.ts';
import { controlsOf } from './controls.ts';
import { type ActiveFault, ActiveFaults } from './faults/active-faults.ts';
import { aroundCall, isPossible } from './faults/around-call.ts';
import { permitted } from './faults/permitted.ts';
import { History } from './history.ts';
import type { Recording } from './recording.ts';
import { LaggingWorlds, Reliving } from './reliving.ts';
import type { Deed } from './scenarios/deed.ts';
import { Director } from './scenarios/director.ts';
import { createControl } from './server/control.ts';
import type { DeliveredResponse } from './server/delivery.ts';
import { RealTimeDriver } from './server/driver.ts';
import { createFaultyDispatch } from './server/faults.ts';
import { startHttpServer } from './server/http.ts';
import { type Calls, createCalls } from './wire/call-by-name.ts';
import { createDispatch } from './wire/dispatch.ts';
import type { WireRequest } from './wire/message.ts';
import type { SimOperation } from './wire/operation.ts';
import { requestIdsFrom } from './world/ids.ts';
import { RandomStreams } from './world/rng.ts';
import type { World } from './world/world.ts';
import { openWorld, type WorldName } from './worlds/index.ts';

export interface SimulatorOptions {
  /** The same seed gives the same world. */
  readonly seed: number;
  /** The simulated time at which the caller enters, in milliseconds since the Unix epoch. */
  readonly start: number;
  /** Scales how long starts, stops and health checks take; 1 is AWS's own pace, and it is above 0. */
  readonly durations: number;
  /** The runbook's production account unless given. */
  readonly world?: WorldName;
  /** Of how many days before its beginning CloudWatch still has metrics; of none unless given. */
  readonly earlierDays?: number;
}

/** Something went wrong that is no AWS error: a bug of the simulator. Its caller got an InternalFailure. */
interface Defect {
  readonly operation: string;
  readonly error: unknown;
}

export interface Simulator {
  readonly world: World;
  readonly operations: readonly SimOperation[];
  /** Calls operations by name, without the wire and without its faults. */
  readonly calls: Calls;
  /** Answers AWS requests without a network, and as the faults have it. */
  readonly dispatch: (request: WireRequest) => DeliveredResponse;
  /** The simulator's bugs that callers have met so far. */
  readonly defects: readonly Defect[];
  readonly onDefect: (error: unknown, operation: string) => void;
  readonly options: SimulatorOptions;
  readonly faults: ActiveFaults;
  readonly history: History;
  readonly director: Director;
  /**
   * Adds or removes a fault, runs a scenario, or calls an operation as somebody else; and records it.
   * @throws GrammarError when there is no such thing; what AWS answers when it refuses a call
   */
  readonly perform: (deed: Deed) => ActiveFault | undefined;
  /** A request through the load balancer of that DNS name, as an HTTP status; undefined where there is no such one. */
  readonly visit: (dnsName: string) => number | undefined;
}

/** What the simulated AWS answers: one row per service. */
const operationsOf = (world: World): readonly SimOperation[] => [
  ...stsOperations(world),
  ...ecsOperations(world),
  ...applicationAutoScalingOperations(world),
  ...cloudWatchOperations(world),
  ...elbv2Operations(world),
  ...snsOperations(world),
  ...eventBridgeOperations(world),
  ...lambdaOperations(world),
  ...rdsOperations(world),
  ...elastiCacheOperations(world),
  ...cloudWatchLogsOperations(world),
  ...serviceQuotasOperations(world),
  ...ec2Operations(world),
  ...iamOperations(world),
];

/** The simulated AWS without time or network of its own: `world.clock.runUntil` is what moves it. */
export const createSimulator = ({ seed, start, durations, world: name, earlierDays }: SimulatorOptions): Simulator => {
  // Just these: they go into recordings, whatever else the caller's object has.
  const options: SimulatorOptions = {
    seed,
    start,
    durations,
    ...(name !== undefined && { world: name }),
    ...(earlierDays !== undefined && { earlierDays }),
  };
  const world = openWorld(options);
  const { account, clock } = world;
  const history = new History(world);
  const operations = history.recording(operationsOf(world));
  const defects: Defect[] = [];
  const onDefect = (error: unknown, operation: string): void => {
    defects.push({ operation, error });
  };
  // Outside the world's own streams: a request must not change the world.
  const streams = new RandomStreams(seed);
  const nextRequestId = requestIdsFrom(streams.get('request-ids'));
  const chance = streams.get('faults');
  const faults = new ActiveFaults({ now: () => clock.now, random: chance });
  const calls = createCalls(operations);
  const director = new Director({ world, calls, faults, nextRequestId, onDefect });
  const laggingWorlds = new LaggingWorlds(() => createSimulator(options));
  const dispatch = createFaultyDispatch(createDispatch({ operations, nextRequestId, onDefect }), {
    strike: (call, canBe) => faults.strike(call, effect => canBe(effect) && isPossible(effect, call)),
    around: effects =>
      permitted(
        world,
        aroundCall(effects, {
          account,
          readStale: (call, input, bySeconds) =>
            laggingWorlds.read(call, input, { journal: history.journal, now: clock.now, bySeconds }),
        }),
      ),
    chance: () => chance.next(),
  });
  const perform = (deed: Deed): ActiveFault | undefined => history.record(deed, () => director.perform(deed));
  const visit = (dnsName: string): number | undefined => {
    const isKnown = [...world.loadBalancing.loadBalancers.values()].some(each => each.dnsName === dnsName);
    return isKnown ? history.record({ visit: dnsName }, () => world.visit(dnsName)) : undefined;
  };
  return { options, world, operations, calls, dispatch, defects, onDefect, faults, history, director, perform, visit };
};

/** Lives a recorded session again, up to the moment at which the recording was taken. */
export const replay = ({ options, journal, until }: Recording<SimulatorOptions>): Simulator => {
  const reliving = new Reliving(createSimulator(options));
  reliving.liveUntil(journal, until);
  return reliving.simulator;
};

export interface RunningSimulator extends Simulator {
  /** `http://127.0.0.1:43117`, for `endpoint` of an SDK client and `--endpoint-url` of the aws command. */
  readonly url: string;
  readonly port: number;
  readonly driver: RealTimeDriver;
  /** Opens `/_sim/control/`, as the header `x-sim-token`. */
  readonly controlToken: string;
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
  controlToken = crypto.randomUUID(),
  ...options
}: SimulatorOptions & {
  readonly speed: number;
  /** 0 takes any free port. */
  readonly port: number;
  /** Real time in milliseconds; the machine's clock unless given. */
  readonly wallNow?: () => number;
  /** Unguessable unless given. */
  readonly controlToken?: string;
}): Promise<RunningSimulator> => {
  const simulator = createSimulator(options);
  const { account, clock } = simulator.world;
  // At speed 1 callers may go by the wall clock, as the aws command does: the world must then not fall behind it.
  const leap = speed === 1 ? { maxLeapMs: Number.POSITIVE_INFINITY } : {};
  const driver = new RealTimeDriver({ world: clock, speed, wallNow, ...leap });
  try {
    const { accountId, region } = account;
    const control = createControl(controlToken, { ...controlsOf(simulator), clock: driver });
    const { dispatch, visit } = simulator;
    const server = await startHttpServer({ dispatch, visit, control, driver, port, accountId, region });
    const close = async (): Promise<void> => {
      driver.stop();
      await server.close();
    };
    return { ...simulator, url: server.url, port: server.port, driver, controlToken, close };
  } catch (error) {
    driver.stop();
    throw error;
  }
};
