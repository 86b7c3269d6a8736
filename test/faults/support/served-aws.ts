import type { DeliveredResponse } from '../../../src/sim/server/delivery.ts';
import { RealTimeDriver } from '../../../src/sim/server/driver.ts';
import { startHttpServer } from '../../../src/sim/server/http.ts';
import { createSimulator, type Simulator } from '../../../src/sim/simulator.ts';
import type { WireRequest } from '../../../src/sim/wire/message.ts';

/** What becomes of a request: AWS answers it, never sees it, or takes it and does not answer. */
export type Fate = 'answered' | 'not taken' | 'taken, no answer';

export interface ServedAws {
  readonly simulator: Simulator;
  readonly url: string;
  /** Asked for every write that arrives, before AWS sees it. */
  onWrite: () => Fate;
  /** The operations of the accepted writes, in order. */
  taken(): readonly string[];
  close(): Promise<void>;
}

const isWrite = ({ headers }: WireRequest): boolean =>
  /UpdateService|RegisterScalableTarget/.test(headers['x-amz-target'] ?? '');

/** The simulated AWS over HTTP for programs of their own, sixty times as fast as ours; the test stands in front of it. */
export async function serveAws({ speed = 60 } = {}): Promise<ServedAws> {
  const simulator = createSimulator({ seed: 1, start: Date.now(), durations: 1, world: 'waooaw-production-young' });
  const { account, clock } = simulator.world;
  const driver = new RealTimeDriver({ world: clock, speed });
  const silence: DeliveredResponse = {
    status: 200,
    headers: {},
    body: new Uint8Array(),
    delivery: { fate: 'never-comes' },
  };
  const served: ServedAws = {
    simulator,
    url: '',
    onWrite: () => 'answered',
    taken: () => simulator.history.writes.map(({ operation }) => operation),
    async close() {
      driver.stop();
      await server.close();
    },
  };
  const server = await startHttpServer({
    dispatch(request) {
      const fate = isWrite(request) ? served.onWrite() : 'answered';
      if (fate === 'not taken') return silence;
      const answer = simulator.dispatch(request);
      return fate === 'answered' ? answer : silence;
    },
    driver,
    port: 0,
    accountId: account.accountId,
    region: account.region,
  });
  return Object.assign(served, { url: server.url });
}
