import type { SimTime } from '../clock.ts';
import type { Subnet } from '../tasks.ts';
import type { Slots } from './slots.ts';

/** One node. AWS: a replication group's member is a cache cluster with one node, which is always called 0001. */
export interface CacheCluster {
  readonly id: string;
  readonly arn: string;
  readonly subnet: Subnet;
  readonly createdAt: SimTime;
  status: 'available' | 'creating' | 'deleting' | 'modifying';
  role: 'primary' | 'replica';
  /** Its host is gone and not yet replaced: it reports nothing. */
  isLost: boolean;
  nodeType: string;
  /** What waits for the maintenance window, or is being made. AWS shows it here and not at the group. */
  pendingNodeType: string | undefined;
  /** Those of the last look, once a minute. */
  connections: number;
  cpuCredits: number;
}

export const CACHE_NODE_ID = '0001';

/** A shard: one primary, up to five replicas, and a part of the keys. */
export interface NodeGroup {
  readonly id: string;
  status: 'creating' | 'available' | 'modifying' | 'deleting';
  slots: Slots;
  readonly members: CacheCluster[];
  /** The primary's data; the replicas mirror it. */
  usedBytes: number;
  /** Since when nobody answers; undefined while the primary does. */
  downSince: SimTime | undefined;
  /** How much of the present minute nobody answered, apart from `downSince`. */
  downMs: number;
  /** When the clients began to connect to the present primary. */
  clientsSince: SimTime;
}

export interface ReplicationGroup {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  readonly engineVersion: string;
  readonly clusterEnabled: boolean;
  readonly createdAt: SimTime;
  readonly subnetGroupName: string;
  readonly subnets: readonly [Subnet, ...Subnet[]];
  readonly securityGroups: readonly string[];
  readonly parameterGroupName: string;
  readonly preferredMaintenanceWindow: string;
  readonly snapshotWindow: string;
  readonly snapshotRetentionDays: number;
  /** What AWS puts into the names of all its endpoints. */
  readonly endpointToken: string;
  readonly multiAz: boolean;
  readonly automaticFailover: boolean;
  /** In the order of their ids; a group with cluster mode disabled has one. */
  readonly nodeGroups: [NodeGroup, ...NodeGroup[]];
  status: 'available' | 'modifying';
  nodeType: string;
  /** Set while slots move from shard to shard. */
  resharding: { progressPercentage: number } | undefined;
}

export const membersOf = ({ nodeGroups }: ReplicationGroup): readonly CacheCluster[] =>
  nodeGroups.flatMap(({ members }) => members);

export const primaryOf = ({ members }: NodeGroup): CacheCluster | undefined =>
  members.find(({ role }) => role === 'primary');

export const replicasOf = ({ members }: NodeGroup): readonly CacheCluster[] =>
  members.filter(({ role }) => role === 'replica');

/** The same in every shard, for nobody can ask for anything else here. */
export const replicaCount = ({ nodeGroups: [first] }: ReplicationGroup): number =>
  first.members.filter(({ role, status }) => role === 'replica' && status !== 'deleting').length;

export const pendingNodeType = (group: ReplicationGroup): string | undefined =>
  membersOf(group).find(member => member.pendingNodeType !== undefined)?.pendingNodeType;

/** The group and its shards are busy, or no longer; the members have states of their own. */
export const setStatus = (group: ReplicationGroup, status: ReplicationGroup['status']): void => {
  group.status = status;
  for (const nodeGroup of group.nodeGroups) nodeGroup.status = status;
};

/** Nobody answers any more: every connection is lost. */
export const goDown = (nodeGroup: NodeGroup, now: SimTime): void => {
  nodeGroup.downSince = now;
  const primary = primaryOf(nodeGroup);
  if (primary !== undefined) primary.connections = 0;
};

/** A primary answers again, and the clients begin to find it. */
export const comeBack = (nodeGroup: NodeGroup, now: SimTime): void => {
  if (nodeGroup.downSince !== undefined) nodeGroup.downMs += now - nodeGroup.downSince;
  nodeGroup.downSince = undefined;
  nodeGroup.clientsSince = now;
};
