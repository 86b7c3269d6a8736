import { afterEach, describe, expect, it } from 'vitest';
import type { OpenGateway } from '../../src/aws/sdk.ts';
import { FaultError, type FaultKind } from '../../src/domain/fault.ts';
import { startServer } from './support/canned-aws.ts';
import { behaviours, type FaultyBehaviour } from './support/faulty-aws.ts';
import { gatewayTo, scaleBackend } from './support/gateways.ts';

/** Through the real SDK: what a write and a read make of each misbehaviour, and how often the server is asked. */
const table: readonly {
  readonly when: FaultyBehaviour;
  readonly write: 'rejected' | 'unknown';
  readonly kind: FaultKind;
  readonly reads: number;
}[] = [
  { when: 'throttling', write: 'rejected', kind: 'throttled', reads: 3 },
  { when: 'HTTP 429', write: 'rejected', kind: 'throttled', reads: 3 },
  { when: 'modelled 500', write: 'unknown', kind: 'service', reads: 3 },
  { when: 'empty 503', write: 'unknown', kind: 'service', reads: 3 },
  { when: 'HTML 502', write: 'unknown', kind: 'service', reads: 3 },
  { when: 'access denied', write: 'rejected', kind: 'denied', reads: 1 },
  { when: 'expired token', write: 'rejected', kind: 'credentials', reads: 1 },
  { when: 'unknown service', write: 'rejected', kind: 'not-found', reads: 1 },
  // AWS's word for its own failure counts for more than the status that it came with.
  { when: 'InternalFailure with 400', write: 'unknown', kind: 'service', reads: 1 },
  // A proxy's page proves nothing about what AWS did.
  { when: 'HTML 403', write: 'unknown', kind: 'unreadable', reads: 1 },
  { when: 'empty 400', write: 'unknown', kind: 'unreadable', reads: 1 },
  { when: 'reset before the answer', write: 'unknown', kind: 'unreachable', reads: 3 },
  { when: 'answer cut short', write: 'unknown', kind: 'unreachable', reads: 3 },
  // The SDK resolves the next two without an error; only the shape tells.
  { when: 'HTML 200', write: 'unknown', kind: 'unreadable', reads: 1 },
  { when: 'empty 200', write: 'unknown', kind: 'unreadable', reads: 1 },
  { when: 'silence', write: 'unknown', kind: 'timeout', reads: 3 },
  { when: 'silence half way', write: 'unknown', kind: 'timeout', reads: 3 },
];

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

async function facing(behaviour: FaultyBehaviour): Promise<OpenGateway & { received(): number }> {
  const server = await startServer(behaviours[behaviour]);
  const gateway = gatewayTo(server.url);
  open.push({ close: gateway.destroy }, server);
  return { ...gateway, received: server.received };
}

it('the table has a row for every behaviour', () => {
  expect(table.map(({ when }) => when).toSorted()).toEqual(Object.keys(behaviours).toSorted());
});

describe.each(table)('a server that answers with: $when', ({ when, write, kind, reads }) => {
  it(`a write is sent once and is ${write}`, async () => {
    const { gateway, mint, received } = await facing(when);
    const result = await gateway.write(scaleBackend, mint({ runId: 'run', stepId: 'apply-1', effect: scaleBackend }));
    expect(result).toMatchObject({ outcome: write, fault: { kind, operation: 'ecs:UpdateService' } });
    expect(received()).toBe(1);
  });

  it(`a read is tried ${reads} times and says what to do`, async () => {
    const { gateway, received } = await facing(when);
    const error = await gateway.read('ecs:ListClusters', {}).catch((thrown: unknown) => thrown);
    if (!(error instanceof FaultError)) throw new Error(`not a FaultError: ${error}`);
    expect(error.fault.kind).toBe(kind);
    expect(error.fault.because).not.toBe('');
    expect(error.fault.nextStep).toMatch(/\.$/);
    expect(received()).toBe(reads);
  });
});

describe('a query service', () => {
  it('takes a login page with HTTP 200 for no answer, although the SDK resolves it', async () => {
    const { gateway } = await facing('HTML 200');
    await expect(gateway.read('sts:GetCallerIdentity', {})).rejects.toMatchObject({ fault: { kind: 'unreadable' } });
  });
});

describe('an endpoint where nobody answers', () => {
  const write = async (endpoint: string) => {
    const { gateway, mint, destroy } = gatewayTo(endpoint);
    open.push({ close: destroy });
    return gateway.write(scaleBackend, mint({ runId: 'run', stepId: 'apply-1', effect: scaleBackend }));
  };

  it('a refused connection is a rejected write: nothing left this machine', async () => {
    const server = await startServer(behaviours.silence);
    await server.close();
    expect(await write(server.url)).toMatchObject({
      outcome: 'rejected',
      fault: { kind: 'unreachable', because: expect.stringContaining(server.url) },
    });
  });

  it('a name that does not resolve is a rejected write', async () => {
    expect(await write('http://no-such-host.invalid')).toMatchObject({
      outcome: 'rejected',
      fault: { kind: 'unreachable', because: expect.stringContaining('no-such-host.invalid') },
    });
  });

  it('https where http is spoken is said to be a matter of TLS', async () => {
    const server = await startServer(behaviours.silence);
    open.push(server);
    expect(await write(server.url.replace('http:', 'https:'))).toMatchObject({
      fault: { kind: 'unreachable', because: expect.stringContaining('secure connection') },
    });
    expect(server.received()).toBe(0);
  });
});

describe('the deadline', () => {
  it('ends a read whose retries would go on', async () => {
    const server = await startServer(behaviours.silence);
    const { gateway, destroy } = gatewayTo(server.url, {
      connectionMs: 5_000,
      requestMs: 5_000,
      socketMs: 5_000,
      totalMs: { read: 200, poll: 200, write: 200 },
    });
    open.push({ close: destroy }, server);
    await expect(gateway.read('ecs:ListClusters', {})).rejects.toMatchObject({ fault: { kind: 'timeout' } });
  });
});
