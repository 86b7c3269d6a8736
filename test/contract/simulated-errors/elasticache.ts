import {
  DecreaseReplicaCountCommand,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  IncreaseReplicaCountCommand,
  ModifyReplicationGroupCommand,
  ModifyReplicationGroupShardConfigurationCommand,
} from '@aws-sdk/client-elasticache';
import type { SteppedAws } from '../../sim/api/stepped-aws.ts';
import type { ErrorRow } from './error-row.ts';

const MINUTE = 60_000;
const ReplicationGroupId = 'waooaw-redis-production';
const now = { ReplicationGroupId, ApplyImmediately: true } as const;

const retype = ({ elastiCache }: SteppedAws, CacheNodeType: string) =>
  elastiCache.send(new ModifyReplicationGroupCommand({ ...now, CacheNodeType }));

const increase = ({ elastiCache }: SteppedAws, NewReplicaCount: number) =>
  elastiCache.send(new IncreaseReplicaCountCommand({ ...now, NewReplicaCount }));

const reshard = ({ elastiCache }: SteppedAws, NodeGroupCount: number) =>
  elastiCache.send(new ModifyReplicationGroupShardConfigurationCommand({ ...now, NodeGroupCount }));

export const elastiCacheErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'elasticache:DescribeReplicationGroups',
    when: 'there is no such group',
    name: 'ReplicationGroupNotFoundFault',
    code: 'ReplicationGroupNotFoundFault',
    status: 404,
    text: 'ReplicationGroup ghost not found.',
    provoke: ({ elastiCache }) =>
      elastiCache.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'ghost' })),
  },
  {
    operation: 'elasticache:DescribeCacheClusters',
    when: 'there is no such node',
    name: 'CacheClusterNotFoundFault',
    code: 'CacheClusterNotFound',
    status: 404,
    text: 'CacheCluster not found: ghost',
    provoke: ({ elastiCache }) => elastiCache.send(new DescribeCacheClustersCommand({ CacheClusterId: 'ghost' })),
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroup',
    when: 'the group is being modified',
    name: 'InvalidReplicationGroupStateFault',
    code: 'InvalidReplicationGroupState',
    status: 400,
    text: 'Replication group must be in available state to modify.',
    provoke: async aws => {
      await retype(aws, 'cache.t3.medium');
      return retype(aws, 'cache.m6g.large');
    },
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroup',
    when: 'the group reads available, and a member is still being created',
    name: 'InvalidCacheClusterStateFault',
    code: 'InvalidCacheClusterState',
    status: 400,
    text: 'The requested cluster is not in the available state.',
    provoke: async aws => {
      await increase(aws, 2);
      aws.pass(3 * MINUTE);
      return retype(aws, 'cache.t3.medium');
    },
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroup',
    when: 'AWS has no such nodes at the moment',
    name: 'InsufficientCacheClusterCapacityFault',
    code: 'InsufficientCacheClusterCapacity',
    status: 400,
    text: 'The requested cache node type is not available in the specified Availability Zone.',
    provoke: aws => {
      aws.simulator.world.elastiCache.unavailableNodeTypes.add('cache.r5.large');
      return retype(aws, 'cache.r5.large');
    },
  },
  {
    fact: '4.3',
    operation: 'elasticache:IncreaseReplicaCount',
    when: 'there are so many replicas already',
    name: 'NoOperationFault',
    code: 'NoOperationFault',
    status: 400,
    text: 'Requested new replica count already matches current number of replicas.',
    provoke: aws => increase(aws, 1),
  },
  {
    fact: '4.3',
    operation: 'elasticache:DecreaseReplicaCount',
    when: 'nothing would be left to fail over to',
    name: 'InvalidParameterValueException',
    code: 'InvalidParameterValue',
    status: 400,
    text: 'Must have at least 1 replica for Multi-AZ enabled Replication Group',
    provoke: ({ elastiCache }) => elastiCache.send(new DecreaseReplicaCountCommand({ ...now, NewReplicaCount: 0 })),
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroup',
    when: 'the nodes have the type already',
    name: 'InvalidParameterValueException',
    code: 'InvalidParameterValue',
    status: 400,
    text: 'No modifications were requested.',
    provoke: aws => retype(aws, 'cache.t3.small'),
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroup',
    when: 'the type is not allowed for the group',
    name: 'InvalidParameterCombinationException',
    code: 'InvalidParameterCombination',
    status: 400,
    text: 'The cache node type cache.x9.huge is not allowed for the replication group waooaw-redis-production.',
    provoke: aws => retype(aws, 'cache.x9.huge'),
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroupShardConfiguration',
    when: 'cluster mode is disabled',
    name: 'InvalidParameterValueException',
    code: 'InvalidParameterValue',
    status: 400,
    text: 'Operation is only applicable for cluster mode enabled replication groups.',
    provoke: aws => reshard(aws, 2),
  },
  {
    operation: 'elasticache:ModifyReplicationGroupShardConfiguration',
    when: 'there is no shard of that name',
    world: 'waooaw-production-cluster-mode',
    name: 'NodeGroupNotFoundFault',
    code: 'NodeGroupNotFoundFault',
    status: 404,
    text: 'Node group 0009 not found.',
    provoke: ({ elastiCache }) =>
      elastiCache.send(
        new ModifyReplicationGroupShardConfigurationCommand({
          ...now,
          NodeGroupCount: 1,
          NodeGroupsToRemove: ['0009'],
        }),
      ),
  },
  {
    fact: '4.3',
    operation: 'elasticache:ModifyReplicationGroupShardConfiguration',
    when: 'the group would have more shards than a group may have',
    world: 'waooaw-production-cluster-mode',
    name: 'NodeGroupsPerReplicationGroupQuotaExceededFault',
    code: 'NodeGroupsPerReplicationGroupQuotaExceeded',
    status: 400,
    text: 'The request cannot be processed because it would exceed the maximum allowed number of node groups (shards) in a single replication group. The default maximum is 90',
    provoke: aws => reshard(aws, 91),
  },
  {
    fact: '4.3',
    operation: 'elasticache:IncreaseReplicaCount',
    when: 'the group would have more than 90 nodes',
    world: 'waooaw-production-cluster-mode',
    name: 'NodeQuotaForClusterExceededFault',
    code: 'NodeQuotaForClusterExceeded',
    status: 400,
    text: 'The request cannot be processed because it would exceed the allowed number of cache nodes in a single cluster.',
    provoke: async aws => {
      await reshard(aws, 40);
      aws.pass(24 * 60 * MINUTE);
      return increase(aws, 2);
    },
  },
  {
    fact: '4.3',
    operation: 'elasticache:DescribeReplicationGroups',
    when: 'calls come too fast',
    name: 'Throttling',
    code: 'Throttling',
    status: 400,
    text: 'Rate exceeded',
    provoke: ({ elastiCache, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'throttle' } } });
      return elastiCache.send(new DescribeReplicationGroupsCommand({}));
    },
  },
];
