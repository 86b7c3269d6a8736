import {
  DescribeReplicationGroupsCommand,
  ModifyReplicationGroupCommand,
  ModifyReplicationGroupShardConfigurationCommand,
  type ModifyReplicationGroupShardConfigurationCommandInput,
} from '@aws-sdk/client-elasticache';
import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const ReplicationGroupId = 'waooaw-redis-production';

let aws: SteppedAws;
afterEach(() => aws.close());

const openSharded = async (): Promise<void> => {
  aws = await startSteppedAws({ world: 'waooaw-production-cluster-mode' });
};

const group = async () => {
  const { ReplicationGroups } = await aws.elastiCache.send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId }),
  );
  return ReplicationGroups?.[0];
};

const shards = async (): Promise<readonly string[]> =>
  ((await group())?.NodeGroups ?? []).map(({ NodeGroupId, Status, Slots }) => `${NodeGroupId} ${Status} ${Slots}`);

const reshard = (input: Partial<ModifyReplicationGroupShardConfigurationCommandInput>) =>
  aws.elastiCache.send(
    new ModifyReplicationGroupShardConfigurationCommand({
      ReplicationGroupId,
      ApplyImmediately: true,
      NodeGroupCount: undefined,
      ...input,
    }),
  );

const usedBytes = (): number =>
  (aws.simulator.world.elastiCache.groups.get(ReplicationGroupId)?.nodeGroups ?? []).reduce(
    (sum, nodeGroup) => sum + nodeGroup.usedBytes,
    0,
  );

describe('the cache with cluster mode disabled', () => {
  // aws-facts 1.17: the runbook's "add shard" is impossible here, whatever it is called.
  it('has no shards to add', async () => {
    aws = await startSteppedAws();
    await expect(reshard({ NodeGroupCount: 2 })).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message: 'Operation is only applicable for cluster mode enabled replication groups.',
    });
  });
});

describe('the cache with cluster mode enabled', () => {
  it('has slots in its shards, one endpoint for all, and no roles to be seen', async () => {
    await openSharded();
    expect(await shards()).toEqual(['0001 available 0-8191', '0002 available 8192-16383']);
    const described = await group();
    expect(described).toMatchObject({ ClusterEnabled: true, ClusterMode: 'enabled' });
    expect(described?.ConfigurationEndpoint?.Address).toMatch(/^waooaw-redis-production\.\w{6}\.clustercfg\.use1\./);
    expect(described?.MemberClusters).toEqual(
      ['0001-001', '0001-002', '0002-001', '0002-002'].map(id => `${ReplicationGroupId}-${id}`),
    );
    expect(described?.NodeGroups?.[0]).not.toHaveProperty('PrimaryEndpoint');
    expect(described?.NodeGroups?.[0]?.NodeGroupMembers?.[0]).not.toHaveProperty('CurrentRole');
  });

  // aws-facts 3.6 and 8.10
  it('moves a third of its keys to a third shard, and says how far it is', async () => {
    await openSharded();
    const before = usedBytes();
    const { ReplicationGroup } = await reshard({ NodeGroupCount: 3 });
    expect(ReplicationGroup).toMatchObject({
      Status: 'modifying',
      PendingModifiedValues: { Resharding: { SlotMigration: { ProgressPercentage: 0 } } },
    });
    const progress: number[] = [];
    for (let minute = 0; minute < 90; minute += 1) {
      aws.pass(MINUTE);
      const described = await group();
      if (described?.Status === 'available') break;
      progress.push(described?.PendingModifiedValues?.Resharding?.SlotMigration?.ProgressPercentage ?? Number.NaN);
      expect(described?.MemberClusters).toHaveLength(6);
    }
    expect(progress.length).toBeGreaterThan(10);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBeGreaterThan(80);
    expect(new Set(progress).size).toBeGreaterThan(5);
    expect(await group()).toMatchObject({ Status: 'available', PendingModifiedValues: {} });
    const after = (await group())?.NodeGroups ?? [];
    expect(after.map(({ NodeGroupId }) => NodeGroupId)).toEqual(['0001', '0002', '0003']);
    expect(after[2]?.Slots).toBe('5462-8191,13653-16383');
    expect(after[2]?.NodeGroupMembers).toHaveLength(2);
    expect(Math.abs(usedBytes() - before) / before).toBeLessThan(0.05);
  });

  it('empties a shard before it deletes it', async () => {
    await openSharded();
    const before = usedBytes();
    await reshard({ NodeGroupCount: 1, NodeGroupsToRemove: ['0002'] });
    aws.pass(5 * MINUTE);
    expect((await group())?.NodeGroups).toHaveLength(2);
    aws.pass(HOUR);
    expect(await shards()).toEqual(['0001 available 0-16383']);
    expect((await group())?.MemberClusters).toHaveLength(2);
    expect(Math.abs(usedBytes() - before) / before).toBeLessThan(0.05);
  });

  it('is left alone while it reshards', async () => {
    await openSharded();
    await reshard({ NodeGroupCount: 3 });
    aws.pass(10 * MINUTE);
    const toMedium = { ReplicationGroupId, CacheNodeType: 'cache.t3.medium', ApplyImmediately: true };
    await expect(aws.elastiCache.send(new ModifyReplicationGroupCommand(toMedium))).rejects.toMatchObject({
      Code: 'InvalidReplicationGroupState',
    });
  });

  it('is resharded at once or not at all, to another number of shards, and shards to remove have to be named', async () => {
    await openSharded();
    const refused = (Code: string) => expect.objectContaining({ Code });
    await expect(reshard({ NodeGroupCount: 3, ApplyImmediately: false })).rejects.toEqual(
      refused('InvalidParameterValue'),
    );
    await expect(reshard({ NodeGroupCount: 2 })).rejects.toEqual(refused('InvalidParameterValue'));
    await expect(reshard({ NodeGroupCount: 1 })).rejects.toEqual(refused('InvalidParameterCombination'));
    await expect(reshard({ NodeGroupCount: 1, NodeGroupsToRemove: ['0009'] })).rejects.toMatchObject({
      name: 'NodeGroupNotFoundFault',
    });
    await expect(reshard({ NodeGroupCount: 91 })).rejects.toEqual(
      refused('NodeGroupsPerReplicationGroupQuotaExceeded'),
    );
    await expect(reshard({})).rejects.toMatchObject({
      message: 'The parameter NodeGroupCount must be provided and must not be null.',
    });
    expect(await group()).toMatchObject({ Status: 'available' });
  });
});
