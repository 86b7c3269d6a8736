import type { Connection } from '../domain/connection.ts';
import { type Fault, FaultError } from '../domain/fault.ts';
import type {
  OperationInput,
  OperationName,
  OperationOutput,
  ReadOperation,
  WriteOperation,
} from '../domain/operations.ts';
import type { Outage } from '../domain/outage.ts';
import type { Gateway, Mint, Secrets, WriteOutcome } from '../domain/ports.ts';
import { type RequestUse, usualRequestsPerMinute } from '../domain/request-use.ts';
import type { Clock } from '../domain/time.ts';
import { MalformedAnswer } from './checked-answers.ts';
import { createCircuitBreakers } from './circuit-breakers.ts';
import type { ClientConfig } from './client-config.ts';
import { type Clients, createClients, loadClientConfig } from './clients.ts';
import { createSimulatedClock, createWallClock } from './clock.ts';
import { createClockSkew } from './clock-skew.ts';
import { credentialSource } from './credential-source.ts';
import { type Credentials, credentialsOfMachine, fixed, simulatedCredentials } from './credentials.ts';
import { within } from './deadline.ts';
import type { Asked } from './fault-row.ts';
import { faultOf, secretGone, unreadableAnswer } from './faults.ts';
import { createGrants } from './grants.ts';
import { operationRows } from './operation-rows.ts';
import { outcomeOfFailedWrite } from './outcome.ts';
import { createPollingRead } from './polling-read.ts';
import { type RequestKind, type RequestLimits, type ResponseHeaders, requestLimits } from './request.ts';
import { createRequestMeter } from './request-meter.ts';
import { revealed } from './revealed.ts';
import type { SimulatorHello } from './simulated-endpoint.ts';
import { notesOnSurroundings } from './surroundings.ts';

export interface GatewayOptions {
  readonly region: string;
  /** Where requests go instead of AWS's own endpoints; null for AWS. */
  readonly endpoint: string | null;
  /** What the endpoint said of itself, when it is a simulated AWS: its clock is followed, and no real credential is used. */
  readonly simulator?: SimulatorHello | undefined;
  /** A named profile; null for the SDK's default. */
  readonly profile?: string | null;
  /** Instead of the machine's own chain. Ignored for a simulated AWS. */
  readonly credentials?: Parameters<typeof fixed>[0];
  readonly limits?: RequestLimits;
  /** How many requests a minute polls may bring it to. */
  readonly requestsPerMinute?: number;
  /** Instead of the machine's clock, or the simulated AWS's. */
  readonly clock?: Clock;
  /** Where the secrets are that effects refer to. */
  readonly secrets?: Pick<Secrets, 'reveal'>;
}

type EffectOf<Name extends WriteOperation> = {
  [N in Name]: { readonly operation: N; readonly input: OperationInput<N> };
}[Name];

export interface OpenGateway {
  readonly gateway: Gateway;
  /**
   * The same for whatever asks again by itself: its reads are sent once, and a service that fails again and again is
   * left alone between probes. What a run or a person asks for is never held back.
   */
  readonly polling: Gateway;
  /** The same for what nobody looks at: its requests come after those. */
  readonly pollingElsewhere: Gateway;
  /** Makes the grants that writes need. Whoever is not handed it cannot write. */
  readonly mint: Mint;
  readonly clock: Clock;
  /** The services that polling leaves alone now. */
  outages(): readonly Outage[];
  connection(): Connection;
  /** How much was asked of late. */
  requests(): RequestUse;
  /** Closes every connection; they would hold the process. */
  destroy(): void;
}

/**
 * The way out to AWS, and the only one: no other file of the program sends an SDK command.
 *
 * Reads are tried three times and reject with a FaultError. Writes are sent once, need a grant, and resolve to what is
 * known of them. An answer counts only when it has the shape that AWS gives, and speaks of what was asked.
 */
