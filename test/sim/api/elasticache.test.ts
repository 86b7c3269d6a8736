import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeCacheClustersCommand,
  DescribeEventsCommand,
  DescribeReplicationGroupsCommand,
  ListAllowedNodeTypeModificationsCommand,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { NOON, type SteppedAws, startSteppedAws } from './stepped-aws.ts';

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

const clusters = async () => {
  const { CacheClusters = [] } = await aws.elastiCache.send(new DescribeCacheClustersCommand({}));
  return CacheClusters;
};

const messages = async (): Promise<readonly string[]> => {
  const { Events = [] } = await aws.elastiCache.send(new DescribeEventsCommand({ Duration: 60 }));
  return Events.map(({ SourceIdentifier, SourceType, Message }) => `${SourceType} ${SourceIdentifier}: ${Message}`);
};

describe('the replication group', () => {
  // aws-facts 1.18: nodes are counted by MemberClusters, shards by NodeGroups; there is no NumCacheClusters.
  it('is described with its shard, its members and their roles', async () => {
    expect(await group()).toMatchObject({
      ReplicationGroupId,
      Status: 'available',
      PendingModifiedValues: {},
      MemberClusters: [`${ReplicationGroupId}-001`, `${ReplicationGroupId}-002`],
      CacheNodeType: 'cache.t3.small',
      ClusterEnabled: false,
      MultiAZ: 'enabled',
      AutomaticFailover: 'enabled',
      ARN: `arn:aws:elasticache:us-east-1:123456789012:replicationgroup:${ReplicationGroupId}`,
      NodeGroups: [
        {
          NodeGroupId: '0001',
          Status: 'available',
          PrimaryEndpoint: {
            Address: expect.stringMatching(/^waooaw-redis-production\.\w{6}\.ng\.0001\.use1\.cache\.amazonaws\.com$/),
            Port: 6379,
          },
          NodeGroupMembers: [
            { CacheClusterId: `${ReplicationGroupId}-001`, CacheNodeId: '0001', CurrentRole: 'primary' },
            { CacheClusterId: `${ReplicationGroupId}-002`, CacheNodeId: '0001', CurrentRole: 'replica' },
          ],
        },
      ],
    });
    expect(await group()).not.toHaveProperty('NumCacheClusters');
    expect(await group()).not.toHaveProperty('EngineVersion');
  });

  it('has its engine version at its members, and their nodes when asked for', async () => {
    const [plain] = await clusters();
    expect(plain).toMatchObject({ EngineVersion: '7.1.0', CacheClusterStatus: 'available', ReplicationGroupId });
    expect(plain?.CacheNodes).toBeUndefined();
    const asked = { CacheClusterId: `${ReplicationGroupId}-002`, ShowCacheNodeInfo: true };
    const { CacheClusters } = await aws.elastiCache.send(new DescribeCacheClustersCommand(asked));
    expect(CacheClusters?.map(({ CacheNodes }) => CacheNodes)).toMatchObject([
      [{ CacheNodeId: '0001', CacheNodeStatus: 'available', CustomerAvailabilityZone: 'us-east-1b' }],
    ]);
  });

  it('can become larger or smaller, and only the list tells which', async () => {
    const list = new ListAllowedNodeTypeModificationsCommand({ ReplicationGroupId });
    const { ScaleUpModifications = [], ScaleDownModifications } = await aws.elastiCache.send(list);
    expect(ScaleUpModifications).toContain('cache.t3.medium');
    expect(ScaleUpModifications).toContain('cache.r7g.large');
    expect(ScaleUpModifications).not.toContain('cache.t3.small');
    expect(ScaleDownModifications).toEqual(['cache.t3.micro', 'cache.t4g.micro']);
  });

  // aws-facts 2.7
  it('is measured node by node: no metric has the group, or a node without its id, as its dimension', async () => {
    aws.pass(3 * MINUTE);
    const cluster = { Name: 'CacheClusterId', Value: `${ReplicationGroupId}-001` };
    const node = { Name: 'CacheNodeId', Value: '0001' };
    const query = (Id: string, Dimensions: { Name: string; Value: string }[]) => ({
      Id,
      MetricStat: {
        Metric: { Namespace: 'AWS/ElastiCache', MetricName: 'DatabaseMemoryUsagePercentage', Dimensions },
        Period: 60,
        Stat: 'Maximum',
      },
    });
    const { MetricDataResults = [] } = await aws.cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.UTC(2026, 10, 23, 11)),
        EndTime: new Date(Date.UTC(2026, 10, 23, 12)),
        MetricDataQueries: [
          query('node', [cluster, node]),
          query('cluster', [cluster]),
          query('group', [{ Name: 'ReplicationGroupId', Value: ReplicationGroupId }]),
        ],
      }),
    );
    expect(MetricDataResults.map(({ Values }) => Values?.length)).toEqual([60, 0, 0]);
    expect(Math.max(...(MetricDataResults[0]?.Values ?? []))).toBeLessThan(60);
  });
});

