import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import { openQuietCache, type QuietCache } from './quiet-cache.ts';
import { NOON } from './quiet-world.ts';

/** How long it takes until it is so, in minutes. */
const minutesUntil = ({ world, passUntil }: QuietCache, isSo: () => boolean): number => {
  const from = world.clock.now;
  passUntil(isSo, 60 * MINUTE);
  return (world.clock.now - from) / MINUTE;
};

// aws-facts 1.16 and 3.6
describe('another node type', () => {
  it('takes 8 to 25 minutes', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const cache = openQuietCache({ seed });
      cache.world.elastiCache.changeNodeType(cache.group, 'cache.t3.medium', 'now');
      const took = minutesUntil(cache, () => cache.group.status === 'available');
      expect(took).toBeGreaterThan(8);
      expect(took).toBeLessThan(25);
    }
  });

  it('replaces node after node, the primary last, and keeps the data', () => {
    const cache = openQuietCache();
    const { world, group, nodeGroup, member, eventsSince, passUntil } = cache;
    const before = nodeGroup.usedBytes;
    world.elastiCache.changeNodeType(group, 'cache.t3.medium', 'now');
    const types = () => [member('001'), member('002')].map(({ nodeType, status }) => `${nodeType} ${status}`);
    const seen: (readonly string[])[] = [];
    passUntil(() => {
      if (types().join() !== seen.at(-1)?.join()) seen.push(types());
      return group.status === 'available';
    }, 25 * MINUTE);
    expect(seen).toEqual([
      ['cache.t3.small modifying', 'cache.t3.small modifying'],
      ['cache.t3.small modifying', 'cache.t3.medium available'],
      ['cache.t3.medium available', 'cache.t3.medium available'],
    ]);
    expect(Math.abs(nodeGroup.usedBytes - before) / before).toBeLessThan(0.05);
    expect(eventsSince(NOON)).toEqual([
      'redis-002: Succeeded applying modification to cache node type to cache.t3.medium.',
      'redis-001: Succeeded applying modification to cache node type to cache.t3.medium.',
      'redis: Succeeded applying modification to cache node type to cache.t3.medium.',
    ]);
  });

  it('interrupts for less than a second, but every connection to the old primary drops', () => {
    const cache = openQuietCache();
    const { world, group, nodeGroup, member, values, pass } = cache;
    world.elastiCache.changeNodeType(group, 'cache.t3.medium', 'now');
    cache.passUntil(() => member('002').status === 'available', 25 * MINUTE);
    let downMs = 0;
    for (let waited = 0; member('001').nodeType === 'cache.t3.small' && waited < 5 * MINUTE; waited += 50) {
      pass(50);
      if (nodeGroup.downSince !== undefined) downMs += 50;
    }
    expect(downMs).toBeGreaterThan(0);
    expect(downMs).toBeLessThan(1000);
    const switchedAt = world.clock.now;
    pass(MINUTE);
    expect(values('001', 'CurrConnections', switchedAt - MINUTE)[0]).toBeLessThan(0.8 * 34);
    pass(3 * MINUTE);
    expect(values('001', 'CurrConnections', switchedAt - MINUTE).at(-1)).toBe(34);
  });

  it('that is too small for the data fails in the end, and nothing has changed', () => {
    const { world, group, member, eventsSince, pass } = openQuietCache();
    world.elastiCache.changeNodeType(group, 'cache.t3.micro', 'now');
    pass(15 * MINUTE);
    expect([group.status, group.nodeType, member('001').pendingNodeType]).toEqual([
      'available',
      'cache.t3.small',
      undefined,
    ]);
    expect(eventsSince(NOON).at(-1)).toBe('redis: Failed applying modification to cache node type to cache.t3.micro.');
  });

  it('needs an address for each new node', () => {
    const { world, group, member, eventsSince, pass } = openQuietCache();
    world.network.leaveFree(member('001').subnet.id, 0);
    world.elastiCache.changeNodeType(group, 'cache.t3.medium', 'now');
    pass(15 * MINUTE);
    expect(group.nodeType).toBe('cache.t3.small');
    expect(eventsSince(NOON).at(-1)).toBe('redis: Failed applying modification to cache node type to cache.t3.medium.');
  });
});

