import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningSimulator, startSimulator } from '../../../src/sim/simulator.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const cluster = 'waooaw-production';
const service = 'waooaw-backend';
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A running simulator whose wall clock stands still. */
async function start() {
  const wall = { now: 0 };
  const simulator = await startSimulator({
    seed: 1,
    start: NOON,
    durations: 1,
    speed: 10,
    port: 0,
    wallNow: () => wall.now,
  });
  const { url, region } = { url: simulator.url, region: simulator.world.account.region };
  const credentials = { accessKeyId: 'simulated', secretAccessKey: 'simulated' };
  const ecs = new ECSClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  closing.push(async () => {
    ecs.destroy();
    await simulator.close();
    expect(simulator.defects).toEqual([]);
  });
  const desiredCount = async () =>
    (await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))).services?.[0]?.desiredCount;
  return { simulator, ecs, wall, desiredCount };
}

/** Asks the control endpoint with the token. */
const ask = async (
  { url, controlToken }: Pick<RunningSimulator, 'url' | 'controlToken'>,
  name: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> => {
  const headers = { 'x-sim-token': controlToken };
  const post = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  const answer = await fetch(`${url}/_sim/control/${name}`, { headers, ...(body !== undefined && post) });
  return { status: answer.status, json: await answer.json() };
};

describe('without the token', () => {
  it.each(['state', 'writes', 'recording', 'time', 'nothing'])('%s is refused', async name => {
    const { simulator } = await start();
    for (const controlToken of ['', 'wrong', simulator.controlToken.slice(1)]) {
      expect((await ask({ url: simulator.url, controlToken }, name)).status).toBe(403);
    }
  });

  it('nothing is done', async () => {
    const { simulator } = await start();
    const fault = { add: { effect: { kind: 'throttle' } } };
    expect((await ask({ url: simulator.url, controlToken: 'wrong' }, 'faults', fault)).status).toBe(403);
    expect(simulator.faults.all()).toEqual([]);
  });

  it('hello answers all the same, and does not tell the token', async () => {
    const { simulator } = await start();
    const hello = await fetch(`${simulator.url}/_sim/hello`);
    expect(hello.status).toBe(200);
    expect(await hello.text()).not.toContain(simulator.controlToken);
  });

  it('another simulator has another token', async () => {
    const [one, two] = [await start(), await start()];
    expect(one.simulator.controlToken).not.toBe(two.simulator.controlToken);
    expect(one.simulator.controlToken.length).toBeGreaterThan(30);
  });
});

describe('state', () => {
  it('tells the clock, the services, the faults and what went wrong in the simulator itself', async () => {
    const { simulator } = await start();
    await ask(simulator, 'faults', { add: { id: 'slow', effect: { kind: 'delay', ms: 0 } } });
    const { status, json } = await ask(simulator, 'state');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      now: NOON,
      options: { seed: 1, start: NOON, durations: 1 },
      scenario: null,
      services: expect.arrayContaining([
        { cluster, service, desiredCount: 2, runningCount: 2, pendingCount: 0, steady: true },
      ]),
      faults: [{ id: 'slow', addedAt: NOON, struck: 0 }],
      writes: 0,
      defects: [],
    });
  });

  it('writes are what AWS accepted, whoever sent it', async () => {
    const { simulator, ecs } = await start();
    await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 3 }));
    await ecs.send(new UpdateServiceCommand({ cluster, service: 'ghost', desiredCount: 3 })).catch(() => undefined);
    const call = { call: 'ecs:UpdateService', input: { cluster, service, desiredCount: 4 } };
    expect((await ask(simulator, 'world', call)).status).toBe(200);
    expect((await ask(simulator, 'writes')).json).toEqual([
      {
        at: NOON,
        principal: 'arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated',
        operation: 'ecs:UpdateService',
        input: { cluster, service, desiredCount: 3 },
      },
      {
        at: NOON,
        principal: 'arn:aws:sts::123456789012:assumed-role/platform-on-call/second-operator',
        operation: 'ecs:UpdateService',
        input: { cluster, service, desiredCount: 4 },
      },
    ]);
  });
});