// aws-facts 1.16 and 3.6
describe('ModifyReplicationGroup', () => {
  const modify = (input: { CacheNodeType?: string; ApplyImmediately?: boolean }) =>
    aws.elastiCache.send(new ModifyReplicationGroupCommand({ ReplicationGroupId, ...input }));

  it('at once: group and members are modifying, then all have the new type', async () => {
    const { ReplicationGroup } = await modify({ CacheNodeType: 'cache.t3.medium', ApplyImmediately: true });
    expect(ReplicationGroup).toMatchObject({ Status: 'modifying', CacheNodeType: 'cache.t3.small' });
    expect(await clusters()).toMatchObject([
      { CacheClusterStatus: 'modifying', PendingModifiedValues: { CacheNodeType: 'cache.t3.medium' } },
      { CacheClusterStatus: 'modifying', PendingModifiedValues: { CacheNodeType: 'cache.t3.medium' } },
    ]);
    aws.pass(25 * MINUTE);
    expect(await group()).toMatchObject({ Status: 'available', CacheNodeType: 'cache.t3.medium' });
    expect((await clusters()).map(({ CacheNodeType }) => CacheNodeType)).toEqual([
      'cache.t3.medium',
      'cache.t3.medium',
    ]);
    // Newest first.
    expect(await messages()).toEqual([
      `replication-group ${ReplicationGroupId}: Succeeded applying modification to cache node type to cache.t3.medium.`,
      `cache-cluster ${ReplicationGroupId}-001: Succeeded applying modification to cache node type to cache.t3.medium.`,
      `cache-cluster ${ReplicationGroupId}-002: Succeeded applying modification to cache node type to cache.t3.medium.`,
    ]);
  });

  it('otherwise waits for the maintenance window, visible at the members only', async () => {
    const { ReplicationGroup } = await modify({ CacheNodeType: 'cache.t3.medium' });
    expect(ReplicationGroup).toMatchObject({ Status: 'available', PendingModifiedValues: {} });
    const pending = async () => (await clusters()).map(({ PendingModifiedValues }) => PendingModifiedValues);
    expect(await pending()).toEqual([{ CacheNodeType: 'cache.t3.medium' }, { CacheNodeType: 'cache.t3.medium' }]);
    // NOON is a Monday, the window Sunday at 06:00.
    const window = Date.UTC(2026, 10, 29, 6);
    aws.pass(window - NOON - MINUTE);
    expect(await group()).toMatchObject({ Status: 'available', CacheNodeType: 'cache.t3.small' });
    aws.pass(2 * MINUTE);
    expect(await group()).toMatchObject({ Status: 'modifying' });
    aws.pass(25 * MINUTE);
    expect(await group()).toMatchObject({ Status: 'available', CacheNodeType: 'cache.t3.medium' });
    expect(await pending()).toEqual([{}, {}]);
  });

  it('takes another node type into the window instead, and applies it with the next ApplyImmediately', async () => {
    await modify({ CacheNodeType: 'cache.t3.medium' });
    await modify({ CacheNodeType: 'cache.m6g.large', ApplyImmediately: false });
    await modify({ ApplyImmediately: true });
    aws.pass(25 * MINUTE);
    expect(await group()).toMatchObject({ Status: 'available', CacheNodeType: 'cache.m6g.large' });
    // The window then finds nothing to do.
    aws.pass(7 * DAY);
    expect(await messages()).toEqual([]);
  });

  // aws-facts 4.3
  it('is refused while the group is modifying', async () => {
    await modify({ CacheNodeType: 'cache.t3.medium', ApplyImmediately: true });
    await expect(modify({ CacheNodeType: 'cache.m6g.large', ApplyImmediately: true })).rejects.toMatchObject({
      name: 'InvalidReplicationGroupStateFault',
      Code: 'InvalidReplicationGroupState',
      message: 'Replication group must be in available state to modify.',
    });
  });

  it('is refused for the same type, for none, and for one that is not on the list', async () => {
    const nothing = { Code: 'InvalidParameterValue', message: 'No modifications were requested.' };
    await expect(modify({ CacheNodeType: 'cache.t3.small', ApplyImmediately: true })).rejects.toMatchObject(nothing);
    await expect(modify({ ApplyImmediately: true })).rejects.toMatchObject(nothing);
    await expect(modify({ CacheNodeType: 'db.t3.medium', ApplyImmediately: true })).rejects.toMatchObject({
      Code: 'InvalidParameterCombination',
    });
    expect(await group()).toMatchObject({ Status: 'available' });
  });

  it('is refused when AWS has no such nodes', async () => {
    aws.simulator.world.elastiCache.unavailableNodeTypes.add('cache.r5.large');
    await expect(modify({ CacheNodeType: 'cache.r5.large', ApplyImmediately: true })).rejects.toMatchObject({
      Code: 'InsufficientCacheClusterCapacity',
    });
  });

  it('does not pretend to change what is not simulated', async () => {
    const change = { ReplicationGroupId, EngineVersion: '7.2', ApplyImmediately: true };
    await expect(aws.elastiCache.send(new ModifyReplicationGroupCommand(change))).rejects.toMatchObject({
      Code: 'InvalidParameterCombination',
      message: expect.stringContaining('EngineVersion'),
    });
  });
});

