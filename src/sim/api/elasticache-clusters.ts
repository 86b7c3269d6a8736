import { CacheClusterNotFoundFault, DescribeCacheClustersCommand } from '@aws-sdk/client-elasticache';
import { on, type SimOperation } from '../wire/operation.ts';
import { membersOf } from '../world/elasticache/replication-group.ts';
import type { World } from '../world/world.ts';
import { cachePage } from './elasticache-requests.ts';
import { describeCacheCluster } from './elasticache-shapes.ts';

export const cacheClusterOperations = (world: World): readonly SimOperation[] => [
  on(DescribeCacheClustersCommand, input => {
    const { CacheClusterId: id, ShowCacheNodeInfo, ShowCacheClustersNotInReplicationGroups } = input;
    const all = [...world.elastiCache.groups.values()].flatMap(group =>
      membersOf(group).map(member => ({ group, member, withNodes: ShowCacheNodeInfo === true })),
    );
    const asked = id === undefined ? all : all.filter(({ member }) => member.id === id.toLowerCase());
    if (id !== undefined && asked.length === 0) {
      throw new CacheClusterNotFoundFault({ message: `CacheCluster not found: ${id}`, $metadata: {} });
    }
    // Every cache cluster of this account is a member of a replication group.
    const chosen = ShowCacheClustersNotInReplicationGroups === true ? [] : asked;
    const page = cachePage(chosen, 'DescribeCacheClusters', { MaxRecords: input.MaxRecords, Marker: input.Marker });
    return { CacheClusters: page.items.map(found => describeCacheCluster(world, found)), Marker: page.nextToken };
  }),
];
