import { afterEach, describe, expect, it } from 'vitest';
import { allPages } from '../../src/aws/pages.ts';
import { FaultError } from '../../src/domain/fault.ts';
import { type ObservedAccount, observedAccount } from './support/account.ts';

let account: ObservedAccount | undefined;
afterEach(() => account?.close());

const backendTarget = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/production/backend',
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 2,
  MaxCapacity: 10,
  RoleARN: 'arn:aws:iam::1:role/x',
  CreationTime: 1_760_000_000,
};

describe('D3: a list without an end', () => {
  it.each([
    ['the same token again', ['a', 'a'], /page 2 leads back to an earlier one/],
    ['tokens that lead in a circle', ['a', 'b', 'c', 'b'], /page 4 leads back/],
  ])('%s is noticed at once, and half a list is not believed', async (_, tokens, words) => {
    let page = 0;
    const pages = allPages(async () => ({ items: [page], next: tokens[page++] }));
    await expect(pages).rejects.toThrow(words);
    expect(page).toBe(tokens.length);
  });

  it('ever new tokens end after two hundred pages', async () => {
    let page = 0;
    const error = await allPages(async () => ({ items: [], next: `token-${page++}` })).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof FaultError)) throw error;
    expect(error.fault).toMatchObject({ kind: 'unreadable', because: expect.stringContaining('200 pages') });
    expect(page).toBe(200);
  });

  it('an empty token is the end', async () => {
    expect(await allPages(async () => ({ items: [1], next: '' }))).toEqual([1]);
  });

  it('is said in the part of the snapshot that it concerns', async () => {
    account = await observedAccount(['production/backend'], {
      'application-autoscaling:DescribeScalableTargets': () => ({ ScalableTargets: [backendTarget] }),
      'application-autoscaling:DescribeScalingPolicies': () => ({ ScalingPolicies: [], NextToken: 'again' }),
    });
    const { services } = await account.observe('scaling');
    expect(services[0]?.scaling).toMatchObject({
      state: 'missing',
      because: { kind: 'unreadable', because: expect.stringContaining('does not end') },
    });
    expect(account.aws.inputsOf('DescribeScalingPolicies')).toHaveLength(2);
  });
});
