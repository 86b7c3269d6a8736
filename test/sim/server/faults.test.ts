import { DescribeServicesCommand, ECSClient, ListServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { afterEach, describe, expect, it } from 'vitest';
import type { ApiEffect, Fault, TransportEffect } from '../../../src/sim/faults/fault.ts';
import type { Wait } from '../../../src/sim/server/delivery.ts';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { startHttpServer } from '../../../src/sim/server/http.ts';
import { createSimulator } from '../../../src/sim/simulator.ts';
import { NOON } from '../api/stepped-aws.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A simulated AWS with these faults, and SDK clients that try three times without pausing. */
async function aws({ faults = [], wait }: { faults?: readonly Fault[]; wait?: Wait } = {}) {
  const simulator = createSimulator({ seed: 1, start: NOON, durations: 1 });
  for (const fault of faults) simulator.perform({ add: fault });
  const { accountId, region } = simulator.world.account;
  const server = await startHttpServer({
    dispatch: simulator.dispatch,
    driver: new StepDriver(simulator.world.clock),
    port: 0,
    accountId,
    region,
    ...(wait && { wait }),
  });
  closing.push(() => server.close());
  const configuration = {
    endpoint: server.url,
    region,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
    retryStrategy: new ConfiguredRetryStrategy(3, () => 0),
  };
  const clients = { ecs: new ECSClient(configuration), elb: new ElasticLoadBalancingV2Client(configuration) };
  closing.push(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  const struck = () => simulator.faults.all().map(fault => fault.struck);
  return { simulator, server, ...clients, struck, writes: simulator.history.writes, faults: simulator.faults };
}

const failure = (answer: Promise<unknown>): Promise<Error & { code?: string; $metadata?: object }> =>
  answer.then(
    () => {
      throw new Error('the call should have failed');
    },
    error => error,
  );

const describeBackend = () => new DescribeServicesCommand({ cluster, services: [service] });
const toFive = () => new UpdateServiceCommand({ cluster, service, desiredCount: 5 });

describe('what the SDK makes of a broken way', () => {
  // What a client sees was measured with the SDK; see "SDK reaction to faults" of the simulator's research.
  // aws-facts 4.1
  it.each<{ effect: TransportEffect; sees: object; attempts: number }>([
    { effect: { kind: 'reset', applied: false }, sees: { name: 'TimeoutError', code: 'ECONNRESET' }, attempts: 3 },
    { effect: { kind: 'truncated-body' }, sees: { code: 'ECONNRESET' }, attempts: 3 },
    { effect: { kind: 'captive-portal' }, sees: { name: 'SyntaxError' }, attempts: 1 },
    {
      effect: { kind: 'bad-gateway', applied: false },
      sees: { name: 'SyntaxError', $metadata: expect.objectContaining({ httpStatusCode: 502 }) },
      attempts: 3,
    },
  ])('$effect.kind: tried $attempts times', async ({ effect, sees, attempts }) => {
    const { ecs, struck } = await aws({ faults: [{ effect }] });
    expect(await failure(ecs.send(describeBackend()))).toMatchObject(sees);
    expect(struck()).toEqual([attempts]);
  });

  // aws-facts 4.1
  it('an HTML page makes no sense to a query service either', async () => {
    const { elb, struck } = await aws({ faults: [{ effect: { kind: 'bad-gateway', applied: false } }] });
    const error = await failure(elb.send(new DescribeTargetGroupsCommand({})));
    expect(error).toMatchObject({ name: 'Unknown', $metadata: { httpStatusCode: 502 } });
    expect(struck()).toEqual([3]);
  });

  it('an empty 200 passes for success: whoever trusts it believes in services without a name', async () => {
    const { ecs } = await aws({ faults: [{ effect: { kind: 'empty-answer', applied: false } }] });
    const { services, $metadata } = await ecs.send(describeBackend());
    expect({ services, status: $metadata.httpStatusCode }).toEqual({ services: undefined, status: 200 });
  });

  it('once it is better, the next attempt succeeds', async () => {
    const { ecs } = await aws({ faults: [{ when: { times: 2 }, effect: { kind: 'reset', applied: false } }] });
    const { services, $metadata } = await ecs.send(describeBackend());
    expect({ name: services?.[0]?.serviceName, attempts: $metadata.attempts }).toEqual({ name: service, attempts: 3 });
  });
});

// aws-facts 4.1: throttling and 5xx are retried, what the caller may not or need not try again is not.
describe('what the SDK makes of a refusal', () => {
  it.each<{ effect: ApiEffect; attempts: number }>([
    { effect: { kind: 'throttle' }, attempts: 3 },
    { effect: { kind: 'server-error', status: 500, applied: false }, attempts: 3 },
    { effect: { kind: 'server-error', status: 503, applied: false }, attempts: 3 },
    { effect: { kind: 'access-denied' }, attempts: 1 },
    { effect: { kind: 'expired-token' }, attempts: 1 },
  ])('$effect.kind is tried $attempts times', async ({ effect, attempts }) => {
    const { ecs, elb, struck } = await aws({ faults: [{ effect }] });
    expect(await failure(ecs.send(describeBackend()))).toMatchObject({ $metadata: { attempts } });
    expect(await failure(elb.send(new DescribeTargetGroupsCommand({})))).toMatchObject({ $metadata: { attempts } });
    expect(struck()).toEqual([2 * attempts]);
  });
});

describe('a call that never comes back', () => {
  // aws-facts 4.1
  it.each([true, false])('hangs until the client gives up (applied: %s)', async applied => {
    const { ecs, writes, struck } = await aws({ faults: [{ effect: { kind: 'hang', applied } }] });
    const patience = new AbortController();
    const answer = failure(ecs.send(toFive(), { abortSignal: patience.signal }));
    // The server has had the request once it counts it; nothing else would ever end this call.
    await expect.poll(struck).toEqual([1]);
    patience.abort();
    expect(await answer).toMatchObject({ name: 'AbortError' });
    expect(writes.map(({ operation }) => operation)).toEqual(applied ? ['ecs:UpdateService'] : []);
  });

  it('does not keep the server from closing', async () => {
    const { server, ecs, struck } = await aws({ faults: [{ effect: { kind: 'hang', applied: false } }] });
    const answer = failure(ecs.send(describeBackend()));
    await expect.poll(struck).toEqual([1]);
    // The retries meet a closed port.
    await server.close();
    expect(await answer).toMatchObject({ code: expect.stringMatching(/ECONNRESET|ECONNREFUSED/) });
  });
});

describe('a write that fails for its sender', () => {
  const writeFaults: readonly { effect: TransportEffect; attempts: number }[] = [
    { effect: { kind: 'reset', applied: true }, attempts: 3 },
    { effect: { kind: 'truncated-body' }, attempts: 3 },
    { effect: { kind: 'bad-gateway', applied: true }, attempts: 3 },
    { effect: { kind: 'empty-answer', applied: true }, attempts: 1 },
  ];
  it.each(writeFaults)('may have been done: $effect.kind after AWS acted', async ({ effect, attempts }) => {
    const { ecs, writes, simulator } = await aws({ faults: [{ match: { operation: 'UpdateService' }, effect }] });
    await ecs.send(toFive()).catch(() => undefined);
    expect(writes).toHaveLength(attempts);
    expect(writes[0]).toEqual({
      at: simulator.world.clock.now,
      principal: simulator.world.account.callerArn,
      operation: 'ecs:UpdateService',
      input: { cluster, service, desiredCount: 5 },
    });
    // The same client, reading back.
    const { services } = await ecs.send(describeBackend());
    expect(services?.[0]?.desiredCount).toBe(5);
  });

  it.each<TransportEffect>([
    { kind: 'reset', applied: false },
    { kind: 'bad-gateway', applied: false },
    { kind: 'empty-answer', applied: false },
    { kind: 'captive-portal' },
  ])('or not: $kind before AWS saw it', async effect => {
    const { ecs, writes } = await aws({ faults: [{ match: { operation: 'UpdateService' }, effect }] });
    await ecs.send(toFive()).catch(() => undefined);
    expect(writes).toEqual([]);
    const { services } = await ecs.send(describeBackend());
    expect(services?.[0]?.desiredCount).toBe(2);
  });
});

it('a swapped answer is another call’s, in full health', async () => {
  const { ecs, faults, simulator } = await aws();
  await ecs.send(new ListServicesCommand({ cluster }));
  simulator.perform({ add: { match: { operation: 'DescribeServices' }, effect: { kind: 'swapped-answer' } } });
  const { services, $metadata, ...rest } = await ecs.send(describeBackend());
  expect({ services, status: $metadata.httpStatusCode }).toEqual({ services: undefined, status: 200 });
  expect(rest).not.toHaveProperty('failures');
  expect(faults.all()[0]?.struck).toBe(1);
});

it('a swapped answer waits until there is one to swap with', async () => {
  const { ecs, struck } = await aws({ faults: [{ when: { times: 1 }, effect: { kind: 'swapped-answer' } }] });
  const { services } = await ecs.send(describeBackend());
  expect(services?.[0]?.serviceName).toBe(service);
  expect(struck()).toEqual([0]);
});

describe('a slow way', () => {
  /** Takes note of every wait, and waits for nothing. */
  const noting = () => {
    const waits: number[] = [];
    return {
      waits,
      wait: async (ms: number) => {
        waits.push(ms);
      },
    };
  };

  it('delays add up, with jitter from a stream of their own', async () => {
    const faults: Fault[] = [
      { effect: { kind: 'delay', ms: 200 } },
      { effect: { kind: 'delay', ms: 100, jitterMs: 50 } },
    ];
    const [one, two] = [noting(), noting()];
    for (const { wait } of [one, two]) {
      const { ecs } = await aws({ faults, wait });
      for (let call = 0; call < 5; call += 1) await ecs.send(describeBackend());
    }
    expect(one.waits).toHaveLength(5);
    expect(one.waits.every(ms => ms >= 300 && ms < 350)).toBe(true);
    expect(new Set(one.waits).size).toBe(5);
    expect(two.waits).toEqual(one.waits);
  });

  it('a trickle arrives byte by byte, and whole', async () => {
    const { waits, wait } = noting();
    const { ecs } = await aws({ faults: [{ effect: { kind: 'trickle', msPerByte: 7 } }], wait });
    const { services } = await ecs.send(describeBackend());
    expect(services?.[0]?.serviceName).toBe(service);
    expect(waits.length).toBeGreaterThan(500);
    expect(new Set(waits)).toEqual(new Set([7]));
  });

  it('a trickle ends when its reader has gone', async () => {
    const gone = Promise.withResolvers<void>();
    let waits = 0;
    const wait = async () => {
      waits += 1;
      if (waits > 3) await gone.promise;
    };
    const { server, ecs } = await aws({ faults: [{ effect: { kind: 'trickle', msPerByte: 1 } }], wait });
    const answer = failure(ecs.send(describeBackend()));
    await expect.poll(() => waits).toBe(4);
    await server.close();
    gone.resolve();
    await answer;
    await new Promise(resolve => setImmediate(resolve));
    // Three attempts at most, of which the later ones found a closed port.
    expect(waits).toBeLessThan(10);
  });
});

it('a fault that strikes nothing leaves every byte as it was', async () => {
  const bytes = async (faults: readonly Fault[]) => {
    const { server } = await aws({ faults });
    const headers = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DescribeServices' };
    const body = JSON.stringify({ cluster, services: [service] });
    return (await fetch(server.url, { method: 'POST', headers, body })).text();
  };
  const struckNever: Fault[] = [{ when: { probability: 0.000001 }, effect: { kind: 'reset', applied: false } }];
  expect(await bytes(struckNever)).toBe(await bytes([]));
});
