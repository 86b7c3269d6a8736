import {
  DecreaseReplicaCountCommand,
  type DecreaseReplicaCountCommandInput,
  IncreaseReplicaCountCommand,
  NodeQuotaForClusterExceededFault,
  NoOperationFault,
} from '@aws-sdk/client-elasticache';
import { on, type SimOperation } from '../wire/operation.ts';
import {
  type CacheCluster,
  membersOf,
  type ReplicationGroup,
  replicaCount,
  replicasOf,
} from '../world/elasticache/replication-group.ts';
import type { World } from '../world/world.ts';
import {
  groupOf,
  insistOnAvailable,
  insistOnCapacity,
  insistOnNodeQuota,
  insistOnNow,
  invalidValue,
  refuseOthers,
} from './elasticache-requests.ts';
import { describeReplicationGroup } from './elasticache-shapes.ts';

const MOST_REPLICAS = 5;
const MOST_NODES_PER_CLUSTER = 90;

export const replicaCountOperations = (world: World): readonly SimOperation[] => [
  on(IncreaseReplicaCountCommand, input => {
    const group = groupOf(world, input.ReplicationGroupId);
    refuseOthers('IncreaseReplicaCount', input, ['ReplicationGroupId', 'ApplyImmediately', 'NewReplicaCount']);
    insistOnNow(input.ApplyImmediately);
    const wanted = wantedCount(input.NewReplicaCount);
    insistOnAvailable(group);
    const present = replicaCount(group);
    // AWS: a count of all replicas, not of those to be added.
    if (wanted === present) throw nothingToDo();
    if (wanted < present) {
      throw invalidValue('The new replica count must be greater than the current number of replicas.');
    }
    const added = (wanted - present) * group.nodeGroups.length;
    insistOnClusterQuota(group, added);
    insistOnNodeQuota(world, added);
    insistOnCapacity(world, group.nodeType);
    world.elastiCache.increaseReplicaCount(group, wanted);
    return { ReplicationGroup: describeReplicationGroup(world, group) };
  }),

  on(DecreaseReplicaCountCommand, input => {
    const group = groupOf(world, input.ReplicationGroupId);
    const known = ['ReplicationGroupId', 'ApplyImmediately', 'NewReplicaCount', 'ReplicasToRemove'];
    refuseOthers('DecreaseReplicaCount', input, known);
    insistOnNow(input.ApplyImmediately);
    insistOnAvailable(group);
    world.elastiCache.removeReplicas(group, replicasToRemove(group, input));
    return { ReplicationGroup: describeReplicationGroup(world, group) };
  }),
];

const wantedCount = (asked: number | undefined): number => {
  if (asked === undefined) throw invalidValue('The parameter NewReplicaCount must be provided and must not be null.');
  if (Number.isInteger(asked) && asked >= 0 && asked <= MOST_REPLICAS) return asked;
  throw invalidValue(`The number of replicas per node group must be within 0 and ${MOST_REPLICAS}.`);
};

const nothingToDo = (): NoOperationFault => {
  const message = 'Requested new replica count already matches current number of replicas.';
  return new NoOperationFault({ message, $metadata: {} });
};

const insistOnClusterQuota = (group: ReplicationGroup, added: number): void => {
  if (membersOf(group).length + added <= MOST_NODES_PER_CLUSTER) return;
  const message =
    'The request cannot be processed because it would exceed the allowed number of cache nodes in a single cluster.';
  throw new NodeQuotaForClusterExceededFault({ message, $metadata: {} });
};

/** Those that are named, or the newest of each shard; what is left has to be enough for a failover. */
const replicasToRemove = (
  group: ReplicationGroup,
  { NewReplicaCount, ReplicasToRemove: named = [] }: DecreaseReplicaCountCommandInput,
): readonly CacheCluster[] => {
  const present = replicaCount(group);
  const left =
    NewReplicaCount === undefined && named.length > 0 ? present - named.length : wantedCount(NewReplicaCount);
  if (left === present) throw nothingToDo();
  if (left > present) throw invalidValue('The new replica count must be less than the current number of replicas.');
  if (left < 1 && group.multiAz) {
    throw invalidValue('Must have at least 1 replica for Multi-AZ enabled Replication Group');
  }
  if (left < 1 && group.automaticFailover && !group.clusterEnabled) {
    throw invalidValue('Must have at least 1 replica when cluster mode is disabled with auto failover enabled.');
  }
  if (named.length === 0) return group.nodeGroups.flatMap(nodeGroup => replicasOf(nodeGroup).slice(left));
  const replicas = group.nodeGroups.flatMap(replicasOf).filter(({ id }) => named.includes(id));
  if (replicas.length === named.length && replicas.length === (present - left) * group.nodeGroups.length)
    return replicas;
  throw invalidValue('ReplicasToRemove must name as many replicas of each node group as are to be removed.');
};
