import { createWallClock } from './aws/clock.ts';
import { createSecrets } from './config/secrets.ts';
import type { Settings } from './config/settings.ts';
import { FaultError } from './domain/fault.ts';
import type { Secrets } from './domain/ports.ts';
import { type Configured, type ServiceKey, type Session, serviceKey } from './domain/snapshot.ts';
import type { AwsPorts } from './session/aws-ports.ts';
import { createSession, type HeadroomSession } from './session/session.ts';
import type { WorldName } from './sim/worlds/index.ts';

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
  // Only now: nothing of the SDK stands between a person and the first frame.
  const aws = await import('./aws/index.ts');
  const endpoint = settings.endpoint?.url ?? null;
  const simulator = endpoint === null ? undefined : await aws.probeSimulator(endpoint);
  const region = simulator?.region ?? settings.region ?? (await aws.regionOfMachine(settings.profile));
  const { gateway, polling, pollingElsewhere, mint, clock, outages, connection, requests, destroy } = aws.createGateway(
    {
      region,
      endpoint,
      simulator,
      profile: settings.profile ?? null,
      secrets,
      requestsPerMinute: settings.requestsPerMinute,
    },
  );
  const memory = aws.emptyMemory();
  const where: Omit<Session, 'accountId' | 'principalArn'> = {
    environment: simulator ? 'simulated' : settings.environment,
    production: settings.production,
    region,
    endpoint,
    simulated: simulator !== undefined,
    // A simulated AWS takes any credentials, and none of the machine's are used for it.
    ...(simulator === undefined && settings.profile !== undefined && { profile: settings.profile }),
  };
  return {
    clock,
    gateway,
    mint,
    // A simulated AWS is looked for at its own endpoint; nothing of a rehearsal leaves this machine.
    visit: aws.createVisit(simulator === undefined ? null : endpoint),
    cadences: aws.cadences,
    async identify(signal) {
      const session = await aws.identify(gateway, where, signal);
      if (settings.accountId !== undefined && session.accountId !== settings.accountId) {
        throw new FaultError(wrongAccount(settings, session.accountId));
      }
      return session;
    },
    async services(signal) {
      if (settings.services === undefined) return aws.discoverServices(gateway, undefined, signal);
      // The schema of the configuration has let through nothing but cluster/service.
      return { services: settings.services as readonly ServiceKey[], notes: [] };
    },
    observe: aws.createObserver({ gateway, clock, memory }),
    poll: aws.createObserver({ gateway: polling, clock, memory }),
    pollElsewhere: aws.createObserver({ gateway: pollingElsewhere, clock, memory, mostEvents: eventsElsewhere }),
    outages,
    connection,
    requests,
    close: destroy,
  };
}

/** Enough to say since when a service is steady, and why not. */
const eventsElsewhere = 10;

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
  /** The runbook's production account unless given. */
  readonly world?: WorldName;
}

export interface SimulatedAws {
  readonly url: string;
  /** Opens `<url>/_sim/control/`, as the header `x-sim-token`. */
  readonly controlToken: string;
  /** Its services as `cluster/service`, in the order in which the world was furnished. */
  readonly services: readonly ServiceKey[];
  /** Begins a scenario: its story is told from now on. */
  play(scenario: string): void;
  /** How many database connections the pool of one of their tasks opens at most. */
  readonly connectionsPerTask: Configured['connectionsPerTask'];
  close(): Promise<void>;
}

interface WorldChoice {
  readonly name: WorldName;
  readonly summary: string;
}

interface ScenarioChoice {
  readonly name: string;
  readonly summary: string;
  /** The service that it is about, if it is about one. */
  readonly service?: string;
}

/** What the simulated AWS can be asked to be: its worlds, the usual one first, and the stories that it can tell. */
export const simulatedChoices = async (): Promise<{
  readonly worlds: readonly [WorldChoice, ...WorldChoice[]];
  readonly scenarios: readonly ScenarioChoice[];
}> => {
  const { worlds, scenarios } = await import('./sim/index.ts');
  return { worlds, scenarios };
};
/** As many as the right-sizing report looks back on. */
const earlierDays = 7;

/** The simulated AWS on a loopback port of this process; its clock starts at the machine's time. */
export async function startSimulatedAws(options: SimulatedAwsOptions): Promise<SimulatedAws> {
  const { startSimulator, poolsPerTask } = await import('./sim/index.ts');
  const start = Date.now();
  const { url, controlToken, world, perform, close } = await startSimulator({ ...options, start, earlierDays });
  const services = world.ecs.services().map(({ clusterName, name }) => serviceKey(clusterName, name));
  const connectionsPerTask = Object.fromEntries(
    world.ecs.services().flatMap(({ clusterName, name }) => {
      const pool = poolsPerTask[name];
      return pool === undefined ? [] : [[serviceKey(clusterName, name), pool]];
    }),
  );
  const play = (scenario: string): void => void perform({ run: scenario });
  return { url, controlToken, services, connectionsPerTask, play, close };
}
