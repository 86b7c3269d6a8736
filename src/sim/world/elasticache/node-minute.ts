import { MINUTE, type SimTime } from '../clock.ts';
import type { RandomStream } from '../rng.ts';
import type { NodeMinute } from './cache-metrics.ts';
import { type NodeType, nodeTypeOf, usableBytes } from './node-type.ts';
import { type CacheCluster, type NodeGroup, replicasOf } from './replication-group.ts';

/** What a shard had to do in one minute. */
export interface ShardMinute {
  readonly nodeGroup: NodeGroup;
  readonly isResharding: boolean;
  /** Of the primary's engine thread, before anything else that it does. */
  readonly demandPercent: number;
  readonly evictions: number;
  readonly lookups: { readonly hits: number; readonly misses: number };
  readonly clientConnections: number;
}

/** What copying data to another node, and moving slots, needs of the engine's thread and of the host beside it. */
const COPYING_ENGINE_PERCENT = 8;
const COPYING_HOST_PERCENT = 25;
const MIGRATING_ENGINE_PERCENT = 20;
/** The host's own work, of all its vCPUs. */
const HOST_PERCENT = 1.5;
/** Replicas apply the writes; the reads all go to the primary. */
const WRITES_PART = 0.2;

/** AWS: 65,000 connections per node. */
const MOST_CONNECTIONS = 65_000;
/** ElastiCache's own: monitoring, and a replica's link to its primary. */
const OWN_CONNECTIONS = 3;

const MEGABYTE = 1e6;
/** What a node has beyond maxmemory; what the data need beyond their size; and what a copy in the making needs. */
const BEYOND_MAXMEMORY_BYTES = 100 * MEGABYTE;
const FRAGMENTATION = 1.05;
const COPY_BUFFER_PART = 0.2;
/** Below this the host begins to swap. */
const LEAST_FREE_BYTES = 64 * MEGABYTE;

const REPORTED_CREDITS_EVERY_MS = 5 * MINUTE;

/**
 * What one node reports of a minute in the life of its shard. It remembers the node's connections and credits, and draws
 * from the world's chance: only the world may call it.
 */
export const nodeMinuteOf = (
  member: CacheCluster,
  shard: ShardMinute,
  { at, random }: { readonly at: SimTime; readonly random: RandomStream },
): NodeMinute => {
  const { nodeGroup } = shard;
  const isPrimary = member.role === 'primary';
  const nodeType = nodeTypeOf(member.nodeType);
  const isCopying = nodeGroup.members.some(({ status }) => status === 'creating' || status === 'modifying');
  const demandPercent = isPrimary ? primaryDemand(shard, isCopying) : 1 + WRITES_PART * shard.demandPercent;
  const enginePercent = Math.min(100, demandPercent);
  const hostPercent =
    HOST_PERCENT + (enginePercent + (isPrimary && isCopying ? COPYING_HOST_PERCENT : 0)) / nodeType.vcpus;
  return {
    enginePercent,
    hostPercent,
    ...memory(nodeGroup.usedBytes, nodeType, isPrimary && isCopying),
    ...connections(member, isPrimary ? shard.clientConnections + replicasOf(nodeGroup).length : 0, random),
    evictions: isPrimary ? shard.evictions : 0,
    lookups: isPrimary && shard.lookups.hits + shard.lookups.misses > 0 ? shard.lookups : undefined,
    lagSeconds: isPrimary ? undefined : lagSeconds(shard.demandPercent, random),
    isTrafficManaged: demandPercent > 100,
    cpuCredits: spendCredits(member, nodeType, { at, hostPercent }),
  };
};

const primaryDemand = ({ demandPercent, isResharding }: ShardMinute, isCopying: boolean): number =>
  demandPercent + (isCopying ? COPYING_ENGINE_PERCENT : 0) + (isResharding ? MIGRATING_ENGINE_PERCENT : 0);

const memory = (
  usedBytes: number,
  nodeType: NodeType,
  isCopying: boolean,
): Pick<NodeMinute, 'usedBytes' | 'usableBytes' | 'freeableBytes' | 'swapBytes'> => {
  const needed = usedBytes * (FRAGMENTATION + (isCopying ? COPY_BUFFER_PART : 0));
  const free = nodeType.maxmemoryBytes + BEYOND_MAXMEMORY_BYTES - needed;
  return {
    usedBytes: Math.round(usedBytes),
    usableBytes: usableBytes(nodeType),
    freeableBytes: Math.round(Math.max(LEAST_FREE_BYTES, free)),
    swapBytes: Math.round(Math.max(0, LEAST_FREE_BYTES - free)),
  };
};

const connections = (
  member: CacheCluster,
  fromOthers: number,
  random: RandomStream,
): Pick<NodeMinute, 'connections' | 'newConnections'> => {
  const before = member.connections;
  member.connections = Math.min(MOST_CONNECTIONS, fromOthers + OWN_CONNECTIONS);
  return {
    connections: member.connections,
    // Monitoring and pools that renew theirs come and go all the time.
    newConnections: Math.max(0, member.connections - before) + random.below(4),
  };
};

/** Tenths of a second, until the primary has more to do than it can replicate. */
const lagSeconds = (primaryDemandPercent: number, random: RandomStream): number =>
  random.between(0.1, 0.5) + Math.max(0, primaryDemandPercent - 90) / 2;

/** One credit is one vCPU at 100 % for one minute. At 0 nothing happens: AWS gives T nodes the unlimited mode. */
const spendCredits = (
  member: CacheCluster,
  { credits, vcpus }: NodeType,
  { at, hostPercent }: { readonly at: SimTime; readonly hostPercent: number },
): number | undefined => {
  if (credits === undefined) return undefined;
  const earned = (vcpus * (credits.baselinePercent - hostPercent)) / 100;
  member.cpuCredits = Math.min(credits.most, Math.max(0, member.cpuCredits + earned));
  return at % REPORTED_CREDITS_EVERY_MS === 0 ? member.cpuCredits : undefined;
};
