import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulator, replay, startSimulator } from '../../../src/sim/simulator.ts';

const MINUTE = 60_000;
const options = { seed: 3, start: Date.UTC(2026, 10, 24, 12), durations: 1 };

const balancerOf = ({ world }: ReturnType<typeof createSimulator>): string =>
  [...world.loadBalancing.loadBalancers.values()][0]?.dnsName ?? '';

const requestsIn = ({ world }: ReturnType<typeof createSimulator>, minuteStart: number): number => {
  const balancer = [...world.loadBalancing.targetGroups.values()][0];
  if (balancer === undefined) throw new Error('the world has one');
  const series = world.metrics
    .all()
    .find(({ id }) => id.metricName === 'RequestCount' && id.dimensions.some(({ name }) => name === 'TargetGroup'));
  return series?.at(minuteStart)?.sum ?? 0;
};

describe('a request through a load balancer', () => {
  it('is answered by the service, and is load like any other', () => {
    const quiet = createSimulator(options);
    const visited = createSimulator(options);
    const dnsName = balancerOf(visited);
    for (let visit = 0; visit < 3000; visit += 1) expect(visited.visit(dnsName)).toBe(200);
    for (const each of [quiet, visited]) each.world.clock.runUntil(options.start + 3 * MINUTE);
    expect(requestsIn(visited, options.start) - requestsIn(quiet, options.start)).toBe(3000);
  });

  it('is answered by the load balancer itself where no target is healthy', () => {
    const simulator = createSimulator(options);
    const [group] = simulator.world.loadBalancing.targetGroups.values();
    for (const target of group?.targets ?? []) target.state = 'unhealthy';
    expect(simulator.visit(balancerOf(simulator))).toBe(503);
  });

  it('to a name that is none of its load balancers is nothing', () => {
    const simulator = createSimulator(options);
    expect(simulator.visit('other.us-east-1.elb.amazonaws.com')).toBeUndefined();
    expect(simulator.history.journal).toEqual([]);
  });

  it('is lived again with everything else', () => {
    const first = createSimulator(options);
    for (let visit = 0; visit < 500; visit += 1) first.visit(balancerOf(first));
    first.world.clock.runUntil(options.start + 2 * MINUTE);
    const again = replay({ options, journal: first.history.journal, until: options.start + 2 * MINUTE });
    expect(requestsIn(again, options.start)).toBe(requestsIn(first, options.start));
  });
});

describe('over HTTP', () => {
  const get = (url: string, host: string): Promise<{ readonly status: number; readonly now: string | undefined }> =>
    new Promise((resolve, reject) => {
      const asked = request(url, { headers: { host } }, response => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, now: response.headers['x-sim-now']?.toString() }),
        );
      });
      asked.on('error', reject);
      asked.end();
    });

  it('it is the host that says which load balancer is meant, and any other name is refused as before', async () => {
    const simulator = await startSimulator({ ...options, speed: 1, port: 0 });
    onTestFinished(() => simulator.close());
    const dnsName = balancerOf(simulator);
    expect(await get(`${simulator.url}/health`, dnsName)).toMatchObject({ status: 200 });
    expect(await get(`${simulator.url}/health`, `${dnsName}:${simulator.port}`)).toMatchObject({ status: 200 });
    expect((await get(`${simulator.url}/health`, 'attacker.example.com')).status).toBe(403);
    expect(simulator.history.journal.filter(entry => 'deed' in entry)).toHaveLength(2);
  });
});
