import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListClustersCommand } from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from 'vitest';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { type HttpServer, startHttpServer } from '../../../src/sim/server/http.ts';
import { createDispatch } from '../../../src/sim/wire/dispatch.ts';
import { on, type SimOperation } from '../../../src/sim/wire/operation.ts';
import { clientOf, NOON, stillClock } from '../wire/loopback.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(operations: readonly SimOperation[] = [], driver = new StepDriver(stillClock())) {
  const dispatch = createDispatch({
    operations,
    nextRequestId: () => 'request-1',
    onDefect: error => {
      throw error;
    },
  });
  const server = await startHttpServer({
    dispatch,
    driver,
    port: 0,
    accountId: '123456789012',
    region: 'eu-central-1',
  });
  closing.push(() => server.close());
  return server;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Plain HTTP, because fetch does not let anybody choose the Host header. */
async function call(
  { port }: HttpServer,
  {
    path = '/',
    method = 'GET',
    headers = {},
    body,
  }: { path?: string; method?: string; headers?: Record<string, string>; body?: Uint8Array },
): Promise<Answer> {
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

const listClusters = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' };

describe('hello', () => {
  it('tells a program what it talks to, without credentials', async () => {
    const server = await start();
    const { status, headers, text } = await call(server, { path: '/_sim/hello' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(text)).toEqual({
      simulator: 'headroom',
      now: NOON,
      speed: 0,
      accountId: '123456789012',
      region: 'eu-central-1',
    });
  });

  it('is nothing to POST to', async () => {
    expect((await call(await start(), { path: '/_sim/hello', method: 'POST' })).status).toBe(404);
  });
});

it('every answer tells the simulated time, and the real date', async () => {
  const driver = new StepDriver(stillClock());
  const server = await start([on(ListClustersCommand, () => ({ clusterArns: [] }))], driver);
  const before = Date.now();
  driver.advance(30 * 86_400_000);
  for (const path of ['/', '/_sim/hello']) {
    const { headers } = await call(server, { path, headers: path === '/' ? listClusters : {} });
    expect(headers).toMatchObject({ 'x-sim-now': String(NOON + 30 * 86_400_000), 'x-sim-speed': '0' });
    // The header has whole seconds.
    expect(Math.abs(Date.parse(headers.date ?? '') - before)).toBeLessThan(60_000);
  }
});

it('the world is brought up to date before it is asked', async () => {
  const clock = stillClock();
  const driver = new StepDriver(clock);
  driver.sync = () => clock.runUntil(NOON + 5_000);
  const seen: number[] = [];
  const server = await start(
    [
      on(ListClustersCommand, () => {
        seen.push(clock.now);
        return {};
      }),
    ],
    driver,
  );
  const { headers } = await call(server, { method: 'POST', headers: listClusters });
  expect(seen).toEqual([NOON + 5_000]);
  expect(headers['x-sim-now']).toBe(String(NOON + 5_000));
});

describe('the Host header', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST:1234', '[::1]:80'])('%s is answered', async host => {
    expect((await call(await start(), { path: '/_sim/hello', headers: { host } })).status).toBe(200);
  });

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil:80',
    '10.0.0.1',
    'ecs.eu-central-1.amazonaws.com',
  ])('"%s" is refused before anything is done', async host => {
    let asked = 0;
    const counting = on(ListClustersCommand, () => {
      asked += 1;
      return {};
    });
    const server = await start([counting]);
    const answer = await call(server, { method: 'POST', headers: { ...listClusters, host } });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text).message).toContain('127.0.0.1');
    expect(asked).toBe(0);
  });
});

