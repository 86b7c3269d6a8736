import {
  DescribeLogGroupsCommand,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTaskDefinitionCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOON, type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const logGroupName = '/ecs/waooaw-backend-production';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

/** Page by page to the end, as the aws command does it; how many events each page had, too. */
const search = async (input: FilterLogEventsCommandInput) => {
  const events: FilteredLogEvent[] = [];
  const pages: number[] = [];
  let nextToken: string | undefined;
  do {
    const page = await aws.logs.send(new FilterLogEventsCommand({ ...input, nextToken }));
    events.push(...(page.events ?? []));
    pages.push(page.events?.length ?? 0);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { events, pages };
};

const backend = () => {
  const found = aws.simulator.world.ecs.findService({ cluster: 'waooaw-production', service: 'waooaw-backend' });
  if (found === undefined) throw new Error('the backend is missing');
  return found;
};

// aws-facts 1.30
describe('the runbook, "Review logs": the last 30 minutes of the backend', () => {
  it('are in the log group that the task definition names', async () => {
    const { taskDefinition } = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: 'waooaw-backend' }),
    );
    const group = taskDefinition?.containerDefinitions?.[0]?.logConfiguration?.options?.['awslogs-group'];
    expect(group).toBe(logGroupName);
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
    expect(logGroups).toMatchObject([
      {
        logGroupName,
        logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/ecs/waooaw-backend-production',
        arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/ecs/waooaw-backend-production:*',
        retentionInDays: 30,
      },
    ]);
    const all = await aws.logs.send(new DescribeLogGroupsCommand({}));
    expect(all.logGroups?.map(one => one.logGroupName)).toEqual(
      expect.arrayContaining(['/ecs/waooaw-agent-production', logGroupName]),
    );
  });

  it('are oldest first, in streams of the tasks, and no more than a person can read', async () => {
    const { events } = await search({ logGroupName, startTime: NOON - 30 * MINUTE });
    expect(events.length).toBeGreaterThan(200);
    expect(events.length).toBeLessThan(1000);
    const times = events.map(({ timestamp = 0 }) => timestamp);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(NOON - 30 * MINUTE);
    expect(Math.max(...times)).toBeLessThanOrEqual(NOON);
    const { taskArns } = await aws.ecs.send(
      new ListTasksCommand({ cluster: 'waooaw-production', serviceName: 'waooaw-backend' }),
    );
    const streams = taskArns?.map(arn => `ecs/waooaw-backend/${arn.split('/').at(-1)}`);
    expect([...new Set(events.map(({ logStreamName }) => logStreamName))].sort()).toEqual(streams?.sort());
    expect(events[0]?.message).toMatch(/^(INFO|WARN) (GET|POST) \/api\/v1\/\S+ \d{3} \d+ms request=[0-9a-f]{8}$/);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    expect(events.every(({ eventId }) => /^\d{56}$/.test(eventId ?? ''))).toBe(true);
  });

  it('come a moment later than they were written', async () => {
    const last = async () => {
      const { events } = await search({ logGroupName, startTime: NOON });
      return events.map(({ timestamp = 0, ingestionTime = 0 }) => ingestionTime - timestamp);
    };
    expect(await last()).toEqual([]);
    aws.pass(MINUTE);
    const delays = await last();
    expect(delays.length).toBeGreaterThan(5);
    expect(Math.min(...delays)).toBeGreaterThan(0);
  });

  it('say the same whoever reads them when, and reading changes nothing', async () => {
    const before = aws.simulator.world.state();
    const first = await search({ logGroupName, startTime: NOON - 10 * MINUTE, endTime: NOON - 5 * MINUTE });
    expect(aws.simulator.world.state()).toBe(before);
    aws.pass(2 * HOUR);
    const again = await search({ logGroupName, startTime: NOON - 10 * MINUTE, endTime: NOON - 5 * MINUTE });
    expect(again.events).toEqual(first.events);
  });
});