export function createGateway(options: GatewayOptions): OpenGateway {
  // Read when the first client is made; the warning would go to the screen.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const notes = options.simulator === undefined ? notesOnSurroundings(process.env) : [];
  // Whatever connects besides our own clients, as the SDK does for SSO and roles, has to check certificates as well.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];

  const { region, endpoint, simulator, profile = null, limits = requestLimits } = options;
  const { clock, hear } = clockFor(options);
  const skew = createClockSkew(clock);
  const breakers = createCircuitBreakers(clock);
  const meter = createRequestMeter(clock, options.requestsPerMinute ?? usualRequestsPerMinute);
  const { mint, redeem } = createGrants();

  const credentials = credentialsFor(options);
  const onResponse = (headers: ResponseHeaders): void => {
    hear(headers);
    if (simulator === undefined) skew.hear(headers);
  };
  const clientsFor = (kind: RequestKind): Clients =>
    createClients(async (): Promise<ClientConfig> => {
      const clientConfig = await loadClientConfig();
      return clientConfig({
        kind,
        region,
        endpoint,
        limits,
        credentials: credentials.provider,
        // A poll was counted when it got its turn.
        onRequest: kind === 'poll' ? () => {} : meter.count,
        onResponse,
      });
    });
  const clients: Readonly<Record<RequestKind, Clients>> = {
    read: clientsFor('read'),
    poll: clientsFor('poll'),
    write: clientsFor('write'),
  };

  async function send<Name extends OperationName>(
    kind: RequestKind,
    operation: Name,
    input: OperationInput<Name>,
    signal?: AbortSignal,
  ): Promise<OperationOutput<Name>> {
    const { commands } = await operationRows[operation].client(clients[kind]);
    return within(limits.totalMs[kind], signal, abortSignal => commands[operation](input, { abortSignal }));
  }

  const asked = (operation: OperationName): Asked => ({ operation, region, endpoint, profile });

  /** What is wrong with an answer counts as much as what was thrown on the way to it. */
  function faultIn(error: unknown, operation: OperationName): Fault {
    const fault =
      error instanceof MalformedAnswer
        ? unreadableAnswer(error.message, asked(operation))
        : faultOf(error, asked(operation));
    if (fault.kind === 'credentials') credentials.forget();
    return fault;
  }

  async function readOnce<Name extends ReadOperation>(
    kind: 'read' | 'poll',
    operation: Name,
    input: OperationInput<Name>,
    signal?: AbortSignal,
  ): Promise<OperationOutput<Name>> {
    try {
      const output = await send(kind, operation, input, signal);
      const wrong = operationRows[operation].check(output, input);
      if (wrong !== undefined) throw new MalformedAnswer(wrong);
      return output;
    } catch (error) {
      throw new FaultError(faultIn(error, operation), { cause: error });
    }
  }

  const read: Gateway['read'] = async (operation, input, signal) => {
    try {
      const output = await readOnce('read', operation, input, signal);
      breakers.hear(operation, { end: 'answered' }, false);
      return output;
    } catch (error) {
      if (error instanceof FaultError && !signal?.aborted)
        breakers.hear(operation, { end: 'fault', fault: error.fault }, false);
      throw error;
    }
  };

  const gateway: Gateway = {
    read,
    async write(effect, grant) {
      redeem(grant, effect);
      return write(effect);
    },
  };

  // Generic in the operation, so that input and check stay paired; a plain Effect loses which belongs to which.
  async function write<Name extends WriteOperation>({ operation, input }: EffectOf<Name>): Promise<WriteOutcome> {
    const sent = revealed(input, options.secrets);
    if ('missing' in sent) return { outcome: 'rejected', fault: secretGone(sent.missing, asked(operation)) };
    try {
      const output = await send('write', operation, sent.input);
      const wrong = operationRows[operation].check(output, input);
      if (wrong !== undefined) throw new MalformedAnswer(wrong);
      return { outcome: 'accepted', requestId: output.$metadata.requestId ?? null };
    } catch (error) {
      const fault = faultIn(error, operation);
      return outcomeOfFailedWrite(error, { ...fault, because: sent.hidden(fault.because) });
    }
  }

  return {
    gateway,
    polling: { ...gateway, read: createPollingRead({ breakers, meter, lane: 'screen' }, readOnce) },
    pollingElsewhere: { ...gateway, read: createPollingRead({ breakers, meter, lane: 'elsewhere' }, readOnce) },
    mint,
    clock,
    outages: breakers.outages,
    requests: meter.use,
    connection() {
      const wrongClock = skew.note();
      return {
        credentialsFrom: credentialSource(credentials.sources(), profile),
        notes: wrongClock === undefined ? notes : [wrongClock, ...notes],
      };
    },
    destroy() {
      for (const each of Object.values(clients)) each.destroy();
    },
  };
}

function credentialsFor({ simulator, credentials, profile = null }: GatewayOptions): Credentials {
  if (simulator !== undefined) return fixed(simulatedCredentials);
  return credentials === undefined ? credentialsOfMachine(profile) : fixed(credentials);
}

function clockFor({ simulator, clock: given }: GatewayOptions): {
  readonly clock: Clock;
  readonly hear: (headers: ResponseHeaders) => void;
} {
  if (given !== undefined) return { clock: given, hear: () => {} };
  if (simulator === undefined) return { clock: createWallClock(), hear: () => {} };
  const clock = createSimulatedClock(simulator);
  return { clock, hear: clock.hear };
}
