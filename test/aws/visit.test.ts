import { afterEach, describe, expect, it } from 'vitest';
import { createVisit } from '../../src/aws/visit.ts';
import { startSimulator } from '../../src/sim/simulator.ts';
import { silentAddress } from '../support/simulated.ts';
import { startServer } from './support/canned-aws.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

describe('a request to the service itself', () => {
  it.each([
    [200, { ok: true, says: 'HTTP 200' }],
    [302, { ok: true, says: 'HTTP 302' }],
    [404, { ok: false, says: 'HTTP 404' }],
    [503, { ok: false, says: 'HTTP 503' }],
  ])('that is answered with %d is told as it is', async (status, answer) => {
    const server = await startServer((_, response) => response.writeHead(status, { location: '/elsewhere' }).end('x'));
    open.push(server);
    expect(await createVisit(null)(`${server.url}/health?x=1`)).toEqual(answer);
    // A redirect is an answer, and not a way to somewhere else.
    expect(server.received()).toBe(1);
  });

  it('that nobody answers is told too, and never thrown', async () => {
    const address = await silentAddress();
    expect(await createVisit(null)(address)).toEqual({ ok: false, says: 'no answer (ECONNREFUSED)' });
    expect(await createVisit(null)('http://no-such-host.invalid/')).toMatchObject({ ok: false });
  });

  it('ends when the run does', async () => {
    const server = await startServer(() => {});
    open.push(server);
    expect(await createVisit(null)(server.url, AbortSignal.timeout(50))).toEqual({
      ok: false,
      says: 'no answer in time',
    });
  });

  it('finds a load balancer of the simulated AWS by its name, and nothing else leaves this machine', async () => {
    const simulator = await startSimulator({ seed: 3, start: Date.UTC(2026, 10, 24), speed: 1, durations: 1, port: 0 });
    open.push(simulator);
    const [balancer] = simulator.world.loadBalancing.loadBalancers.values();
    const visit = createVisit(simulator.url);
    expect(await visit(`https://${balancer?.dnsName}/health`)).toEqual({ ok: true, says: 'HTTP 200' });
    expect(await visit('https://waooaw.ai/health')).toEqual({ ok: false, says: 'HTTP 403' });
  });
});
