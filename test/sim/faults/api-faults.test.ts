import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  type DescribeScalingPoliciesCommandOutput,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  DescribeServicesCommand,
  ListClustersCommand,
  paginateListTasks,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ServiceException } from '@smithy/core/client';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/sim/faults/fault.ts';
import { type SteppedAws, startSteppedAws } from '../api/stepped-aws.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';

let open: SteppedAws[] = [];
afterEach(async () => {
  const closing = open;
  open = [];
  for (const aws of closing) await aws.close();
});

const awsWith = async (...faults: readonly Fault[]): Promise<SteppedAws> => {
  const aws = await startSteppedAws();
  open.push(aws);
  for (const fault of faults) aws.simulator.perform({ add: fault });
  return aws;
};

const failure = (answer: Promise<unknown>): Promise<Error> =>
  answer.then(
    () => {
      throw new Error('the call should have failed');
    },
    error => error,
  );

const describeBackend = () => new DescribeServicesCommand({ cluster, services: [service] });
const setCount = (desiredCount: number) => new UpdateServiceCommand({ cluster, service, desiredCount });

/** One read of each family of protocols: JSON 1.1, JSON 1.0 that once was query, and query. */
const families = {
  ecs: ({ ecs }: SteppedAws) => ecs.send(describeBackend()),
  scaling: ({ scaling }: SteppedAws) => scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' })),
  cloudWatch: ({ cloudWatch }: SteppedAws) => cloudWatch.send(new DescribeAlarmsCommand({})),
  elb: ({ elb }: SteppedAws) => elb.send(new DescribeTargetGroupsCommand({})),
  sts: ({ sts }: SteppedAws) => sts.send(new GetCallerIdentityCommand({})),
} as const;

/** What the SDK makes of each failure. */
const inEachFamily = async (aws: SteppedAws): Promise<Record<string, object>> => {
  const failures: Record<string, object> = {};
  for (const [family, read] of Object.entries(families)) {
    const error = await failure(read(aws));
    if (!(error instanceof ServiceException)) throw error;
    const { name, message, $fault: fault, $metadata } = error;
    const code = 'Code' in error ? { code: error.Code } : {};
    failures[family] = { name, message, fault, status: $metadata.httpStatusCode, ...code };
  }
  return failures;
};

describe('the common errors, in the words of each protocol', () => {
  // aws-facts 4.1, 4.3: "Rate exceeded", ThrottlingException in JSON and Throttling in query.
  it('throttling', async () => {
    const message = 'Rate exceeded';
    const json = { name: 'ThrottlingException', message, status: 400 };
    const query = { name: 'Throttling', message };
    expect(await inEachFamily(await awsWith({ effect: { kind: 'throttle' } }))).toMatchObject({
      ecs: json,
      scaling: json,
      // Query mode: an error without a model goes by its query code.
      cloudWatch: { ...json, name: 'Throttling', code: 'Throttling' },
      elb: query,
      sts: query,
    });
  });

  // aws-facts 4.2: ExpiredTokenException (JSON) / ExpiredToken (query).
  it('an expired session', async () => {
    const message = 'The security token included in the request is expired';
    const json = { name: 'ExpiredTokenException', message };
    const query = { name: 'ExpiredToken', message, status: 403 };
    expect(await inEachFamily(await awsWith({ effect: { kind: 'expired-token' } }))).toMatchObject({
      ecs: json,
      scaling: json,
      cloudWatch: { ...json, name: 'ExpiredToken', code: 'ExpiredToken' },
      elb: query,
      sts: query,
    });
  });

  it.each([500, 503] as const)('AWS’s own failure, %i', async status => {
    const failures = await inEachFamily(await awsWith({ effect: { kind: 'server-error', status, applied: false } }));
    for (const error of Object.values(failures)) expect(error).toMatchObject({ fault: 'server', status });
    expect(failures['ecs']).toMatchObject({ name: status === 500 ? 'ServerException' : 'ServiceUnavailable' });
  });

  it('who may not call hears that first, whatever they sent', async () => {
    const { ecs } = await awsWith({ effect: { kind: 'expired-token' } });
    const nonsense = new DescribeServicesCommand({ cluster, services: [] });
    expect((await failure(ecs.send(nonsense))).name).toBe('ExpiredTokenException');
  });
});

