import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { openQuietCache, type QuietCache } from './quiet-cache.ts';
import { NOON } from './quiet-world.ts';

const last = (numbers: readonly number[]): number => {
  const value = numbers.at(-1);
  if (value === undefined) throw new Error('there is no datapoint at all');
  return value;
};

const CAMPAIGN = { from: NOON, rampMs: MINUTE, holdMs: 3 * HOUR, extraPerMinute: 4000 };

/** The campaign has filled the cache. */
const openFullCache = (): QuietCache => {
  const cache = openQuietCache();
  cache.world.addSurge(cache.backend, CAMPAIGN);
  cache.pass(40 * MINUTE);
  return cache;
};

describe('a quiet day of the cache', () => {
  it('fills about half of it, and evicts nothing', () => {
    const { values, pass } = openQuietCache();
    pass(24 * HOUR);
    const memory = values('001', 'DatabaseMemoryUsagePercentage', NOON);
    expect(memory.length).toBeGreaterThan(1400);
    expect(Math.min(...memory)).toBeGreaterThan(38);
    expect(Math.max(...memory)).toBeLessThan(60);
    expect(Math.max(...values('001', 'Evictions', NOON))).toBe(0);
    expect(Math.min(...values('001', 'CacheHitRate', NOON))).toBeGreaterThan(92);
    // aws-facts 1.15: on 2 vCPUs the host's CPU counts, and 45 % is where it becomes too much.
    expect(Math.max(...values('001', 'CPUUtilization', NOON))).toBeLessThan(12);
    expect(Math.max(...values('001', 'SwapUsage', NOON))).toBe(0);
  });

  // aws-facts 2.7
  it('is reported per node: the lag by replicas only, lookups by the primary, credits every five minutes', () => {
    const { values, pass } = openQuietCache();
    pass(60 * MINUTE);
    expect(values('001', 'ReplicationLag', NOON)).toEqual([]);
    expect(Math.max(...values('002', 'ReplicationLag', NOON))).toBeLessThan(1);
    expect(values('001', 'CacheHitRate', NOON).length).toBe(59);
    expect(values('002', 'CacheHitRate', NOON)).toEqual([]);
    expect(values('001', 'CPUCreditBalance', NOON).length).toBe(11);
    // The memory of a replica mirrors that of its primary.
    expect(values('002', 'BytesUsedForCache', NOON)).toEqual(values('001', 'BytesUsedForCache', NOON));
  });

  it('has the connections of the running tasks', () => {
    const { world, backend, values, pass } = openQuietCache();
    pass(2 * MINUTE);
    // Two backend tasks with 10, two agents with 5, one replica, and 3 of ElastiCache's own.
    expect(last(values('001', 'CurrConnections', NOON))).toBe(34);
    world.ecs.setDesiredCount(backend, 4);
    pass(3 * MINUTE);
    expect(last(values('001', 'CurrConnections', NOON))).toBe(54);
    expect(Math.max(...values('001', 'NewConnections', NOON))).toBeGreaterThanOrEqual(10);
  });
});

// aws-facts 3.9, and troubleshooting tree T5
describe('five times the traffic', () => {
  it('fills the memory, evicts, and costs hits', () => {
    const { values } = openFullCache();
    expect(last(values('001', 'DatabaseMemoryUsagePercentage', NOON))).toBe(100);
    expect(last(values('001', 'Evictions', NOON))).toBeGreaterThan(1000);
    expect(last(values('001', 'CacheHitRate', NOON))).toBeLessThan(90);
    expect(last(values('002', 'Evictions', NOON))).toBe(0);
  });

  it('loads the database with what the cache no longer answers, until the node is bigger', () => {
    const { world, group, pass } = openFullCache();
    const database = world.rds.database('waooaw-postgres-production');
    const whileFull = { misses: world.elastiCache.missesPerMinute(group), pressure: database.pressure };
    world.elastiCache.changeNodeType(group, 'cache.t3.medium', 'now');
    pass(80 * MINUTE);
    expect(world.elastiCache.missesPerMinute(group)).toBeLessThan(whileFull.misses / 2);
    expect(database.pressure).toBeLessThan(whileFull.pressure - 0.04);
  });

  it('is not helped by another replica, which adds no memory', () => {
    const { world, group, values, pass } = openFullCache();
    world.elastiCache.increaseReplicaCount(group, 2);
    pass(30 * MINUTE);
    expect(group.nodeGroups[0].members.map(({ status }) => status)).toEqual(['available', 'available', 'available']);
    expect(last(values('001', 'Evictions', NOON))).toBeGreaterThan(1000);
    expect(last(values('003', 'DatabaseMemoryUsagePercentage', NOON))).toBe(100);
  });
});

