import { FaultError } from '../domain/fault.ts';
import type {
  OperationInput,
  OperationName,
  OperationOutput,
  ReadOperation,
  WriteOperation,
} from '../domain/operations.ts';
import type { Gateway, Mint, Secrets, WriteOutcome } from '../domain/ports.ts';
import type { Clock } from '../domain/time.ts';
import type { ClientConfig } from './client-config.ts';
import { type Clients, createClients } from './clients.ts';
import { createSimulatedClock, createWallClock } from './clock.ts';
import { type Credentials, credentialsOfMachine, simulatedCredentials } from './credentials.ts';
import type { Asked } from './fault-row.ts';
import { faultOf, secretGone, unreadableAnswer } from './faults.ts';
import { createGrants } from './grants.ts';
import { operationRows } from './operation-rows.ts';
import { outcomeOfFailedWrite } from './outcome.ts';
import { type RequestKind, type RequestLimits, type ResponseHeaders, requestLimits } from './request.ts';
import { revealed } from './revealed.ts';
import type { SimulatorHello } from './simulated-endpoint.ts';

export interface GatewayOptions {
  readonly region: string;
  /** Where requests go instead of AWS's own endpoints; null for AWS. */
  readonly endpoint: string | null;
  /** What the endpoint said of itself, when it is a simulated AWS: its clock is followed, and no real credential is used. */
  readonly simulator?: SimulatorHello | undefined;
  /** A named profile; null for the SDK's default. */
  readonly profile?: string | null;
  /** Instead of the machine's own chain. Ignored for a simulated AWS. */
  readonly credentials?: Credentials;
  readonly limits?: RequestLimits;
  /** Where the secrets are that effects refer to. */
  readonly secrets?: Pick<Secrets, 'reveal'>;
}

type EffectOf<Name extends WriteOperation> = {
  [N in Name]: { readonly operation: N; readonly input: OperationInput<N> };
}[Name];

export interface OpenGateway {
  readonly gateway: Gateway;
  /** Makes the grants that writes need. Whoever is not handed it cannot write. */
  readonly mint: Mint;
  readonly clock: Clock;
  /** Closes every connection; they would hold the process. */
  destroy(): void;
}

/**
 * The way out to AWS, and the only one: no other file of the program sends an SDK command.
 *
 * Reads are tried three times and reject with a FaultError. Writes are sent once, need a grant, and resolve to what is
 * known of them. An answer counts only when it has the shape that AWS gives.
 */
export function createGateway(options: GatewayOptions): OpenGateway {
  // Read when the first client is made; the warning would go to the screen.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const { region, endpoint, simulator, profile = null, limits = requestLimits } = options;
  const { clock, hear } = clockFor(simulator);
  const { mint, redeem } = createGrants();

  let credentials: Promise<Credentials> | undefined;
  const clientsFor = (kind: RequestKind): Clients =>
    createClients(async (): Promise<ClientConfig> => {
      credentials ??= credentialsFor(options);
      const { clientConfig } = await import('./client-config.ts');
      return clientConfig({ kind, region, endpoint, limits, credentials: await credentials, onResponse: hear });
    });
  const clients: Readonly<Record<RequestKind, Clients>> = { read: clientsFor('read'), write: clientsFor('write') };

  async function send<Name extends OperationName>(
    kind: RequestKind,
    operation: Name,
    input: OperationInput<Name>,
    signal?: AbortSignal,
  ): Promise<OperationOutput<Name>> {
    const { commands } = await operationRows[operation].client(clients[kind]);
    const deadline = AbortSignal.timeout(limits.totalMs[kind]);
    const abortSignal = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
    return commands[operation](input, { abortSignal });
  }

  const asked = (operation: OperationName): Asked => ({ operation, region, endpoint, profile });

  const gateway: Gateway = {
    async read<Name extends ReadOperation>(operation: Name, input: OperationInput<Name>, signal?: AbortSignal) {
      try {
        const output = await send('read', operation, input, signal);
        const wrong = operationRows[operation].check(output, input);
        if (wrong === undefined) return output;
        throw new FaultError(unreadableAnswer(wrong, asked(operation)));
      } catch (error) {
        throw error instanceof FaultError ? error : new FaultError(faultOf(error, asked(operation)), { cause: error });
      }
    },

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
      if (wrong !== undefined) return { outcome: 'unknown', fault: unreadableAnswer(wrong, asked(operation)) };
      return { outcome: 'accepted', requestId: output.$metadata.requestId ?? null };
    } catch (error) {
      const fault = faultOf(error, asked(operation));
      return outcomeOfFailedWrite(error, { ...fault, because: sent.hidden(fault.because) });
    }
  }

  return {
    gateway,
    mint,
    clock,
    destroy() {
      clients.read.destroy();
      clients.write.destroy();
    },
  };
}

async function credentialsFor({ simulator, credentials, profile = null }: GatewayOptions): Promise<Credentials> {
  if (simulator !== undefined) return simulatedCredentials;
  return credentials ?? credentialsOfMachine(profile);
}

function clockFor(simulator: SimulatorHello | undefined): {
  readonly clock: Clock;
  readonly hear: (headers: ResponseHeaders) => void;
} {
  if (simulator === undefined) return { clock: createWallClock(), hear: () => {} };
  const clock = createSimulatedClock(simulator);
  return { clock, hear: clock.hear };
}
