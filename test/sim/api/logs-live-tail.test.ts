import {
  CloudWatchLogsClient,
  type LiveTailSessionLogEvent,
  StartLiveTailCommand,
  type StartLiveTailResponseStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:/ecs/waooaw-backend-production';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const startTail = async (input: { logEventFilterPattern?: string } = {}) => {
  const abort = new AbortController();
  const { responseStream } = await aws.logs.send(new StartLiveTailCommand({ logGroupIdentifiers: [arn], ...input }), {
    abortSignal: abort.signal,
  });
  if (responseStream === undefined) throw new Error('there is no stream');
  const events = responseStream[Symbol.asyncIterator]();
  const next = async (): Promise<StartLiveTailResponseStream> => {
    const { value, done } = await events.next();
    if (done) throw new Error('the stream has ended');
    return value;
  };
  const update = async (): Promise<readonly LiveTailSessionLogEvent[]> =>
    (await next()).sessionUpdate?.sessionResults ?? [];
  return { next, update, abort };
};

describe('a live tail', () => {
  it('first says what it follows, then what arrived since the last update', async () => {
    const { next, update, abort } = await startTail();
    expect((await next()).sessionStart).toMatchObject({ logGroupIdentifiers: [arn] });
    aws.pass(30_000);
    const first = await update();
    expect(first.length).toBeGreaterThan(3);
    expect(first[0]).toMatchObject({
      logGroupIdentifier: arn,
      logStreamName: expect.stringMatching(/^ecs\/waooaw-backend\/[0-9a-f]{32}$/),
      message: expect.stringMatching(/^(INFO|WARN) (GET|POST) /),
    });
    aws.pass(30_000);
    const second = await update();
    expect(second.length).toBeGreaterThan(3);
    const seen = [...first, ...second].map(({ timestamp, message }) => `${timestamp} ${message}`);
    expect(new Set(seen).size).toBe(seen.length);
    expect(Math.min(...second.map(({ ingestionTime = 0 }) => ingestionTime))).toBeGreaterThan(
      Math.max(...first.map(({ ingestionTime = 0 }) => ingestionTime)),
    );
    abort.abort();
  });

  it('tells only what the pattern asks for', async () => {
    const { next, update, abort } = await startTail({ logEventFilterPattern: 'starting' });
    await next();
    const service = aws.simulator.world.ecs.findService({ cluster: 'waooaw-production', service: 'waooaw-backend' });
    if (service === undefined) throw new Error('the backend is missing');
    aws.simulator.world.ecs.setDesiredCount(service, 3);
    aws.pass(2 * MINUTE);
    expect((await update()).map(({ message }) => message)).toEqual(['INFO waooaw-backend revision 42 starting']);
    abort.abort();
  });

  it('watches without changing anything', async () => {
    const untouched = await startSteppedAws();
    const { next, update, abort } = await startTail();
    await next();
    for (let minute = 0; minute < 5; minute += 1) {
      aws.pass(MINUTE);
      untouched.pass(MINUTE);
      await update();
    }
    expect(aws.simulator.world.state()).toBe(untouched.simulator.world.state());
    abort.abort();
    await untouched.close();
  });

  it('ends after three hours with an error in the stream', async () => {
    const { next } = await startTail();
    await next();
    aws.pass(3 * HOUR);
    await expect(next()).rejects.toMatchObject({ name: 'SessionTimeoutException' });
  });

  it('is over when the server closes, also while it waits', async () => {
    const { next } = await startTail();
    await next();
    const waiting = expect(next()).rejects.toThrow();
    await aws.close();
    await waiting;
    aws = await startSteppedAws();
  });

  it.each([
    [['/ecs/waooaw-backend-production'], 'InvalidParameterException', 'logGroupIdentifiers must be log group ARNs.'],
    [[`${arn}-nobody`], 'ResourceNotFoundException', 'The specified log group does not exist.'],
  ])('of %o is refused', async (logGroupIdentifiers, name, message) => {
    await expect(aws.logs.send(new StartLiveTailCommand({ logGroupIdentifiers }))).rejects.toMatchObject({
      name,
      message,
    });
  });

  // The SDK puts "stream-" before the host's name, which an address does not survive.
  it('needs a client that leaves the host as it is', async () => {
    const client = new CloudWatchLogsClient(aws.configuration);
    const tail = client.send(new StartLiveTailCommand({ logGroupIdentifiers: [arn] }));
    await expect(tail).rejects.toMatchObject({ hostname: 'stream-127.0.0.1' });
    client.destroy();
  });
});
