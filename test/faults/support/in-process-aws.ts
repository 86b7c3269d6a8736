import { createGrants } from '../../../src/aws/grants.ts';
import { createObserver } from '../../../src/aws/observe/observe-parts.ts';
import type { Effect, OperationOutput, ReadOperation } from '../../../src/domain/operations.ts';
import type { Gateway, WriteOutcome } from '../../../src/domain/ports.ts';
import { type Part, type ServiceKey, type Session, serviceKey } from '../../../src/domain/snapshot.ts';
import { applyPatch, pendingSnapshot } from '../../../src/domain/snapshot-patch.ts';
import type { Clock, Instant } from '../../../src/domain/time.ts';
import type { RunPorts } from '../../../src/runner/context.ts';
import { createSimulator, type Simulator } from '../../../src/sim/simulator.ts';
import type { WorldName } from '../../../src/sim/worlds/index.ts';

interface Opening {
  /** A Monday morning unless given: traffic is far from what would make auto-scaling act by itself. */
  readonly start?: Instant;
  readonly world?: WorldName;
}

const mondayMorning = Date.UTC(2026, 10, 23, 9, 30, 7, 123);

/**
 * The simulated AWS behind the runner's ports, in this process and in virtual time: hours pass in milliseconds. It leaves
 * out the wire and the SDK, which have suites of their own, and nothing else.
 */
export interface InProcessAws {
  readonly simulator: Simulator;
  readonly session: Session;
  readonly services: readonly ServiceKey[];
  readonly clock: InProcessClock;
  readonly ports: RunPorts & { readonly gateway: Gateway };
  /** Every write that reached AWS through these ports, taken or not, in order. */
  readonly received: readonly ReceivedWrite[];
  /** What this session wrote and AWS took, by AWS's own record, since it was opened or last forgot. */
  taken(): number;
  /** Counts from here. */
  forget(): void;
}

export interface ReceivedWrite {
  readonly runId: string;
  readonly stepId: string;
  readonly effect: Effect;
  readonly outcome: 'accepted' | 'rejected';
}

export interface InProcessClock extends Clock {
  /** Has something happen when somebody sleeps past this instant. */
  at(instant: Instant, happen: () => void): void;
}

export function openInProcessAws(
  seed: number,
  { start = mondayMorning, world = 'waooaw-production-young' }: Opening = {},
): InProcessAws {
  const simulator = createSimulator({ seed, start, durations: 1, world });
  const { account, ecs } = simulator.world;
  const clock = clockOf(simulator);
  const session: Session = {
    environment: 'simulated',
    production: true,
    accountId: account.accountId,
    region: account.region,
    principalArn: account.callerArn,
    endpoint: null,
    simulated: true,
  };
  const services = ecs.services().map(({ clusterName, name }) => serviceKey(clusterName, name));
  const received: ReceivedWrite[] = [];
  const { mint, redeem } = createGrants();
  let requests = 0;
  let forgotten = 0;
  const takenInAll = (): number =>
    simulator.history.writes.filter(({ principal }) => principal === session.principalArn).length;
  const call = (operation: string, input: unknown): unknown => {
    requests += 1;
    return simulator.calls.call(operation, input, { requestId: `request-${requests}` });
  };

  const gateway: Gateway = {
    // The simulator's handler gives exactly what the SDK's output type says, but for the metadata of the transport.
    read: async <Name extends ReadOperation>(operation: Name, input: unknown) =>
      ({ $metadata: {}, ...(call(operation, input) as object) }) as OperationOutput<Name>,
    async write(effect, grant): Promise<WriteOutcome> {
      redeem(grant, effect);
      const { runId, stepId } = grant;
      try {
        call(effect.operation, effect.input);
        received.push({ runId, stepId, effect, outcome: 'accepted' });
        return { outcome: 'accepted', requestId: `request-${requests}` };
      } catch (error) {
        received.push({ runId, stepId, effect, outcome: 'rejected' });
        const because = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        return { outcome: 'rejected', fault: { kind: 'rejected', because, nextStep: 'Look at the request.' } };
      }
    },
  };

  const observer = createObserver({ gateway, clock });
  let known = pendingSnapshot(session, services);
  const observe = async (keys: readonly ServiceKey[], parts: readonly Part[]) => {
    known = applyPatch(known, await observer(keys, parts, known));
    return known;
  };
  return {
    simulator,
    session,
    services,
    clock,
    received,
    taken: () => takenInAll() - forgotten,
    forget() {
      received.splice(0);
      forgotten = takenInAll();
    },
    ports: {
      clock,
      observe,
      gateway,
      async visit(url) {
        const status = simulator.visit(new URL(url).hostname);
        return { ok: status === 200, says: status === undefined ? 'no answer' : `HTTP ${status}` };
      },
      mint: () => mint,
      identify: async () => session,
    },
  };
}

function clockOf({ world }: Simulator): InProcessClock {
  let happenings: readonly { readonly at: Instant; readonly happen: () => void }[] = [];
  const now = (): Instant => Math.floor(world.clock.now);
  return {
    speed: 1,
    now,
    at(instant, happen) {
      happenings = [...happenings, { at: instant, happen }].toSorted((a, b) => a.at - b.at);
    },
    async sleep(ms, signal) {
      const until = now() + ms;
      for (;;) {
        if (signal?.aborted) return;
        const [next, ...later] = happenings;
        if (next === undefined || next.at > until) break;
        happenings = later;
        world.clock.runUntil(Math.max(now(), next.at));
        next.happen();
      }
      world.clock.runUntil(until);
    },
  };
}