// aws-facts 1.30: empty pages with a nextToken are normal
describe('a search', () => {
  it('has empty pages before the one that has what it looks for', async () => {
    aws.simulator.world.ecs.afflict(backend(), { kind: 'exits', exitCode: 1, afterMs: 20_000 });
    aws.pass(10 * MINUTE);
    const { events, pages } = await search({ logGroupName, startTime: NOON - 3 * HOUR, filterPattern: 'FATAL' });
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]).toBe(0);
    expect(events.length).toBeGreaterThan(2);
    expect(new Set(events.map(({ message }) => message))).toEqual(
      new Set(['FATAL unhandled error, exiting with code 1']),
    );
  });

  it('goes page by page without losing or repeating an event', async () => {
    const window = { logGroupName, startTime: NOON - 20 * MINUTE, endTime: NOON - MINUTE };
    const whole = await search(window);
    const paged = await search({ ...window, limit: 7 });
    expect(paged.pages.slice(0, -1).every(length => length <= 7)).toBe(true);
    expect(paged.pages.length).toBeGreaterThan(10);
    expect(paged.events).toEqual(whole.events);
  });

  it('knows terms: all of them, none of those with "-", one of those with "?", and phrases', async () => {
    const messages = async (filterPattern: string): Promise<readonly string[]> => {
      const { events } = await search({ logGroupName, startTime: NOON - HOUR, filterPattern });
      return events.map(({ message = '' }) => message);
    };
    const all = await messages('');
    const isGetOfAgents = (text: string): boolean => text.includes('GET') && text.includes('/api/v1/agents');
    expect(await messages('GET /api/v1/agents')).toEqual(all.filter(isGetOfAgents));
    expect(await messages('GET -agents')).toEqual(all.filter(text => text.includes('GET') && !text.includes('agents')));
    expect(await messages('?POST ?workspaces')).toEqual(all.filter(text => /POST|workspaces/.test(text)));
    expect(await messages('"POST /api/v1/sessions 201"')).toEqual(
      all.filter(text => text.includes('POST /api/v1/sessions 201')),
    );
    expect(await messages('get')).toEqual([]);
    expect(all.filter(isGetOfAgents).length).toBeGreaterThan(10);
  });

  it('looks at the streams that it is told to', async () => {
    const { events } = await search({ logGroupName, startTime: NOON - HOUR });
    const logStreamNames = [events[0]?.logStreamName ?? ''];
    const narrow = await search({ logGroupName, startTime: NOON - HOUR, logStreamNames });
    expect(narrow.events).toEqual(events.filter(({ logStreamName }) => logStreamName === logStreamNames[0]));
    expect(narrow.events.length).toBeLessThan(events.length);
  });

  it.each<[Partial<FilterLogEventsCommandInput>, string]>([
    [{ filterPattern: '{ $.level = "error" }' }, 'The simulated AWS only knows filter patterns made of terms.'],
    [{ nextToken: 'nonsense' }, 'The specified nextToken is invalid.'],
    [
      { limit: 20_000 },
      "1 validation error detected: Value '20000' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    ],
    [
      { logStreamNames: ['a'], logStreamNamePrefix: 'b' },
      'logStreamNames and logStreamNamePrefix are mutually exclusive parameters.',
    ],
  ])('refuses %o', async (wrong, message) => {
    await expect(aws.logs.send(new FilterLogEventsCommand({ logGroupName, ...wrong }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
    });
  });
});

// aws-facts 4.3: "Logs ResourceNotFoundException (log group gone)"
it('there is no log group of that name', async () => {
  await expect(aws.logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
});

describe('one stream', () => {
  const streamOfFirstTask = async (): Promise<string> => {
    const { events } = await search({ logGroupName, startTime: NOON - HOUR });
    return events[0]?.logStreamName ?? '';
  };

  it('can be read from its newest end backwards, and forwards until the token stays the same', async () => {
    const logStreamName = await streamOfFirstTask();
    const read = (input: { nextToken?: string; startFromHead?: boolean; limit?: number }) =>
      aws.logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startTime: NOON - HOUR, ...input }));
    const newest = await read({ limit: 10 });
    const older = await read({ limit: 10, nextToken: newest.nextBackwardToken ?? '' });
    expect([newest.events?.length, older.events?.length]).toEqual([10, 10]);
    expect(older.events?.at(-1)?.timestamp).toBeLessThanOrEqual(newest.events?.[0]?.timestamp ?? 0);
    const forward = await read({ limit: 10, nextToken: older.nextForwardToken ?? '' });
    expect(forward.events).toEqual(newest.events);
    const end = await read({ nextToken: newest.nextForwardToken ?? '' });
    expect(end).toMatchObject({ events: [], nextForwardToken: newest.nextForwardToken });
    aws.pass(MINUTE);
    const news = await read({ nextToken: end.nextForwardToken ?? '' });
    expect(news.events?.length).toBeGreaterThan(0);
    const oldest = await read({ startFromHead: true, limit: 1 });
    expect(oldest.events?.[0]?.timestamp).toBeLessThan(older.events?.[0]?.timestamp ?? 0);
  });

  it('must exist', async () => {
    const read = new GetLogEventsCommand({ logGroupName, logStreamName: 'ecs/waooaw-backend/nobody' });
    await expect(aws.logs.send(read)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
  });
});

