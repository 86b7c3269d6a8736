import { afterEach, describe, expect, it } from 'vitest';
import { probeSimulator } from '../../src/aws/simulated-endpoint.ts';
import { startServer } from './support/canned-aws.ts';

const hello = {
  simulator: 'headroom',
  now: 1_900_000_000_000,
  speed: 60,
  accountId: '123456789012',
  region: 'us-east-1',
};

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function endpointThat(answers: object | string, status = 200) {
  const server = await startServer((request, response) => {
    expect(request.url).toBe('/_sim/hello');
    response.writeHead(status).end(typeof answers === 'string' ? answers : JSON.stringify(answers));
  });
  open.push(server);
  return server;
}

describe('probing an endpoint', () => {
  it('a simulated AWS says who it is and what time it is', async () => {
    const { url } = await endpointThat(hello);
    const { simulator: _, ...said } = hello;
    expect(await probeSimulator(url)).toEqual(said);
  });

  it.each([
    ['an error', 404, hello],
    ['a page', 200, '<html></html>'],
    ['JSON of something else', 200, { version: '4.0' }],
    ['a hello without an account', 200, { ...hello, accountId: undefined }],
    ['a hello without a time', 200, { ...hello, now: 'noon' }],
    ['somebody else’s hello', 200, { ...hello, simulator: 'other' }],
  ])('what answers with %s is no simulator', async (_, status, body) => {
    const { url } = await endpointThat(body, status);
    expect(await probeSimulator(url)).toBeUndefined();
  });

  it('where nobody listens at all, that is what is wrong, before region and credentials are asked for', async () => {
    const server = await endpointThat(hello);
    await server.close();
    await expect(probeSimulator(server.url)).rejects.toMatchObject({
      fault: { kind: 'unreachable', because: expect.stringContaining(server.url) },
    });
  });

  it('a redirect is not followed: it could lead off this machine', async () => {
    const target = await endpointThat(hello);
    const server = await startServer((_, response) =>
      response.writeHead(302, { location: `${target.url}/_sim/hello` }).end(),
    );
    open.push(server);
    expect(await probeSimulator(server.url)).toBeUndefined();
    expect(target.received()).toBe(0);
  });

  it.each(['https://ecs.us-east-1.amazonaws.com', 'http://10.0.0.1:4566', 'http://127.0.0.1.example.com', 'no url'])(
    '%s is not this machine, and is not asked',
    async endpoint => {
      expect(await probeSimulator(endpoint)).toBeUndefined();
    },
  );
});
