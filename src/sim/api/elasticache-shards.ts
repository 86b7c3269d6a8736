import {
  ModifyReplicationGroupShardConfigurationCommand,
  type ModifyReplicationGroupShardConfigurationCommandInput,
  NodeGroupNotFoundFault,
  NodeGroupsPerReplicationGroupQuotaExceededFault,
} from '@aws-sdk/client-elasticache';
import { on, type SimOperation } from '../wire/operation.ts';
import { type NodeGroup, type ReplicationGroup, replicaCount } from '../world/elasticache/replication-group.ts';
import type { World } from '../world/world.ts';
import {
  groupOf,
  insistOnAvailable,
  insistOnCapacity,
  insistOnNodeQuota,
  insistOnNow,
  invalidCombination,
  invalidValue,
  refuseOthers,
} from './elasticache-requests.ts';
import { describeReplicationGroup } from './elasticache-shapes.ts';

const MOST_NODE_GROUPS = 90;

const KNOWN = ['ReplicationGroupId', 'NodeGroupCount', 'ApplyImmediately', 'NodeGroupsToRemove', 'NodeGroupsToRetain'];

export const shardOperations = (world: World): readonly SimOperation[] => [
  on(ModifyReplicationGroupShardConfigurationCommand, input => {
    const group = groupOf(world, input.ReplicationGroupId);
    refuseOthers('ModifyReplicationGroupShardConfiguration', input, KNOWN);
    if (!group.clusterEnabled) {
      throw invalidValue('Operation is only applicable for cluster mode enabled replication groups.');
    }
    insistOnNow(input.ApplyImmediately);
    insistOnAvailable(group);
    const { NodeGroupCount: count = 0 } = input;
    if (!Number.isInteger(count) || count < 1) throw invalidValue('NodeGroupCount must be 1 or more.');
    const added = count - group.nodeGroups.length;
    if (added === 0) throw invalidValue('No modifications were requested.');
    if (added > 0) grow(world, group, count);
    else world.elastiCache.removeShards(group, shardsToRemove(group, count, input));
    return { ReplicationGroup: describeReplicationGroup(world, group) };
  }),
];

const grow = (world: World, group: ReplicationGroup, count: number): void => {
  if (count > MOST_NODE_GROUPS) {
    const message = `The request cannot be processed because it would exceed the maximum allowed number of node groups (shards) in a single replication group. The default maximum is ${MOST_NODE_GROUPS}`;
    throw new NodeGroupsPerReplicationGroupQuotaExceededFault({ message, $metadata: {} });
  }
  insistOnNodeQuota(world, (count - group.nodeGroups.length) * (1 + replicaCount(group)));
  insistOnCapacity(world, group.nodeType);
  world.elastiCache.addShards(group, count);
};

/** AWS: whoever wants fewer shards has to say which. */
const shardsToRemove = (
  group: ReplicationGroup,
  count: number,
  { NodeGroupsToRemove, NodeGroupsToRetain }: ModifyReplicationGroupShardConfigurationCommandInput,
): readonly NodeGroup[] => {
  const named = NodeGroupsToRemove ?? NodeGroupsToRetain;
  if (named === undefined || (NodeGroupsToRemove !== undefined && NodeGroupsToRetain !== undefined)) {
    throw invalidCombination('Either NodeGroupsToRemove or NodeGroupsToRetain is required.');
  }
  const missing = named.find(id => !group.nodeGroups.some(nodeGroup => nodeGroup.id === id));
  if (missing !== undefined) {
    throw new NodeGroupNotFoundFault({ message: `Node group ${missing} not found.`, $metadata: {} });
  }
  const isNamed = ({ id }: NodeGroup): boolean => named.includes(id);
  const removed = group.nodeGroups.filter(nodeGroup => isNamed(nodeGroup) === (NodeGroupsToRemove !== undefined));
  if (group.nodeGroups.length - removed.length === count) return removed;
  throw invalidCombination('The node groups to remove or to retain do not lead to NodeGroupCount.');
};
