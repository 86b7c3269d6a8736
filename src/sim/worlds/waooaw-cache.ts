import { DAY } from '../world/clock.ts';
import type { CacheHabits } from '../world/elasticache/cache-workload.ts';
import type { ReplicationGroup } from '../world/elasticache/replication-group.ts';
import type { Database } from '../world/rds/database.ts';
import type { Subnet } from '../world/tasks.ts';
import type { World } from '../world/world.ts';

export const BACKEND_CACHE_HABITS: CacheHabits = { connectionsPerTask: 10 };
export const AGENT_CACHE_HABITS: CacheHabits = { connectionsPerTask: 5 };

const MEGABYTE = 1e6;

/**
 * The runbook's Redis, one size below the cache.t3.medium that it scales to. A quiet day fills half of it; three times
 * the traffic of one fills all of it.
 */
export const openCache = (
  world: World,
  opening: {
    readonly subnets: readonly [Subnet, ...Subnet[]];
    readonly database: Database;
    /** With cluster mode the keys lie in two shards; without it there is one. */
    readonly clusterMode: 'disabled' | 'enabled';
  },
): ReplicationGroup => {
  const clusterEnabled = opening.clusterMode === 'enabled';
  return world.elastiCache.add({
    id: 'waooaw-redis-production',
    description: 'Sessions and cached reads of waooaw production',
    engineVersion: '7.1.0',
    nodeType: 'cache.t3.small',
    clusterEnabled,
    shards: clusterEnabled ? 2 : 1,
    replicasPerShard: 1,
    multiAz: true,
    automaticFailover: true,
    createdAt: world.clock.now - 400 * DAY,
    subnetGroupName: 'waooaw-production',
    subnets: opening.subnets,
    securityGroups: ['sg-0e5f0e5f0e5f0e5f0'],
    parameterGroupName: clusterEnabled ? 'default.redis7.cluster.on' : 'default.redis7',
    preferredMaintenanceWindow: 'sun:06:00-sun:07:00',
    snapshotWindow: '04:00-05:00',
    snapshotRetentionDays: 7,
    cacheAt: { requestsPerMinute: 1000, usedBytes: 550 * MEGABYTE, enginePercent: 12 },
    database: opening.database,
  });
};
