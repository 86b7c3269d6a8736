import { expect, it } from 'vitest';
import { defaultMaxConnections, vcpusOf } from '../../src/domain/instance-types.ts';

it.each([
  ['db.t3.micro', 101],
  ['db.t3.medium', 405],
  ['db.t3.large', 811],
  ['db.m6g.large', 811],
  ['db.r6g.large', 1622],
  ['db.r7g.4xlarge', 5000],
])('PostgreSQL on %s takes about %d connections unless somebody has set another number', (instanceClass, count) => {
  expect(defaultMaxConnections(instanceClass)).toBe(count);
});

it('of a class that is not known nothing is guessed', () => {
  expect(['db.x2g.large', 'db.t3.huge', 'nonsense'].map(defaultMaxConnections)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(vcpusOf('cache.unknown')).toBeUndefined();
});

it('vCPUs follow from the size, of databases and of caches', () => {
  expect(['db.t3.medium', 'cache.t3.small', 'cache.m6g.xlarge', 'cache.r6g.4xlarge'].map(vcpusOf)).toEqual([
    2, 2, 4, 16,
  ]);
});
