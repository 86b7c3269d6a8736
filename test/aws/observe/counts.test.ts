import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceKey } from '../../../src/domain/snapshot.ts';
import { ecsService, freshValue, now, type ObservedAccount, observedAccount } from '../support/account.ts';
import type { Answers } from '../support/canned-aws.ts';

let account: ObservedAccount | undefined;
afterEach(() => account?.close());

async function facing(services: readonly ServiceKey[], answers: Answers): Promise<ObservedAccount> {
  account = await observedAccount(services, answers);
  return account;
}

/** Answers for every name that is asked, in the reverse order: AWS promises none. */
const everyService: Answers = {
  'ecs:DescribeServices': ({ services }) => {
    if (!Array.isArray(services)) throw new Error('no services were asked for');
    return { services: services.toReversed().map(name => ecsService(name, { desiredCount: Number(name.slice(1)) })) };
  },
};

describe('the counts of services', () => {
  it('twelve services of a cluster are two calls, and each finds its own answer', async () => {
    const keys = Array.from({ length: 12 }, (_, index): ServiceKey => `production/s${index}`);
    const { aws, observe } = await facing(keys, everyService);
    const snapshot = await observe('counts');
    const batches = aws
      .inputsOf('DescribeServices')
      .map(({ services }) => (Array.isArray(services) ? services.length : 0));
    expect(batches.toSorted()).toEqual([10, 2]);
    expect(keys.map((_, index) => freshValue(snapshot, 'counts', index).desiredCount)).toEqual(keys.map((_, i) => i));
  });

  it('services of two clusters are asked apart', async () => {
    const { aws, observe } = await facing(['production/s1', 'staging/s1'], everyService);
    await observe('counts');
    expect(new Set(aws.inputsOf('DescribeServices').map(({ cluster }) => cluster))).toEqual(
      new Set(['production', 'staging']),
    );
  });

  it('a service that AWS calls MISSING is not found, and its neighbour is fresh', async () => {
    const { observe } = await facing(['production/gone', 'production/backend'], {
      'ecs:DescribeServices': () => ({
        services: [ecsService('backend')],
        failures: [{ arn: 'arn:aws:ecs:us-east-1:123456789012:service/production/gone', reason: 'MISSING' }],
      }),
    });
    const snapshot = await observe('counts');
    expect(snapshot.services[0]?.counts).toMatchObject({ state: 'missing', because: { kind: 'not-found' } });
    expect(snapshot.services[1]?.counts).toMatchObject({ state: 'fresh', observedAt: now });
  });

  it('a cluster that fails does not take the other with it', async () => {
    const { observe } = await facing(['production/backend', 'staging/backend'], {
      'ecs:DescribeServices': ({ cluster }) =>
        cluster === 'production' ? { services: [ecsService('backend')] } : '<html>not ECS</html>',
    });
    const snapshot = await observe('counts');
    expect(snapshot.services[0]?.counts.state).toBe('fresh');
    expect(snapshot.services[1]?.counts).toMatchObject({ state: 'missing', because: { kind: 'unreadable' } });
  });

  it('event messages cannot act on the terminal', async () => {
    const { observe } = await facing(['production/backend'], {
      'ecs:DescribeServices': () => ({
        services: [
          ecsService('backend', { events: [{ id: 'e1', createdAt: 1_760_000_100, message: '\u001b[2Jgone' }] }),
        ],
      }),
    });
    expect(freshValue(await observe('counts'), 'counts').events).toEqual([
      { id: 'e1', at: 1_760_000_100_000, message: '^[[2Jgone' },
    ]);
  });
});
