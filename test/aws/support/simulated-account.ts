import { type RequestLimits, requestLimits } from '../../../src/aws/request.ts';
import { createGateway, type OpenGateway } from '../../../src/aws/sdk.ts';
import type { Clock } from '../../../src/domain/time.ts';
import type { Fault } from '../../../src/sim/faults/fault.ts';
import type { Wait } from '../../../src/sim/server/delivery.ts';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { startHttpServer } from '../../../src/sim/server/http.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/sim/simulator.ts';
import type { WireRequest } from '../../../src/sim/wire/message.ts';

/** In the middle of a minute, like `now` of the canned account. */
export const simulatedNow = Date.UTC(2026, 10, 23, 12, 34, 56);

export interface SimulatedAccount {
  readonly simulator: Simulator;
  readonly url: string;
  /** The operations that were asked for, one for each request, in the order in which they arrived. */
  readonly requests: readonly string[];
  /** How many writes AWS has carried out. */
  readonly writes: () => number;
  /** In place of all others. */
  setFaults(...faults: readonly Fault[]): void;
  open(options?: { readonly limits?: RequestLimits; readonly clock?: Clock }): OpenGateway;
  close(): Promise<void>;
}

/** For calls that are never answered; everything else gets the program's own limits, however busy the machine is. */
export const shortLimits: RequestLimits = {
  connectionMs: 1_000,
  requestMs: 1_000,
  socketMs: 1_000,
  totalMs: { read: 2_000, poll: 2_000, write: 2_000 },
};

/** The simulated AWS behind real HTTP, its time standing still, and gateways that take it for a real one. */
export async function simulatedAccount(
  options: Partial<SimulatorOptions> & {
    readonly wait?: Wait;
    /** What becomes of the body of an answer on its way. */
    readonly garble?: (operation: string, body: Uint8Array) => Uint8Array;
  } = {},
): Promise<SimulatedAccount> {
  const { wait, garble = (_, body) => body, ...world } = options;
  const simulator = createSimulator({ seed: 1, start: simulatedNow, durations: 1, ...world });
  const { accountId, region } = simulator.world.account;
  const requests: string[] = [];
  const server = await startHttpServer({
    dispatch(request) {
      const operation = operationOf(request);
      requests.push(operation);
      const answer = simulator.dispatch(request);
      return { ...answer, body: garble(operation, answer.body) };
    },
    driver: new StepDriver(simulator.world.clock),
    port: 0,
    accountId,
    region,
    ...(wait && { wait }),
  });
  const opened: OpenGateway[] = [];
  return {
    simulator,
    url: server.url,
    requests,
    writes: () => simulator.history.writes.length,
    setFaults(...faults) {
      for (const { id } of simulator.faults.all()) simulator.perform({ remove: id });
      for (const fault of faults) simulator.perform({ add: fault });
    },
    open({ limits = requestLimits, clock } = {}) {
      const gateway = createGateway({
        region,
        endpoint: server.url,
        limits,
        credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' },
        ...(clock && { clock }),
      });
      opened.push(gateway);
      return gateway;
    },
    async close() {
      for (const gateway of opened) gateway.destroy();
      await server.close();
    },
  };
}

const ofLambda: Readonly<Record<string, string>> = {
  'GET function': 'GetFunction',
  'GET policy': 'GetPolicy',
  'POST policy': 'AddPermission',
  'DELETE policy': 'RemovePermission',
};

/** `UpdateService`: the last word of the JSON services' header, the query services' Action, or Lambda's way of REST. */
function operationOf({ method, path, headers, body }: WireRequest): string {
  if (path.includes('/functions/'))
    return ofLambda[`${method} ${path.includes('/policy') ? 'policy' : 'function'}`] ?? path;
  const target = headers['x-amz-target'];
  if (target !== undefined) return target.split('.').at(-1) ?? target;
  return new URLSearchParams(Buffer.from(body).toString()).get('Action') ?? 'unknown';
}
