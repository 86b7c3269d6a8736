import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { cacheClusterOperations } from './elasticache-clusters.ts';
import { cacheEventOperations } from './elasticache-events.ts';
import { replicationGroupOperations } from './elasticache-groups.ts';
import { replicaCountOperations } from './elasticache-replicas.ts';
import { shardOperations } from './elasticache-shards.ts';

export const elastiCacheOperations = (world: World): readonly SimOperation[] => [
  ...replicationGroupOperations(world),
  ...cacheClusterOperations(world),
  ...replicaCountOperations(world),
  ...shardOperations(world),
  ...cacheEventOperations(world),
];
