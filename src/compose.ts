import { createWallClock } from './aws/clock.ts';
import { discoverServices } from './aws/discover.ts';
import { identify } from './aws/identity.ts';
import { cadences } from './aws/observe/index.ts';
import { createObserver } from './aws/observe/observe-parts.ts';
import { regionOfMachine } from './aws/region.ts';
import { createGateway } from './aws/sdk.ts';
import { probeSimulator } from './aws/simulated-endpoint.ts';
import { createSecrets } from './config/secrets.ts';
import type { Settings } from './config/settings.ts';
import { FaultError } from './domain/fault.ts';
import type { Secrets } from './domain/ports.ts';
import { type Configured, type ServiceKey, type Session, serviceKey } from './domain/snapshot.ts';
import type { AwsPorts } from './session/aws-ports.ts';
import { createSession, type HeadroomSession } from './session/session.ts';

/** A session with the AWS that the settings mean. Nothing is asked of it before `connect`. */
export function openSession(settings: Settings): HeadroomSession {
  const secrets = createSecrets(settings.env);
  return createSession({
    openAws: () => openAws(settings, secrets),
    wallClock: createWallClock(),
    writes: settings.writes,
    stateDir: settings.stateDir,
    secrets,
    configured: settings.configured,
  });
}

async function openAws(settings: Settings, secrets: Secrets): Promise<AwsPorts> {
  const endpoint = settings.endpoint?.url ?? null;
  const simulator = endpoint === null ? undefined : await probeSimulator(endpoint);
  const region = simulator?.region ?? settings.region ?? (await regionOfMachine(settings.profile));
  const { gateway, mint, clock, destroy } = createGateway({
    region,
    endpoint,
    simulator,
    profile: settings.profile ?? null,
    secrets,
  });
  const where: Omit<Session, 'accountId' | 'principalArn'> = {
    environment: simulator ? 'simulated' : settings.environment,
    production: settings.production,
    region,
    endpoint,
    simulated: simulator !== undefined,
  };
  return {
    clock,
    gateway,
    mint,
    cadences,
    async identify() {
      const session = await identify(gateway, where);
      if (settings.accountId !== undefined && session.accountId !== settings.accountId) {
        throw new FaultError(wrongAccount(settings, session.accountId));
      }
      return session;
    },
    async services() {
      if (settings.services !== undefined) return settings.services as readonly ServiceKey[];
      return (await discoverServices(gateway)).services;
    },
    observe: createObserver({ gateway, clock }),
    close: destroy,
  };
}

const wrongAccount = ({ environment, accountId }: Settings, actual: string) =>
  ({
    kind: 'credentials',
    because: `The credentials belong to account ${actual}, and the environment ${environment} is account ${accountId}`,
    nextStep: 'Use the profile of the right account, or correct accountId in the configuration.',
  }) as const;

export interface SimulatedAwsOptions {
  readonly seed: number;
  readonly speed: number;
  readonly durations: number;
  readonly port: number;
  /** A campaign reaches the backend this long after the start, in real time, so that something happens to watch. */
  readonly campaignAfterMs?: number;
}

export interface SimulatedAws {
  readonly url: string;
  /** Opens `<url>/_sim/control/`, as the header `x-sim-token`. */
  readonly controlToken: string;
  /** Its services as `cluster/service`, in the order in which the world was furnished. */
  readonly services: readonly ServiceKey[];
  /** How many database connections the pool of one of their tasks opens at most. */
  readonly connectionsPerTask: Configured['connectionsPerTask'];
  close(): Promise<void>;
}

/** As many as the right-sizing report looks back on. */
const earlierDays = 7;

/** The simulated AWS on a loopback port of this process; its clock starts at the machine's time. */
export async function startSimulatedAws(options: SimulatedAwsOptions): Promise<SimulatedAws> {
  // Only demo and simulate need it: whoever talks to AWS never loads a line of it.
  const [{ startSimulator }, { announceCampaign }, { poolsPerTask }] = await Promise.all([
    import('./sim/simulator.ts'),
    import('./sim/worlds/campaign.ts'),
    import('./sim/worlds/waooaw-database.ts'),
  ]);
  const start = Date.now();
  const { url, controlToken, world, close } = await startSimulator({ ...options, start, earlierDays });
  if (options.campaignAfterMs !== undefined) announceCampaign(world, start + options.campaignAfterMs * options.speed);
  const services = world.ecs.services().map(({ clusterName, name }) => serviceKey(clusterName, name));
  const connectionsPerTask = Object.fromEntries(
    world.ecs.services().flatMap(({ clusterName, name }) => {
      const pool = poolsPerTask[name];
      return pool === undefined ? [] : [[serviceKey(clusterName, name), pool]];
    }),
  );
  return { url, controlToken, services, connectionsPerTask, close };
}
