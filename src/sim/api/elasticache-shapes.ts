import type {
  CacheCluster as CacheClusterOutput,
  Endpoint,
  NodeGroupMember,
  NodeGroup as NodeGroupOutput,
  ReplicationGroup as ReplicationGroupOutput,
} from '@aws-sdk/client-elasticache';
import {
  CACHE_NODE_ID,
  type CacheCluster,
  membersOf,
  type NodeGroup,
  type ReplicationGroup,
} from '../world/elasticache/replication-group.ts';
import { slotsText } from '../world/elasticache/slots.ts';
import type { World } from '../world/world.ts';
import { dateOf } from './time.ts';

const PORT = 6379;

/** `use1` for us-east-1, as ElastiCache writes Regions in its endpoints. */
const shortRegion = (region: string): string =>
  region.replace(/north|south|east|west|central/g, direction => direction.charAt(0)).replaceAll('-', '');

/** The endpoints of groups without encryption in transit: those with it have other names. */
const endpoint = (world: World, name: string): Endpoint => ({
  Address: `${name}.${shortRegion(world.account.region)}.cache.amazonaws.com`,
  Port: PORT,
});

const nodeEndpoint = (world: World, group: ReplicationGroup, { id }: CacheCluster): Endpoint =>
  endpoint(world, `${id}.${group.endpointToken}.${CACHE_NODE_ID}`);

export const describeReplicationGroup = (world: World, group: ReplicationGroup): ReplicationGroupOutput => ({
  ReplicationGroupId: group.id,
  Description: group.description,
  Status: group.status,
  // AWS shows a node type that waits for the maintenance window at the members only.
  PendingModifiedValues:
    group.resharding === undefined
      ? {}
      : {
          Resharding: { SlotMigration: { ProgressPercentage: group.resharding.progressPercentage } },
        },
  MemberClusters: membersOf(group).map(({ id }) => id),
  NodeGroups: group.nodeGroups.map(nodeGroup => describeNodeGroup(world, group, nodeGroup)),
  AutomaticFailover: group.automaticFailover ? 'enabled' : 'disabled',
  MultiAZ: group.multiAz ? 'enabled' : 'disabled',
  ...(group.clusterEnabled && {
    ConfigurationEndpoint: endpoint(world, `${group.id}.${group.endpointToken}.clustercfg`),
  }),
  SnapshotRetentionLimit: group.snapshotRetentionDays,
  SnapshotWindow: group.snapshotWindow,
  ClusterEnabled: group.clusterEnabled,
  CacheNodeType: group.nodeType,
  AuthTokenEnabled: false,
  TransitEncryptionEnabled: false,
  AtRestEncryptionEnabled: true,
  ARN: group.arn,
  UserGroupIds: [],
  LogDeliveryConfigurations: [],
  ReplicationGroupCreateTime: dateOf(group.createdAt),
  DataTiering: 'disabled',
  AutoMinorVersionUpgrade: true,
  NetworkType: 'ipv4',
  IpDiscovery: 'ipv4',
  ClusterMode: group.clusterEnabled ? 'enabled' : 'disabled',
  Engine: 'redis',
});

const describeNodeGroup = (world: World, group: ReplicationGroup, nodeGroup: NodeGroup): NodeGroupOutput => ({
  NodeGroupId: nodeGroup.id,
  Status: nodeGroup.status,
  ...(group.clusterEnabled
    ? { Slots: slotsText(nodeGroup.slots) }
    : {
        PrimaryEndpoint: endpoint(world, `${group.id}.${group.endpointToken}.ng.${nodeGroup.id}`),
        ReaderEndpoint: endpoint(world, `${group.id}-ro.${group.endpointToken}.ng.${nodeGroup.id}`),
      }),
  // A member that is still being created is among the MemberClusters only.
  NodeGroupMembers: nodeGroup.members
    .filter(({ status }) => status !== 'creating')
    .map(member => describeMember(world, group, member)),
});

const describeMember = (world: World, group: ReplicationGroup, member: CacheCluster): NodeGroupMember => ({
  CacheClusterId: member.id,
  CacheNodeId: CACHE_NODE_ID,
  PreferredAvailabilityZone: member.subnet.availabilityZone,
  // With cluster mode enabled, AWS leaves both to the cluster's own protocol.
  ...(!group.clusterEnabled && { ReadEndpoint: nodeEndpoint(world, group, member), CurrentRole: member.role }),
});

export const describeCacheCluster = (
  world: World,
  { group, member, withNodes }: { group: ReplicationGroup; member: CacheCluster; withNodes: boolean },
): CacheClusterOutput => ({
  CacheClusterId: member.id,
  ClientDownloadLandingPage: 'https://console.aws.amazon.com/elasticache/home#client-download:',
  CacheNodeType: member.nodeType,
  Engine: 'redis',
  EngineVersion: group.engineVersion,
  CacheClusterStatus: member.status,
  NumCacheNodes: 1,
  PreferredAvailabilityZone: member.subnet.availabilityZone,
  CacheClusterCreateTime: dateOf(member.createdAt),
  PreferredMaintenanceWindow: group.preferredMaintenanceWindow,
  PendingModifiedValues: member.pendingNodeType === undefined ? {} : { CacheNodeType: member.pendingNodeType },
  CacheSecurityGroups: [],
  CacheParameterGroup: {
    CacheParameterGroupName: group.parameterGroupName,
    ParameterApplyStatus: 'in-sync',
    CacheNodeIdsToReboot: [],
  },
  CacheSubnetGroupName: group.subnetGroupName,
  ...(withNodes && {
    CacheNodes: [
      {
        CacheNodeId: CACHE_NODE_ID,
        CacheNodeStatus: member.status,
        CacheNodeCreateTime: dateOf(member.createdAt),
        Endpoint: nodeEndpoint(world, group, member),
        ParameterGroupStatus: 'in-sync',
        CustomerAvailabilityZone: member.subnet.availabilityZone,
      },
    ],
  }),
  AutoMinorVersionUpgrade: true,
  SecurityGroups: group.securityGroups.map(id => ({ SecurityGroupId: id, Status: 'active' })),
  ReplicationGroupId: group.id,
  SnapshotRetentionLimit: group.snapshotRetentionDays,
  SnapshotWindow: group.snapshotWindow,
  AuthTokenEnabled: false,
  TransitEncryptionEnabled: false,
  AtRestEncryptionEnabled: true,
  ARN: member.arn,
  ReplicationGroupLogDeliveryEnabled: false,
  LogDeliveryConfigurations: [],
  NetworkType: 'ipv4',
  IpDiscovery: 'ipv4',
});
