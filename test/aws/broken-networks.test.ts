import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestLimits } from '../../src/aws/request.ts';
import type { OpenGateway } from '../../src/aws/sdk.ts';
import { FaultError } from '../../src/domain/fault.ts';
import { startServer } from './support/canned-aws.ts';
import { gatewayTo, scaleBackend } from './support/gateways.ts';
import { strangersCertificate } from './support/strangers-certificate.ts';

const limits: RequestLimits = {
  connectionMs: 150,
  requestMs: 300,
  socketMs: 300,
  totalMs: { read: 1_200, poll: 1_200, write: 1_200 },
};

/** Enough for an answer that does come. */
const patient: RequestLimits = {
  connectionMs: 5_000,
  requestMs: 1_000,
  socketMs: 5_000,
  totalMs: { read: 15_000, poll: 15_000, write: 3_000 },
};

/** What a busy machine may take besides. */
const slackMs = 5_000;

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

function gatewayFor(url: string, within: RequestLimits = limits): OpenGateway {
  const gateway = gatewayTo(url, within);
  open.push({ close: gateway.destroy });
  return gateway;
}

const readFault = (error: unknown) => {
  if (error instanceof FaultError) return error.fault;
  throw error;
};
const read = ({ gateway }: OpenGateway) => gateway.read('ecs:ListClusters', {}).then(() => 'answered', readFault);
const write = ({ gateway, mint }: OpenGateway) =>
  gateway.write(scaleBackend, mint({ runId: 'run', stepId: 'apply-1', effect: scaleBackend }));

async function timed<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly ms: number }> {
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began };
}

/** A port whose queue is full and whose owner never looks at it: the kernel drops every further SYN. */
async function deafPort(): Promise<string> {
  const owner: ChildProcess = spawn(
    process.execPath,
    [
      '-e',
      `const server = require('node:net').createServer();
       server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
         process.stdout.write(String(server.address().port), () =>
           Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
       });`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (owner.stdout === null) throw new Error('the owner of the port has no output');
  const [port] = await once(owner.stdout, 'data');
  const fillers: Socket[] = [];
  for (let each = 0; each < 8; each += 1) fillers.push(connect(Number(port), '127.0.0.1').on('error', () => {}));
  open.push({
    close() {
      for (const socket of fillers) socket.destroy();
      owner.kill('SIGKILL');
    },
  });
  await Promise.race([once(fillers[0] ?? owner, 'connect'), once(owner, 'exit')]);
  return `http://127.0.0.1:${port}`;
}

describe('a connection that does not come about', () => {
  it('N1: ends within its limits, tried three times, and a write has not been sent', async () => {
    const gateway = gatewayFor(await deafPort());
    const reading = await timed(() => read(gateway));
    expect(reading.result).toMatchObject({ kind: 'timeout', because: expect.stringContaining('did not answer') });
    expect(reading.ms).toBeLessThan(limits.totalMs.read + slackMs);
    const writing = await timed(() => write(gateway));
    expect(writing.result).toMatchObject({ outcome: 'unknown' });
    expect(writing.ms).toBeLessThan(limits.totalMs.write + slackMs);
  });

  it('N5: of a name that does not resolve says the name, and that it is DNS', async () => {
    expect(await read(gatewayFor('http://nope.invalid'))).toMatchObject({
      kind: 'unreachable',
      because: expect.stringMatching(/name of http:\/\/nope\.invalid cannot be resolved \((ENOTFOUND|EAI_AGAIN)\)/),
    });
  });

  it('N6: to a certificate that nobody signed names it, also where the environment says not to look', async () => {
    let requests = 0;
    const server = createTlsServer(strangersCertificate, (_, response) => {
      requests += 1;
      response.end('{"clusterArns":[]}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push(server);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const gateway = gatewayFor(`https://127.0.0.1:${address.port}`);
    expect(process.env['NODE_TLS_REJECT_UNAUTHORIZED']).toBeUndefined();
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await read(gateway)).toMatchObject({
        kind: 'unreachable',
        because: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
        nextStep: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      });
      expect(await write(gateway)).toMatchObject({ fault: { kind: 'unreachable' } });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(requests).toBe(0);
  });
});

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

describe('N2, N3, N12: an answer that does not come, or does not end', () => {
  async function facing(behaviour: Behaviour, within: RequestLimits = limits) {
    const server = await startServer(behaviour);
    open.push(server);
    return { ...gatewayFor(server.url, within), received: server.received };
  }

  const silent: Behaviour = () => {};
  const halfAnAnswer: Behaviour = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"service":');
  };
  const trickle: Behaviour = (_, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    const drop = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(drop));
  };

  it.each([
    ['N2: nobody answers', silent],
    ['N3: the answer stops half way', halfAnAnswer],
    ['N12: the answer comes byte by byte, without an end', trickle],
  ] as const)('%s: a write is unknown and sent once, within its limits', async (_, behaviour) => {
    const gateway = await facing(behaviour);
    const { result, ms } = await timed(() => write(gateway));
    expect(result).toMatchObject({ outcome: 'unknown', fault: { kind: 'timeout' } });
    expect(gateway.received()).toBe(1);
    expect(ms).toBeLessThan(limits.totalMs.write + slackMs);
  });

  it.each([
    ['N2: nobody answers', silent],
    ['N3: the answer stops half way', halfAnAnswer],
    ['N12: the answer comes byte by byte, without an end', trickle],
  ] as const)('%s: a read ends within its limits, and says that it was not answered in time', async (_, behaviour) => {
    const gateway = await facing(behaviour);
    const { result, ms } = await timed(() => read(gateway));
    expect(result).toMatchObject({ kind: 'timeout' });
    expect(ms).toBeLessThan(limits.totalMs.read + slackMs);
  });

  it('N12: while one operation trickles, another of the same service is answered', async () => {
    const gateway = await facing(
      (request, response) =>
        String(request.headers['x-amz-target']).endsWith('.ListClusters')
          ? response.end('{"clusterArns":[]}')
          : trickle(request, response),
      patient,
    );
    const ended: string[] = [];
    const writing = write(gateway).then(() => ended.push('the trickle'));
    await read(gateway).then(result => ended.push(String(result)));
    await writing;
    expect(ended).toEqual(['answered', 'the trickle']);
  });
});

describe('a connection that died while the machine slept', () => {
  it('N13: is given up, and the read is answered over a new one', async () => {
    const dead = new Set<Socket>();
    const alive = new Set<Socket>();
    const server = await startServer((request, response) => {
      if (dead.has(request.socket)) return;
      alive.add(request.socket);
      response.end('{"clusterArns":[]}');
    });
    open.push(server);
    const gateway = gatewayFor(server.url, patient);
    expect(await read(gateway)).toBe('answered');
    // Whatever is sent over what was open before is lost, without a word from the other side.
    for (const socket of alive) dead.add(socket);
    expect(await read(gateway)).toBe('answered');
    expect(alive.size).toBe(2);
  });
});