// aws-facts 1.17 and 3.6
describe('another replica', () => {
  it('takes 5 to 12 minutes, while the group reads available after one or two', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const cache = openQuietCache({ seed });
      cache.world.elastiCache.increaseReplicaCount(cache.group, 2);
      expect(minutesUntil(cache, () => cache.group.status === 'available')).toBeLessThanOrEqual(2);
      expect(cache.member('003').status).toBe('creating');
      const total = (cache.world.clock.now - NOON) / MINUTE;
      const took = total + minutesUntil(cache, () => cache.member('003').status === 'available');
      expect(took).toBeGreaterThan(5);
      expect(took).toBeLessThanOrEqual(12.1);
    }
  });

  it('goes to the zone that has none, and is announced', () => {
    const { world, group, member, eventsSince, pass } = openQuietCache();
    world.elastiCache.increaseReplicaCount(group, 2);
    pass(13 * MINUTE);
    const zones = (['001', '002', '003'] as const).map(id => member(id).subnet.availabilityZone);
    expect(zones).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
    expect(eventsSince(NOON)).toEqual([
      'redis: ElastiCache:ReplicationGroupIncreaseReplicaCountStarted : waooaw-redis-production-003',
      'redis-003: Cache cluster created',
      'redis-003: Added cache node 0001 in availability zone us-east-1c',
      'redis: ElastiCache:ReplicationGroupIncreaseReplicaCountFinished : waooaw-redis-production-003',
    ]);
  });

  it('without a free address is not made', () => {
    const { world, group, nodeGroup, eventsSince, pass } = openQuietCache();
    world.network.leaveFree('subnet-0c33333333333333c', 0);
    world.elastiCache.increaseReplicaCount(group, 2);
    pass(13 * MINUTE);
    expect(nodeGroup.members.length).toBe(2);
    expect(eventsSince(NOON).at(-1)).toBe(
      'redis: Failed to modify number of nodes from 2 to 3 due to insufficient free IP addresses',
    );
  });

  it('that is no longer wanted is deleted', () => {
    const { world, group, nodeGroup, member, eventsSince, pass } = openQuietCache();
    world.elastiCache.removeReplicas(group, [member('002')]);
    expect(member('002').status).toBe('deleting');
    pass(7 * MINUTE);
    expect(nodeGroup.members.map(({ id }) => id)).toEqual(['waooaw-redis-production-001']);
    expect(eventsSince(NOON)).toEqual(['redis-002: Removed cache nodes 0001', 'redis-002: Cache cluster deleted']);
  });
});

describe('a cache in the middle of a change', () => {
  it('is the same to the byte whether time passes in one leap or in chunks', () => {
    const hash = (cache: QuietCache): string => createHash('sha256').update(cache.world.state()).digest('hex');
    const begin = (): QuietCache => {
      const cache = openQuietCache({ seed: 7 });
      cache.world.addSurge(cache.backend, { from: NOON, rampMs: MINUTE, holdMs: 60 * MINUTE, extraPerMinute: 4000 });
      cache.world.elastiCache.changeNodeType(cache.group, 'cache.t3.medium', 'now');
      return cache;
    };
    const leap = begin();
    leap.pass(20 * MINUTE);
    const chunks = begin();
    for (let chunk = 0; chunk < 20 * 7; chunk += 1) chunks.pass(MINUTE / 7);
    chunks.world.clock.runUntil(leap.world.clock.now);
    expect(hash(chunks)).toBe(hash(leap));
    expect(hash(chunks)).not.toBe(hash(openQuietCache({ seed: 7 })));
  });
});