describe('what goes wrong leaves its lines', () => {
  const messagesSince = async (startTime: number, group = logGroupName): Promise<readonly string[]> => {
    const { events } = await search({ logGroupName: group, startTime });
    return events.map(({ message = '' }) => message);
  };

  it('a rollout: the new tasks come up, the old ones are asked to stop', async () => {
    const service = backend();
    aws.simulator.world.ecs.deploy(service, service.deployments[0].taskDefinitionArn);
    aws.pass(6 * MINUTE);
    const messages = await messagesSince(NOON);
    expect(messages.filter(text => text === 'INFO waooaw-backend revision 42 starting')).toHaveLength(2);
    expect(messages.filter(text => text === 'INFO listening on port 8080')).toHaveLength(2);
    expect(messages.filter(text => text === 'INFO SIGTERM received, finishing the work in hand')).toHaveLength(2);
  });

  it('overload: errors and slow requests', async () => {
    const { world } = aws.simulator;
    world.addSurge(backend(), { from: NOON, rampMs: MINUTE, holdMs: 5 * MINUTE, extraPerMinute: 4000 });
    const calm = await messagesSince(NOON - 10 * MINUTE);
    expect(calm.filter(text => /^(ERROR|WARN)/.test(text))).toEqual([]);
    aws.pass(4 * MINUTE);
    const messages = await messagesSince(NOON + 90_000);
    expect(
      messages.filter(text => /^ERROR .* 503 \d+ms .*error="no worker is free"$/.test(text)).length,
    ).toBeGreaterThan(5);
    expect(messages.filter(text => /^WARN .* 20\d \d{4,5}ms/.test(text)).length).toBeGreaterThan(5);
  });

  it('a memory leak: warnings, then silence, then a new task', async () => {
    const { world } = aws.simulator;
    const agent = world.ecs.findService({ cluster: 'waooaw-production', service: 'waooaw-agent' });
    if (agent === undefined) throw new Error('the agent is missing');
    world.ecs.afflict(agent, { kind: 'runs-out-of-memory', afterMs: 10 * MINUTE });
    aws.pass(16 * MINUTE);
    const messages = await messagesSince(NOON, '/ecs/waooaw-agent-production');
    expect(
      messages.filter(text => /^WARN memory: \d{3,4} MiB of 1024 MiB in use \(\d\d %\)/.test(text)).length,
    ).toBeGreaterThan(4);
    expect(messages).toContain('INFO waiting for jobs');
    // The kernel kills without a word.
    expect(messages.some(text => text.startsWith('FATAL'))).toBe(false);
  });

  it('failing health checks: every check that fails', async () => {
    aws.simulator.world.ecs.afflict(backend(), { kind: 'fails-health-checks' });
    aws.pass(5 * MINUTE);
    expect(await messagesSince(NOON)).toContain(
      'ERROR GET /health 502 2ms agent="ELB-HealthChecker/2.0" error="not ready"',
    );
  });

  it('an image that cannot be pulled: nothing, because nothing ran', async () => {
    const service = backend();
    aws.simulator.world.ecs.afflict(service, { kind: 'cannot-pull-image' });
    aws.simulator.world.ecs.deploy(service, service.deployments[0].taskDefinitionArn);
    aws.pass(5 * MINUTE);
    expect((await messagesSince(NOON)).filter(text => !/^(INFO|WARN) (GET|POST) /.test(text))).toEqual([]);
  });
});