describe('faults', () => {
  it('come and go', async () => {
    const { simulator, ecs, desiredCount } = await start();
    const added = await ask(simulator, 'faults', {
      add: { match: { service: 'ecs' }, effect: { kind: 'expired-token' } },
    });
    expect(added).toMatchObject({ status: 200, json: { id: 'fault-1', struck: 0 } });
    await expect(ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
    });
    expect(await ask(simulator, 'faults', { remove: 'fault-1' })).toEqual({ status: 200, json: { done: true } });
    expect(await desiredCount()).toBe(2);
  });

  it.each<[string, unknown, string]>([
    ['faults', { add: { effect: { kind: 'nonsense' } } }, 'add.effect.kind must be one of'],
    ['faults', { remove: 'ghost' }, 'There is no fault ghost.'],
    ['faults', { run: 'campaign' }, 'It must have add or remove.'],
    ['faults', {}, 'It must have one of: add, remove, call, run, visit.'],
    ['faults', 'not JSON', 'The body must be JSON.'],
    ['scenario', { run: 'ghost' }, 'There is no scenario ghost.'],
    ['world', { call: 'ecs:Nonsense', input: {} }, 'The simulated AWS does not answer ecs:Nonsense.'],
    ['world', { call: 'ecs:UpdateService', input: 7 }, 'input must be an object, and is 7.'],
    ['time', { advance: 'soon' }, 'advance must be a time from then on'],
    ['time', { advance: '+8d' }, 'advance can be at most +7d at once.'],
    ['time', { speed: 0 }, 'speed must be a number above 0 up to 1000, and is 0.'],
    ['time', { speeed: 1 }, 'speeed is not known; there are: advance, speed, paused.'],
  ])('%s refuses %j in a sentence', async (name, body, sentence) => {
    const { simulator } = await start();
    const { status, json } = await ask(simulator, name, body);
    expect({ status, message: (json as { message: string }).message }).toEqual({
      status: 400,
      message: expect.stringContaining(sentence),
    });
    expect(simulator.history.journal).toEqual([]);
  });
});

describe('time', () => {
  it('can be skipped, and the answer already tells the new time', async () => {
    const { simulator } = await start();
    const headers = { 'x-sim-token': simulator.controlToken };
    const body = JSON.stringify({ advance: '+1h30m' });
    const answer = await fetch(`${simulator.url}/_sim/control/time`, { method: 'POST', headers, body });
    expect(answer.headers.get('x-sim-now')).toBe(String(NOON + 90 * 60_000));
  });

  it('runs at another speed, stands still, and goes on', async () => {
    const { simulator, wall } = await start();
    const nowAfter = async (wallMs: number) => {
      wall.now += wallMs;
      simulator.driver.sync();
      return simulator.driver.now - NOON;
    };
    expect(await nowAfter(1_000)).toBe(10_000);
    await ask(simulator, 'time', { speed: 60 });
    expect(await nowAfter(1_000)).toBe(70_000);
    await ask(simulator, 'time', { paused: true });
    expect(simulator.driver.speed).toBe(0);
    expect(await nowAfter(60_000)).toBe(70_000);
    await ask(simulator, 'time', { paused: false, speed: 1 });
    expect(await nowAfter(1_000)).toBe(71_000);
  });
});

describe('the world', () => {
  it('others act in it by the same API, and are refused by the same rules', async () => {
    const { simulator, desiredCount } = await start();
    const update = (input: object) => ask(simulator, 'world', { call: 'ecs:UpdateService', input });
    expect((await update({ cluster, service, desiredCount: 4 })).status).toBe(200);
    expect(await desiredCount()).toBe(4);
    expect(await update({ cluster, service: 'ghost', desiredCount: 4 })).toEqual({
      status: 409,
      json: { error: 'ServiceNotFoundException', message: 'Service not found.' },
    });
    expect(await update({ cluster, service, desiredCount: 'many' })).toMatchObject({
      status: 409,
      json: { error: 'SerializationException' },
    });
  });

  it('a scenario is run by its name', async () => {
    const { simulator } = await start();
    const { json } = await ask(simulator, 'scenarios');
    expect(json).toContainEqual({ name: 'campaign', summary: expect.any(String) });
    expect((await ask(simulator, 'scenario', { run: 'campaign' })).status).toBe(200);
    await ask(simulator, 'time', { advance: '+6m' });
    expect((await ask(simulator, 'state')).json).toMatchObject({ scenario: 'campaign', faults: [{ id: 'campaign' }] });
  });

  it.each([
    ['state', 'POST'],
    ['faults', 'GET'],
  ])('%s is nothing to %s', async (name, method) => {
    const { simulator } = await start();
    expect((await ask(simulator, name, method === 'POST' ? {} : undefined)).status).toBe(405);
  });

  it.each(['', 'toString', '__proto__', 'state/x', 'constructor'])('there is no %j', async name => {
    const { simulator } = await start();
    expect((await ask(simulator, name)).status).toBe(404);
  });
});
