import { cacheMetric } from '../../../src/sim/world/elasticache/cache-metrics.ts';
import {
  type CacheCluster,
  membersOf,
  type NodeGroup,
  type ReplicationGroup,
} from '../../../src/sim/world/elasticache/replication-group.ts';
import { openQuietWorld, type QuietWorld } from './quiet-world.ts';

export interface QuietCache extends QuietWorld {
  readonly group: ReplicationGroup;
  readonly nodeGroup: NodeGroup;
  readonly member: (id: '001' | '002' | '003') => CacheCluster;
  /** Every value of a node's metric whose minute began at or after `from`. */
  readonly values: (id: '001' | '002' | '003', metricName: string, from: number) => readonly number[];
  /** What the caches' events have said since then, oldest first, as "source: message". */
  readonly eventsSince: (from: number) => readonly string[];
}

/** The opening world, seen from its cache: one primary, 001, and one replica, 002. */
export const openQuietCache = (options: { seed?: number; durations?: number } = {}): QuietCache => {
  const quiet = openQuietWorld(options);
  const { elastiCache, metrics } = quiet.world;
  const group = elastiCache.groups.get('waooaw-redis-production');
  if (group === undefined) throw new Error('the opening world has no cache');
  const member = (id: string): CacheCluster => {
    const found = membersOf(group).find(candidate => candidate.id === `${group.id}-${id}`);
    if (found === undefined) throw new Error(`the cache has no member ${id}`);
    return found;
  };
  return {
    ...quiet,
    group,
    nodeGroup: group.nodeGroups[0],
    member,
    values: (id, metricName, from) => {
      const series = metrics.find(cacheMetric(`${group.id}-${id}`, metricName));
      return (series?.minutes() ?? []).filter(([at]) => at >= from).map(([, { sum }]) => sum);
    },
    eventsSince: from =>
      elastiCache.events
        .all()
        .filter(({ at }) => at >= from)
        .map(
          ({ sourceIdentifier, message }) =>
            `${sourceIdentifier.replace('waooaw-redis-production', 'redis')}: ${message}`,
        ),
  };
};
