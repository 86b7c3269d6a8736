import {
  DecreaseReplicaCountCommand,
  type DecreaseReplicaCountCommandInput,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  IncreaseReplicaCountCommand,
  type IncreaseReplicaCountCommandInput,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const ReplicationGroupId = 'waooaw-redis-production';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const group = async () => {
  const { ReplicationGroups } = await aws.elastiCache.send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId }),
  );
  return ReplicationGroups?.[0];
};

const statuses = async (): Promise<readonly string[]> => {
  const { CacheClusters = [] } = await aws.elastiCache.send(new DescribeCacheClustersCommand({}));
  return CacheClusters.map(
    ({ CacheClusterId = '', CacheClusterStatus }) => `${CacheClusterId.slice(-3)} ${CacheClusterStatus}`,
  );
};

const increase = (input: Partial<IncreaseReplicaCountCommandInput>) =>
  aws.elastiCache.send(new IncreaseReplicaCountCommand({ ReplicationGroupId, ApplyImmediately: true, ...input }));

const decrease = (input: Partial<DecreaseReplicaCountCommandInput>) =>
  aws.elastiCache.send(new DecreaseReplicaCountCommand({ ReplicationGroupId, ApplyImmediately: true, ...input }));

// aws-facts 1.17
describe('IncreaseReplicaCount', () => {
  it('of 2 makes two replicas in all, not two more', async () => {
    const { ReplicationGroup } = await increase({ NewReplicaCount: 2 });
    // aws-facts 3.6: the answer already reads modifying, with nothing pending.
    expect(ReplicationGroup).toMatchObject({ Status: 'modifying', PendingModifiedValues: {} });
    expect(ReplicationGroup?.MemberClusters).toHaveLength(3);
    // The new one is a member cluster at once, but no member of its shard before it exists.
    expect(ReplicationGroup?.NodeGroups?.[0]?.NodeGroupMembers).toHaveLength(2);
    aws.pass(13 * MINUTE);
    expect(await statuses()).toEqual(['001 available', '002 available', '003 available']);
    expect((await group())?.NodeGroups?.[0]?.NodeGroupMembers?.map(({ CurrentRole }) => CurrentRole)).toEqual([
      'primary',
      'replica',
      'replica',
    ]);
  });

  it('adds neither memory nor a shard', async () => {
    await increase({ NewReplicaCount: 3 });
    aws.pass(13 * MINUTE);
    expect((await group())?.NodeGroups).toHaveLength(1);
    expect(await group()).toMatchObject({ CacheNodeType: 'cache.t3.small' });
  });

  it('leaves the group available while the member is still being created; a node type then has to wait', async () => {
    await increase({ NewReplicaCount: 2 });
    aws.pass(2 * MINUTE);
    expect(await group()).toMatchObject({ Status: 'available' });
    expect(await statuses()).toEqual(['001 available', '002 available', '003 creating']);
    const toMedium = () =>
      aws.elastiCache.send(
        new ModifyReplicationGroupCommand({
          ReplicationGroupId,
          CacheNodeType: 'cache.t3.medium',
          ApplyImmediately: true,
        }),
      );
    await expect(toMedium()).rejects.toMatchObject({
      name: 'InvalidCacheClusterStateFault',
      Code: 'InvalidCacheClusterState',
    });
    aws.pass(11 * MINUTE);
    expect((await toMedium()).ReplicationGroup).toMatchObject({ Status: 'modifying' });
  });

  it('to the number that there is changes nothing, and says so', async () => {
    await expect(increase({ NewReplicaCount: 1 })).rejects.toMatchObject({
      name: 'NoOperationFault',
      message: 'Requested new replica count already matches current number of replicas.',
    });
  });

  // aws-facts 4.3
  it('has its limits', async () => {
    await expect(increase({ NewReplicaCount: 6 })).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message: 'The number of replicas per node group must be within 0 and 5.',
    });
    await expect(increase({ NewReplicaCount: 0 })).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
    await expect(increase({})).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
    await expect(increase({ NewReplicaCount: 2, ApplyImmediately: false })).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message: expect.stringContaining('not currently supported'),
    });
    await expect(
      increase({ ReplicaConfiguration: [{ NodeGroupId: '0001', NewReplicaCount: 2 }] }),
    ).rejects.toMatchObject({ Code: 'InvalidParameterCombination' });
    expect(await group()).toMatchObject({ Status: 'available' });
  });

  it('says in ElastiCache’s words what is missing', async () => {
    await expect(increase({ ReplicationGroupId: undefined })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      Code: 'InvalidParameterValue',
      message: 'The parameter ReplicationGroupId must be provided and must not be null.',
    });
  });
});

describe('DecreaseReplicaCount', () => {
  it('takes the newest replicas, in minutes', async () => {
    await increase({ NewReplicaCount: 3 });
    aws.pass(13 * MINUTE);
    await decrease({ NewReplicaCount: 1 });
    expect(await statuses()).toEqual(['001 available', '002 available', '003 deleting', '004 deleting']);
    aws.pass(7 * MINUTE);
    expect(await statuses()).toEqual(['001 available', '002 available']);
  });

  it('takes those that are named', async () => {
    await increase({ NewReplicaCount: 2 });
    aws.pass(13 * MINUTE);
    await decrease({ ReplicasToRemove: [`${ReplicationGroupId}-002`] });
    aws.pass(7 * MINUTE);
    expect(await statuses()).toEqual(['001 available', '003 available']);
    await expect(decrease({ ReplicasToRemove: [`${ReplicationGroupId}-001`] })).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
    });
  });

  // aws-facts 4.3
  it('leaves what a failover needs', async () => {
    await expect(decrease({ NewReplicaCount: 0 })).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message: 'Must have at least 1 replica for Multi-AZ enabled Replication Group',
    });
    await expect(decrease({ NewReplicaCount: 1 })).rejects.toMatchObject({ name: 'NoOperationFault' });
    await expect(decrease({ NewReplicaCount: 2 })).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
  });
});
