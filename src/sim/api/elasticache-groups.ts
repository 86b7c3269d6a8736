import {
  DescribeReplicationGroupsCommand,
  ListAllowedNodeTypeModificationsCommand,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { on, type SimOperation } from '../wire/operation.ts';
import { allowedModifications, nodeTypeOf } from '../world/elasticache/node-type.ts';
import { pendingNodeType, type ReplicationGroup } from '../world/elasticache/replication-group.ts';
import type { World } from '../world/world.ts';
import {
  cachePage,
  groupOf,
  insistOnAvailable,
  insistOnCapacity,
  invalidCombination,
  invalidValue,
  refuseOthers,
} from './elasticache-requests.ts';
import { describeReplicationGroup } from './elasticache-shapes.ts';

export const replicationGroupOperations = (world: World): readonly SimOperation[] => [
  on(DescribeReplicationGroupsCommand, ({ ReplicationGroupId, MaxRecords, Marker }) => {
    const groups =
      ReplicationGroupId === undefined ? [...world.elastiCache.groups.values()] : [groupOf(world, ReplicationGroupId)];
    const page = cachePage(groups, 'DescribeReplicationGroups', { MaxRecords, Marker });
    return {
      ReplicationGroups: page.items.map(group => describeReplicationGroup(world, group)),
      Marker: page.nextToken,
    };
  }),

  on(ListAllowedNodeTypeModificationsCommand, ({ ReplicationGroupId, CacheClusterId }) => {
    if ((ReplicationGroupId === undefined) === (CacheClusterId === undefined)) {
      throw invalidCombination('Exactly one of CacheClusterId and ReplicationGroupId must be provided.');
    }
    if (CacheClusterId !== undefined) {
      throw invalidCombination('The members of a replication group are modified together: name the group.');
    }
    const { scaleUp, scaleDown } = allowedModifications(nodeTypeOf(groupOf(world, ReplicationGroupId).nodeType));
    return { ScaleUpModifications: [...scaleUp], ScaleDownModifications: [...scaleDown] };
  }),

  on(ModifyReplicationGroupCommand, input => {
    const group = groupOf(world, input.ReplicationGroupId);
    refuseOthers('ModifyReplicationGroup', input, ['ReplicationGroupId', 'CacheNodeType', 'ApplyImmediately']);
    const isNow = input.ApplyImmediately === true;
    // AWS: ApplyImmediately also applies what has been waiting for the maintenance window.
    const nodeType = input.CacheNodeType ?? (isNow ? pendingNodeType(group) : undefined);
    insistOnAvailable(group);
    if (nodeType === undefined || nodeType === group.nodeType) throw invalidValue('No modifications were requested.');
    insistOnAllowed(group, nodeType);
    insistOnCapacity(world, nodeType);
    world.elastiCache.changeNodeType(group, nodeType, isNow ? 'now' : 'maintenance-window');
    return { ReplicationGroup: describeReplicationGroup(world, group) };
  }),
];

const insistOnAllowed = (group: ReplicationGroup, nodeType: string): void => {
  const { scaleUp, scaleDown } = allowedModifications(nodeTypeOf(group.nodeType));
  if (scaleUp.includes(nodeType) || scaleDown.includes(nodeType)) return;
  throw invalidCombination(`The cache node type ${nodeType} is not allowed for the replication group ${group.id}.`);
};
