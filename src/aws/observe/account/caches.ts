import type { ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Cache } from '../../../domain/account-snapshot.ts';
import { vcpusOf } from '../../../domain/instance-types.ts';
import { isSafeName, outsideText } from '../../../domain/outside-text.ts';
import { allPages } from '../../pages.ts';
import type { AccountObservation } from './account-observation.ts';
import { type RecentMetric, recentValues } from './recent-metrics.ts';

/** AWS: every node of a group has this id within its cluster. */
const nodeId = '0001';

/** The configured replication group; every one of the region where none is configured. */
export const caches: AccountObservation<'caches'> = async request => {
  const { context, configured, signal } = request;
  const groups = await allPages(async Marker => {
    const page = await context.gateway.read('elasticache:DescribeReplicationGroups', { Marker }, signal);
    return { items: page.ReplicationGroups ?? [], next: page.Marker };
  });
  const wanted = groups.filter(
    ({ ReplicationGroupId: id = '' }) => isSafeName(id) && (configured.cache === null || id === configured.cache),
  );
  const asked = wanted.flatMap(group => metricsOf(group).map(metric => ({ group, metric })));
  const values = await recentValues(
    asked.map(({ metric }) => metric),
    request,
  );
  return wanted.map(group => {
    const of = (...names: readonly string[]): readonly number[] =>
      asked.flatMap(({ group: owner, metric }, index) =>
        owner === group && names.includes(metric.name) ? (values[index] ?? []) : [],
      );
    return cacheOf(group, {
      memoryPercent: most(of('DatabaseMemoryUsagePercentage')),
      cpuPercent: most(of('EngineCPUUtilization', 'CPUUtilization')),
      connections: most(of('CurrConnections')),
      evictions: sum(of('Evictions')),
    });
  });
};

const most = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values));

const sum = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((total, value) => total + value, 0);

/** ElastiCache has metrics of nodes, and none of a group. */
function metricsOf({ MemberClusters = [], CacheNodeType = '' }: ReplicationGroup): readonly RecentMetric[] {
  // AWS: the engine has one thread. With up to two vCPUs the host's CPU counts, with more the engine's own.
  const cpu = (vcpusOf(CacheNodeType) ?? 2) <= 2 ? 'CPUUtilization' : 'EngineCPUUtilization';
  return MemberClusters.flatMap((CacheClusterId): readonly RecentMetric[] => {
    const ofNode = { namespace: 'AWS/ElastiCache', dimensions: { CacheClusterId, CacheNodeId: nodeId } };
    return [
      { ...ofNode, name: 'DatabaseMemoryUsagePercentage', stat: 'Maximum' },
      { ...ofNode, name: cpu, stat: 'Average' },
      { ...ofNode, name: 'CurrConnections', stat: 'Maximum' },
      { ...ofNode, name: 'Evictions', stat: 'Sum' },
    ];
  });
}

const cacheOf = (
  group: ReplicationGroup,
  readings: Pick<Cache, 'memoryPercent' | 'cpuPercent' | 'connections' | 'evictions'>,
): Cache => ({
  id: group.ReplicationGroupId ?? '',
  nodeType: outsideText(group.CacheNodeType ?? ''),
  status: outsideText(group.Status ?? ''),
  clusterEnabled: group.ClusterEnabled ?? false,
  shards: group.NodeGroups?.length ?? 0,
  nodes: group.MemberClusters?.length ?? 0,
  members: (group.MemberClusters ?? []).filter(isSafeName),
  ...readings,
});