describe('more commands than one thread can do', () => {
  it('are managed, keep the engine at 100 %, and leave the replica behind', () => {
    const { world, backend, values, pass } = openQuietCache();
    world.ecs.setDesiredCount(backend, 10);
    world.addSurge(backend, { from: NOON + 3 * MINUTE, rampMs: MINUTE, holdMs: HOUR, extraPerMinute: 11_000 });
    pass(10 * MINUTE);
    expect(last(values('001', 'EngineCPUUtilization', NOON))).toBe(100);
    // Two vCPUs: one is full, the other nearly idle.
    expect(last(values('001', 'CPUUtilization', NOON))).toBeCloseTo(51.5);
    expect(last(values('001', 'TrafficManagementActive', NOON))).toBe(1);
    expect(last(values('002', 'ReplicationLag', NOON))).toBeGreaterThan(3);
    expect(last(values('002', 'TrafficManagementActive', NOON))).toBe(0);
    const credits = values('001', 'CPUCreditBalance', NOON);
    expect(last(credits)).toBeLessThan(576);
  });
});

describe('the primary’s host is lost', () => {
  // aws-facts 3.6
  it('with a replica: it takes over with all data, and every connection is made anew', () => {
    const { world, group, nodeGroup, member, values, eventsSince, pass } = openQuietCache();
    const before = nodeGroup.usedBytes;
    world.elastiCache.losePrimary(group);
    pass(MINUTE);
    expect([member('001').role, member('002').role]).toEqual(['replica', 'primary']);
    expect(group.status).toBe('modifying');
    expect(Math.abs(nodeGroup.usedBytes - before) / before).toBeLessThan(0.02);
    // A lost node reports nothing.
    expect(values('001', 'CurrConnections', NOON - MINUTE)).toEqual([]);
    expect(last(values('002', 'CurrConnections', NOON - MINUTE))).toBeLessThan(0.8 * 34);
    pass(9 * MINUTE);
    expect(last(values('002', 'CurrConnections', NOON))).toBe(34);
    expect(group.status).toBe('available');
    expect(eventsSince(NOON)).toEqual([
      'redis-001: Failover from master node waooaw-redis-production-001 to replica node waooaw-redis-production-002 completed',
      'redis: Failover from master node waooaw-redis-production-001 to replica node waooaw-redis-production-002 completed',
      'redis-001: Recovering cache nodes 0001',
      'redis-001: Finished recovery for cache nodes 0001',
    ]);
  });

  it('without a replica: it comes back empty, and the database has to do the cache’s work', () => {
    const { world, group, member, values, pass } = openQuietCache();
    const database = world.rds.database('waooaw-postgres-production');
    const quietPressure = database.pressure;
    world.elastiCache.removeReplicas(group, [member('002')]);
    pass(10 * MINUTE);
    const cache = world.elastiCache.dependency(group, { connectionsPerTask: 0 });
    expect(cache.strain).toEqual({ extraSeconds: 0, failingPart: 0 });
    world.elastiCache.losePrimary(group);
    // Requests that need their session fail, and the others wait; new tasks still answer their health checks.
    expect(cache.strain.failingPart).toBeGreaterThan(0.1);
    expect(cache.strain.extraSeconds).toBeGreaterThan(0.5);
    expect(cache.acceptsNewTasks).toBe(true);
    pass(2 * MINUTE);
    expect(world.elastiCache.missesPerMinute(group)).toBeGreaterThan(7000);
    expect(database.pressure).toBeGreaterThan(1.5 * quietPressure);
    pass(8 * MINUTE);
    const hitRate = values('001', 'CacheHitRate', NOON + 11 * MINUTE);
    expect(Math.min(...hitRate)).toBeLessThan(70);
    expect(last(hitRate)).toBeGreaterThan(Math.min(...hitRate));
    pass(2 * HOUR);
    expect(last(values('001', 'CacheHitRate', NOON))).toBeGreaterThan(94);
  });
});