// aws-facts 4.3, "AccessDenied message shape".
describe('access denied', () => {
  const who = 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated';

  it('names the principal, the action and the resource', async () => {
    const { ecs, simulator } = await awsWith({
      match: { operation: 'ecs:Update*' },
      effect: { kind: 'access-denied' },
    });
    const error = await failure(ecs.send(setCount(5)));
    expect(error).toMatchObject({
      name: 'AccessDeniedException',
      message: `${who} is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/waooaw-backend because no identity-based policy allows the ecs:UpdateService action`,
      // As the model of ECS has it.
      $metadata: { httpStatusCode: 403 },
    });
    expect(simulator.history.writes).toEqual([]);
    // Reading is still allowed.
    expect((await ecs.send(describeBackend())).services).toHaveLength(1);
  });

  it('tells when it is the organisation that forbids it', async () => {
    const { scaling, elb } = await awsWith({
      match: { operation: ['application-autoscaling:*', 'elasticloadbalancing:*'] },
      effect: { kind: 'access-denied', by: 'service control policy' },
    });
    const target = { ServiceNamespace: 'ecs', ResourceId: 'service/a/b', MinCapacity: 1, MaxCapacity: 2 } as const;
    const register = new RegisterScalableTargetCommand({ ...target, ScalableDimension: 'ecs:service:DesiredCount' });
    expect((await failure(scaling.send(register))).message).toBe(
      `${who} is not authorized to perform: application-autoscaling:RegisterScalableTarget on resource: arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/* with an explicit deny in a service control policy`,
    );
    expect(await failure(elb.send(new DescribeTargetGroupsCommand({})))).toMatchObject({
      name: 'AccessDenied',
      message: `${who} is not authorized to perform: elasticloadbalancing:DescribeTargetGroups on resource: * with an explicit deny in a service control policy`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('nobody can be kept from asking who they are', async () => {
    const { sts } = await awsWith({ effect: { kind: 'access-denied' } });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
  });
});

it('AWS may fail although it has done it', async () => {
  const fault: Fault = {
    match: { operation: 'UpdateService' },
    when: { times: 1 },
    effect: { kind: 'server-error', status: 500, applied: true },
  };
  const { ecs, simulator } = await awsWith(fault);
  expect(await failure(ecs.send(setCount(5)))).toMatchObject({ name: 'ServerException' });
  expect(simulator.history.writes).toHaveLength(1);
  expect((await ecs.send(describeBackend())).services?.[0]?.desiredCount).toBe(5);
});

describe('a stale read', () => {
  const fiveSecondsOld: Fault = { id: 'stale', effect: { kind: 'stale-read', bySeconds: 5 } };

  it('tells what was so a while ago, also to who never asked before', async () => {
    const { ecs, pass } = await awsWith(fiveSecondsOld);
    const seen = async () => (await ecs.send(describeBackend())).services?.[0]?.desiredCount;
    pass(60_000);
    await ecs.send(setCount(4));
    expect(await seen()).toBe(2);
    pass(4_999);
    expect(await seen()).toBe(2);
    pass(1);
    expect(await seen()).toBe(4);
  });

  it('the answer to a write is fresh', async () => {
    const { ecs } = await awsWith(fiveSecondsOld);
    expect((await ecs.send(setCount(4))).service?.desiredCount).toBe(4);
  });

  it('is what AWS did answer then, byte for byte', async () => {
    const [fresh, stale] = [await awsWith(), await awsWith(fiveSecondsOld)];
    const story = async ({ ecs, pass }: SteppedAws): Promise<void> => {
      await ecs.send(setCount(4));
      pass(30_000);
      await ecs.send(setCount(3));
    };
    const seen = async ({ ecs }: SteppedAws) => (await ecs.send(describeBackend())).services;
    await Promise.all([story(fresh), story(stale)]);
    const then = await seen(fresh);
    for (const aws of [fresh, stale]) aws.pass(5_000);
    expect(await seen(stale)).toEqual(then);
    // Something did happen since.
    expect(await seen(fresh)).not.toEqual(then);
  });

  it('does not change the world that is asked', async () => {
    const { ecs, simulator, pass } = await awsWith(fiveSecondsOld);
    pass(30_000);
    const before = simulator.world.state();
    await ecs.send(describeBackend());
    expect(simulator.world.state()).toBe(before);
  });

  it('is over when the fault is', async () => {
    const { ecs, simulator } = await awsWith(fiveSecondsOld);
    await ecs.send(setCount(4));
    simulator.perform({ remove: 'stale' });
    expect((await ecs.send(describeBackend())).services?.[0]?.desiredCount).toBe(4);
  });
});

describe('small pages', () => {
  it('make lists come one by one, and nothing is lost on the way', async () => {
    const { ecs, cloudWatch, simulator } = await awsWith({ effect: { kind: 'small-pages' } });
    const tasks: string[] = [];
    let pages = 0;
    for await (const { taskArns = [] } of paginateListTasks({ client: ecs }, { cluster })) {
      pages += 1;
      expect(taskArns.length).toBeLessThanOrEqual(1);
      tasks.push(...taskArns);
    }
    expect(pages).toBeGreaterThanOrEqual(4);
    expect(new Set(tasks).size).toBe(4);
    const alarms: (string | undefined)[] = [];
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: cloudWatch }, {})) {
      expect(MetricAlarms.length).toBeLessThanOrEqual(1);
      alarms.push(...MetricAlarms.map(({ AlarmName }) => AlarmName));
    }
    expect(new Set(alarms)).toEqual(new Set(simulator.world.alarms.all().map(({ name }) => name)));
  });

  it('also where the caller asked for large ones', async () => {
    const { scaling } = await awsWith({ effect: { kind: 'small-pages' } });
    const ask = (NextToken?: string): Promise<DescribeScalingPoliciesCommandOutput> =>
      scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', MaxResults: 10, NextToken }));
    const first = await ask();
    expect(first.ScalingPolicies).toHaveLength(1);
    expect((await ask(first.NextToken)).ScalingPolicies?.[0]?.PolicyName).toBeDefined();
  });
});

// aws-facts 4.2
it('somebody changed the credentials: the account is another, from one call to the next', async () => {
  const { sts, ecs, pass } = await awsWith({
    when: { from: '+1m' },
    effect: { kind: 'other-account', accountId: '210987654321' },
  });
  const account = async () => (await sts.send(new GetCallerIdentityCommand({}))).Account;
  expect(await account()).toBe('123456789012');
  pass(60_000);
  expect(await account()).toBe('210987654321');
  expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
    'arn:aws:sts::210987654321:assumed-role/headroom-operator/simulated',
  );
  expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toHaveLength(1);
});
