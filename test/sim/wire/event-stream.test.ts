import { execFile, spawnSync } from 'node:child_process';
import {
  CloudWatchLogsClient,
  SessionTimeoutException,
  StartLiveTailCommand,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpServer } from '../../../src/sim/server/http.ts';
import type { Stream } from '../../../src/sim/wire/message.ts';
import { on } from '../../../src/sim/wire/operation.ts';
import { clientOf, serve } from './loopback.ts';

const hasBoto = spawnSync('python3', ['-c', 'import boto3']).status === 0;
if (!hasBoto) console.warn('SKIPPED: python3 has no boto3 here, so nothing was checked with it');

const START: StartLiveTailResponseStream = { sessionStart: { sessionId: '1', logGroupIdentifiers: ['arn:a'] } };
const UPDATE: StartLiveTailResponseStream = {
  sessionUpdate: {
    sessionMetadata: { sampled: false },
    sessionResults: [{ logStreamName: 's', message: 'a "quoted" <line> 👍', timestamp: 1_763_899_200_123 }],
  },
};

/** Gives these events; then it waits until somebody ends it, or fails. */
const streamOf = (events: readonly StartLiveTailResponseStream[], failure?: Error) => {
  const left = [...events];
  let end: (() => void) | undefined;
  let isEnded = false;
  const stream: Stream<StartLiveTailResponseStream> = {
    async next() {
      const value = left.shift();
      if (value !== undefined) return { done: false, value };
      if (failure !== undefined) throw failure;
      await new Promise<void>(resolve => {
        end = resolve;
      });
      return { done: true, value: undefined };
    },
    async return() {
      isEnded = true;
      end?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return { stream, isEnded: () => isEnded };
};

let server: HttpServer & { readonly defects: unknown[] };
afterEach(() => server.close());

const serveStream = async (
  responseStream: AsyncIterable<StartLiveTailResponseStream>,
): Promise<CloudWatchLogsClient> => {
  server = await serve([on(StartLiveTailCommand, () => ({ responseStream }))]);
  return new CloudWatchLogsClient({ ...clientOf(server.url), disableHostPrefix: true });
};

const tail = new StartLiveTailCommand({ logGroupIdentifiers: ['arn:a'] });

describe('an event stream', () => {
  it('brings one event after the other, and is ended when the reader leaves', async () => {
    const { stream, isEnded } = streamOf([START, UPDATE]);
    const client = await serveStream(stream);
    const seen: StartLiveTailResponseStream[] = [];
    const { responseStream = [] } = await client.send(tail);
    for await (const event of responseStream) {
      seen.push(event);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual([START, UPDATE]);
    client.destroy();
    await expect.poll(isEnded).toBe(true);
  });

  it('ends with an error of the service, which the client knows by its class', async () => {
    const { stream } = streamOf([START], new SessionTimeoutException({ message: 'Too long.', $metadata: {} }));
    const client = await serveStream(stream);
    const { responseStream = [] } = await client.send(tail);
    const read = async (): Promise<void> => {
      for await (const event of responseStream) expect(event).toEqual(START);
    };
    await expect(read()).rejects.toThrow(SessionTimeoutException);
    client.destroy();
  });

  it('that fails of a bug of ours says so as AWS does', async () => {
    const { stream } = streamOf([], new TypeError('a bug'));
    const client = await serveStream(stream);
    const { responseStream = [] } = await client.send(tail);
    const read = async (): Promise<void> => {
      for await (const event of responseStream) expect(event).toBeUndefined();
    };
    await expect(read()).rejects.toMatchObject({ name: 'InternalFailure' });
    client.destroy();
  });
});

describe.skipIf(!hasBoto)('boto3', () => {
  it('reads the events of the stream', async () => {
    const { stream, isEnded } = streamOf([START, UPDATE]);
    (await serveStream(stream)).destroy();
    const script = `
import boto3, json
from botocore.config import Config
logs = boto3.client('logs', endpoint_url='${server.url}', config=Config(inject_host_prefix=False))
seen = []
for event in logs.start_live_tail(logGroupIdentifiers=['arn:a'])['responseStream']:
    seen.append(event)
    if len(seen) == 2: break
print(json.dumps(seen))`;
    const env = {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      AWS_ACCESS_KEY_ID: 'AKIASIMULATED',
      AWS_SECRET_ACCESS_KEY: 'simulated',
      AWS_DEFAULT_REGION: 'eu-central-1',
      PYENV_VERSION: process.env['PYENV_VERSION'],
      PYENV_ROOT: process.env['PYENV_ROOT'],
    };
    const printed = await new Promise<string>((resolve, reject) => {
      execFile('python3', ['-c', script], { env, timeout: 20_000 }, (error, stdout) =>
        error === null ? resolve(stdout) : reject(error),
      );
    });
    expect(JSON.parse(printed)).toEqual([START, UPDATE]);
    await expect.poll(isEnded).toBe(true);
  });
});
