import { DAY, type SimClock, type SimTime } from '../clock.ts';
import { CACHE_NODE_ID, type CacheCluster, type ReplicationGroup } from './replication-group.ts';

/** AWS keeps events for 14 days. */
const KEPT_MS = 14 * DAY;

export interface CacheEvent {
  readonly sourceIdentifier: string;
  readonly sourceType: 'cache-cluster' | 'replication-group';
  readonly message: string;
  readonly at: SimTime;
}

/**
 * What DescribeEvents says. AWS: "Event notifications and Amazon SNS", the column Message; of a growing number of
 * replicas it documents the notification only.
 */
export const cacheEventText = {
  created: (): string => 'Cache cluster created',
  nodeAdded: (availabilityZone: string): string =>
    `Added cache node ${CACHE_NODE_ID} in availability zone ${availabilityZone}`,
  nodeNotAdded: (count: { from: number; to: number }): string =>
    `Failed to modify number of nodes from ${count.from} to ${count.to} due to insufficient free IP addresses`,
  nodeRemoved: (): string => `Removed cache nodes ${CACHE_NODE_ID}`,
  deleted: (): string => 'Cache cluster deleted',
  scaled: (nodeType: string): string => `Succeeded applying modification to cache node type to ${nodeType}.`,
  notScaled: (nodeType: string): string => `Failed applying modification to cache node type to ${nodeType}.`,
  replicasStarted: (member: string): string => `ElastiCache:ReplicationGroupIncreaseReplicaCountStarted : ${member}`,
  replicasFinished: (member: string): string => `ElastiCache:ReplicationGroupIncreaseReplicaCountFinished : ${member}`,
  failedOver: (node: { from: string; to: string }): string =>
    `Failover from master node ${node.from} to replica node ${node.to} completed`,
  recovering: (): string => `Recovering cache nodes ${CACHE_NODE_ID}`,
  recovered: (): string => `Finished recovery for cache nodes ${CACHE_NODE_ID}`,
};

/** What happened to the caches of the account, oldest first. */
export class CacheEvents {
  readonly #clock: SimClock;
  readonly #events: CacheEvent[] = [];

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  ofCluster({ id }: CacheCluster, message: string): void {
    this.#tell({ sourceIdentifier: id, sourceType: 'cache-cluster', message });
  }

  ofGroup({ id }: ReplicationGroup, message: string): void {
    this.#tell({ sourceIdentifier: id, sourceType: 'replication-group', message });
  }

  all(): readonly CacheEvent[] {
    return this.#events;
  }

  #tell(event: Omit<CacheEvent, 'at'>): void {
    const { now } = this.#clock;
    this.#events.push({ ...event, at: now });
    const firstKept = this.#events.findIndex(({ at }) => at >= now - KEPT_MS);
    this.#events.splice(0, firstKept);
  }
}