describe('the body', () => {
  const echo = () => {
    const inputs: unknown[] = [];
    const operation = on(ListClustersCommand, input => {
      inputs.push(input);
      return {};
    });
    return { inputs, operation };
  };

  it('may be gzip', async () => {
    const { inputs, operation } = echo();
    const server = await start([operation]);
    const answer = await call(server, {
      method: 'POST',
      headers: { ...listClusters, 'content-encoding': 'gzip' },
      body: gzipSync('{"maxResults":7}'),
    });
    expect(answer.status).toBe(200);
    expect(inputs).toEqual([{ maxResults: 7 }]);
  });

  it('is gzip when the SDK has much to send', async () => {
    const received: unknown[] = [];
    const encodings: (string | undefined)[] = [];
    const server = await start([
      on(PutMetricDataCommand, ({ MetricData }) => {
        received.push(MetricData?.length);
        return {};
      }),
    ]);
    const client = new CloudWatchClient(clientOf(server.url));
    closing.push(() => client.destroy());
    client.middlewareStack.add(
      next => args => {
        // Every protocol of the SDK sends through HTTP requests.
        const { headers } = args.request as { headers: Record<string, string> };
        encodings.push(headers['content-encoding'] ?? headers['Content-Encoding']);
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const MetricData = Array.from({ length: 500 }, (_, i) => ({ MetricName: `metric-number-${i}`, Value: i }));
    await client.send(new PutMetricDataCommand({ Namespace: 'test', MetricData }));
    expect(received).toEqual([500]);
    expect(encodings).toEqual(['gzip']);
  });

  it.each([
    { what: 'more than 4 MB', encoding: undefined, body: new Uint8Array(4 * 1024 * 1024 + 1), status: 413 },
    {
      what: 'a small gzip that unfolds into more',
      encoding: 'gzip',
      body: gzipSync(new Uint8Array(64 * 1024 * 1024)),
      status: 413,
    },
    { what: 'gzip in name only', encoding: 'gzip', body: new Uint8Array(10), status: 400 },
    { what: 'an encoding that nobody asked for', encoding: 'br', body: new Uint8Array(10), status: 415 },
  ])('$what is refused with $status', async ({ encoding, body, status }) => {
    const { inputs, operation } = echo();
    const server = await start([operation]);
    const headers = { ...listClusters, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) };
    const answer = await call(server, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toHaveProperty('message');
    expect(inputs).toEqual([]);
    // And the server is well afterwards.
    expect((await call(server, { method: 'POST', headers: listClusters })).status).toBe(200);
  });

  it('that never arrives in full is no reason to fall over', async () => {
    const { inputs, operation } = echo();
    const server = await start([operation]);
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{"max');
    socket.destroy();
    await once(socket, 'close');
    expect((await call(server, { method: 'POST', headers: listClusters })).status).toBe(200);
    expect(inputs).toEqual([{}]);
  });
});

it('a connection that is kept open serves the next call too', async () => {
  const server = await start([on(ListClustersCommand, () => ({}))]);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  closing.push(() => agent.destroy());
  const reused: boolean[] = [];
  for (let i = 0; i < 3; i++) {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, method: 'POST', headers: listClusters, agent });
    request.end('{}');
    const [response] = await once(request, 'response');
    // The agent closes a connection before the server's announced time-out would; ours announces none.
    expect(response.headers).not.toHaveProperty('keep-alive');
    await once(response.resume(), 'close');
    reused.push(request.reusedSocket);
  }
  expect(reused).toEqual([false, true, true]);
});

it('close ends connections that clients keep open', async () => {
  const server = await start();
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /_sim/hello HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket, 'close');
  await server.close();
  await closed;
});

it.runIf(process.platform === 'linux')('listens on the loopback address alone', async () => {
  const server = await start();
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  // On Linux all of 127.0.0.0/8 is this machine; a server that listens everywhere would answer here too.
  const socket = connect(server.port, '127.0.0.2');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});

it('a port that is taken is an error, not a surprise', async () => {
  const { port } = await start();
  const dispatch = createDispatch({ operations: [], nextRequestId: () => '', onDefect: () => undefined });
  const driver = new StepDriver(stillClock());
  await expect(startHttpServer({ dispatch, driver, port, accountId: '1', region: 'r' })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
