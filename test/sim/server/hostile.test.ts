import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type RunningSimulator, replay, startSimulator } from '../../../src/sim/simulator.ts';
import { bytesOf } from '../../../src/sim/wire/message.ts';
import { operationName } from '../../../src/sim/wire/operation-name.ts';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import { NOON } from '../api/stepped-aws.ts';
import { nonsenseRequest } from './nonsense.ts';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 1, start: NOON, durations: 1, speed: 1, port: 0, wallNow: () => 0 });
});
afterAll(() => simulator.close());

/** Whatever came before: it is well, it has met no bug of its own, and no object was changed. */
afterEach(async () => {
  const hello = await fetch(`${simulator.url}/_sim/hello`);
  expect(hello.status).toBe(200);
  expect(simulator.defects).toEqual([]);
  expect({}).not.toHaveProperty('polluted');
});

const send = async ({
  method = 'POST',
  path = '/',
  headers = {},
  body = new Uint8Array(),
}: {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
}): Promise<{ status: number; text: string }> => {
  const request = httpRequest({ host: '127.0.0.1', port: simulator.port, path, method, headers, agent: false });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, text };
};

const describeServices = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DescribeServices' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a request that nobody honest sends', () => {
  it.each<[string, Parameters<typeof send>[0], number, string]>([
    ['no AWS request at all', {}, 404, '<UnknownOperationException/>'],
    [
      'an unknown operation',
      { headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.Nope' } },
      400,
      'UnknownOperationException',
    ],
    [
      'an operation by an inherited name',
      { headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.constructor' } },
      400,
      'UnknownOperationException',
    ],
    ['an unknown service', { headers: { 'x-amz-target': '__proto__.toString' } }, 400, 'UnknownOperationException'],
    [
      'an unknown query action',
      { headers: form, body: 'Action=Nope&Version=2011-06-15' },
      400,
      '<Code>InvalidAction</Code>',
    ],
    ['broken JSON', { headers: describeServices, body: '{"cluster":' }, 400, 'SerializationException'],
    [
      'bytes that are no text',
      { headers: describeServices, body: Uint8Array.of(0xff, 0xfe, 0xfd) },
      400,
      'SerializationException',
    ],
    ['a list where an object belongs', { headers: describeServices, body: '[]' }, 400, 'SerializationException'],
    ['wrong types', { headers: describeServices, body: '{"services":{"a":1}}' }, 400, 'SerializationException'],
    [
      'JSON that is 100,000 deep',
      { headers: describeServices, body: `{"services":${'['.repeat(100_000)}` },
      400,
      'SerializationException',
    ],
    ['more than it reads', { headers: describeServices, body: new Uint8Array(10 * 1024 * 1024) }, 413, 'larger than'],
    [
      'gzip in name only',
      { headers: { ...describeServices, 'content-encoding': 'gzip' }, body: 'not gzip' },
      400,
      'gzip',
    ],
    [
      'half a gzip',
      { headers: { ...describeServices, 'content-encoding': 'gzip' }, body: gzipSync('{}').subarray(0, 12) },
      400,
      'gzip',
    ],
    [
      'a small gzip that unfolds into much',
      {
        headers: { ...describeServices, 'content-encoding': 'gzip' },
        body: gzipSync(new Uint8Array(64 * 1024 * 1024)),
      },
      413,
      'larger than',
    ],
    ['a foreign name', { headers: { ...describeServices, host: 'evil.example' } }, 403, '127.0.0.1'],
    [
      'control without a token',
      { path: '/_sim/control/faults', body: '{"add":{"effect":{"kind":"throttle"}}}' },
      403,
      'x-sim-token',
    ],
    ['a path that climbs', { method: 'GET', path: '/_sim/control/../../etc/passwd' }, 403, 'x-sim-token'],
  ])('%s gets its error', async (_what, request, status, text) => {
    const answer = await send(request);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
  });

  it.each([
    '{"cluster":"waooaw-production","services":["waooaw-backend"],"__proto__":{"polluted":true}}',
    '{"cluster":"waooaw-production","services":["waooaw-backend"],"constructor":{"prototype":{"polluted":true}}}',
  ])('members that reach for the prototype are unknown members, and ignored: %s', async body => {
    const answer = await send({ headers: describeServices, body });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text).services).toHaveLength(1);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'there is no cluster called %s',
    async cluster => {
      const body = JSON.stringify({ cluster, services: ['waooaw-backend'] });
      expect((await send({ headers: describeServices, body })).text).toContain('ClusterNotFoundException');
    },
  );

  it('query parameters reach for it in vain too', async () => {
    const body =
      'Action=DescribeTargetGroups&Version=2015-12-01&__proto__.polluted=1&Names.member.__proto__.polluted=1';
    expect((await send({ headers: form, body })).status).toBe(200);
  });
});

describe('bytes that are not even HTTP', () => {
  const say = async (bytes: string | Uint8Array): Promise<void> => {
    const socket = connect(simulator.port, '127.0.0.1');
    // A reset is as good an answer as any.
    socket.on('error', () => undefined);
    socket.resume();
    socket.end(bytes);
    await new Promise(resolve => socket.once('close', resolve));
  };

  it.each([
    ['a line of text', 'NOT HTTP\r\n\r\n'],
    ['the beginning of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    ['a body that is cut', 'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{"cut'],
    ['a negative length', 'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: -5\r\n\r\n'],
    ['chunks that are none', 'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    [
      'two lengths that differ',
      'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['headers without an end', `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
    ['a path that is none', 'GET //\\\\evil/%00%ff HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'],
  ])('%s', (_what, bytes) => say(bytes));

  it('any', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), say), { numRuns: 40, seed: 1 });
  });
});

describe('every operation', () => {
  const { operations, dispatch, defects, world, history, options } = createSimulator({
    seed: 1,
    start: NOON,
    durations: 1,
  });

  it('answers nonsense with an answer of AWS, and never with a bug of its own', () => {
    const anyRequest = fc
      .constantFrom(...operations)
      .chain(operation => nonsenseRequest(operation).map(request => ({ name: operationName(operation), request })));
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(anyRequest, ({ name, request }) => {
        const { status, headers, body, stream } = dispatch(request);
        void stream?.return();
        expect(defects, name).toEqual([]);
        if (status === 200) {
          accepted += 1;
        } else {
          refused += 1;
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
          // REST services name the error in a header, the others in the body.
          const errorType = headers['x-amzn-errortype'] ?? new TextDecoder().decode(body);
          expect(errorType, name).toMatch(/__type|<Code>|UnknownOperation|^\w+Exception/);
        }
        world.clock.runUntil(world.clock.now + 100);
      }),
      { numRuns: 3000, seed: 20_261_123 },
    );
    // Nonsense, but not so much that nothing behind the gate was tried.
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(500);
  });

  it('what was refused has changed nothing, and what was read has not either: the journal alone tells it all', () => {
    const again = replay({ options, journal: history.journal, until: world.clock.now });
    // Not toBe: nobody wants to read the difference of two worlds.
    expect(again.world.state() === world.state()).toBe(true);
    expect(history.journal.length).toBeGreaterThan(10);
  });

  it('and the world goes on', () => {
    world.clock.runUntil(world.clock.now + 30 * MINUTE);
    expect(defects).toEqual([]);
    const body = bytesOf('{"cluster":"waooaw-production","services":["waooaw-backend"]}');
    expect(dispatch({ method: 'POST', path: '/', headers: describeServices, body }).status).toBe(200);
  });
});