describe('what does not exist', () => {
  it('is not found, and answered with 404', async () => {
    const nobody = new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'nobody' });
    await expect(aws.elastiCache.send(nobody)).rejects.toMatchObject({
      name: 'ReplicationGroupNotFoundFault',
      message: 'ReplicationGroup nobody not found.',
      $metadata: { httpStatusCode: 404 },
    });
    const nothing = new DescribeCacheClustersCommand({ CacheClusterId: 'nothing' });
    await expect(aws.elastiCache.send(nothing)).rejects.toMatchObject({ name: 'CacheClusterNotFoundFault' });
  });

  it('cannot be asked for in pages of an impossible size', async () => {
    const tiny = new DescribeCacheClustersCommand({ MaxRecords: 5 });
    await expect(aws.elastiCache.send(tiny)).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
  });
});

describe('DescribeEvents', () => {
  it('knows the last hour unless asked for more, and can be asked for one source', async () => {
    const { elastiCache } = aws.simulator.world;
    const found = elastiCache.groups.get(ReplicationGroupId);
    if (found === undefined) throw new Error('the opening world has no cache');
    elastiCache.losePrimary(found);
    aws.pass(2 * HOUR);
    expect((await aws.elastiCache.send(new DescribeEventsCommand({}))).Events).toEqual([]);
    const ofGroup = new DescribeEventsCommand({ SourceType: 'replication-group', Duration: 180 });
    const { Events } = await aws.elastiCache.send(ofGroup);
    expect(Events?.map(({ Message }) => Message)).toEqual([
      `Failover from master node ${ReplicationGroupId}-001 to replica node ${ReplicationGroupId}-002 completed`,
    ]);
    const range = {
      StartTime: new Date(NOON),
      EndTime: new Date(NOON + HOUR),
      SourceIdentifier: `${ReplicationGroupId}-001`,
    };
    expect((await aws.elastiCache.send(new DescribeEventsCommand(range))).Events).toHaveLength(3);
  });
});
