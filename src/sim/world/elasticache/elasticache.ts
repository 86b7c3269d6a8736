import { type Account, replicationGroupArn } from '../account.ts';
import type { SimClock, SimTime } from '../clock.ts';
import type { Dependency } from '../dependency.ts';
import type { Ids } from '../ids.ts';
import type { Metrics } from '../metrics.ts';
import { Pace } from '../pace.ts';
import type { Database } from '../rds/database.ts';
import { nextWeeklyStart } from '../recurring-window.ts';
import type { RandomStreams } from '../rng.ts';
import { CacheEvents } from './cache-events.ts';
import type { CacheAt } from './cache-load.ts';
import { type CacheHabits, CacheWorkload } from './cache-workload.ts';
import type { Change } from './change.ts';
import { losePrimary } from './failover.ts';
import { makeMember, makeNodeGroup } from './members.ts';
import { changeNodeType } from './node-type-change.ts';
import { addReplicas, removeReplicas } from './replica-count-change.ts';
import {
  type CacheCluster,
  membersOf,
  type NodeGroup,
  pendingNodeType,
  type ReplicationGroup,
} from './replication-group.ts';
import { addShards, removeShards } from './resharding.ts';
import { evenSlots } from './slots.ts';

/** What an opening world says of a replication group; the rest follows. */
export type ReplicationGroupSpec = Omit<
  ReplicationGroup,
  'arn' | 'nodeGroups' | 'endpointToken' | 'status' | 'resharding'
> & {
  readonly shards: number;
  readonly replicasPerShard: number;
  /** One known point of its load. */
  readonly cacheAt: CacheAt;
  /** Answers what the cache does not. */
  readonly database?: Database;
};

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly streams: RandomStreams;
  readonly ids: Ids;
  readonly durations: number;
  readonly metrics: Metrics;
  readonly freeAddresses: (subnetId: string) => number;
}

/** The ElastiCache of the account: replication groups of Redis nodes, and what may be done to them. */
export class ElastiCache {
  readonly groups = new Map<string, ReplicationGroup>();
  readonly events: CacheEvents;
  /** Node types of which AWS has no node free at the moment. */
  readonly unavailableNodeTypes = new Set<string>();
  readonly #world: Surroundings;
  readonly #pace: Pace;
  readonly #workloads = new Map<ReplicationGroup, CacheWorkload>();
  readonly #awaitingWindow = new Set<ReplicationGroup>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock, streams, durations } = surroundings;
    this.events = new CacheEvents(clock);
    this.#pace = new Pace({ clock, random: streams.get('elasticache.changes'), durations });
  }

  /** A replication group that has been in use since long: all its nodes are available, and its cache is warm. */
  add({ shards, replicasPerShard, cacheAt, database, ...spec }: ReplicationGroupSpec): ReplicationGroup {
    const { account, ids, streams } = this.#world;
    const nodeGroups = evenSlots(shards).map((slots, index) =>
      this.#madeLongAgo(spec, { id: String(index + 1).padStart(4, '0'), slots, replicasPerShard }),
    );
    const [first, ...others] = nodeGroups;
    if (first === undefined) throw new RangeError(`${spec.id} needs a shard`);
    const group: ReplicationGroup = {
      ...spec,
      arn: replicationGroupArn(account, spec.id),
      endpointToken: ids.hex('cache-endpoint', 6),
      nodeGroups: [first, ...others],
      status: 'available',
      resharding: undefined,
    };
    this.groups.set(group.id, group);
    const random = streams.get(`elasticache.load:${group.id}`);
    this.#workloads.set(group, new CacheWorkload({ ...this.#world, random, group, at: cacheAt, database }));
    return group;
  }

  /**
   * ModifyReplicationGroup: at once, or from the next maintenance window on; what is then pending replaces what was. Like
   * every change of a group, it is for one whose members are all available.
   */
  changeNodeType(group: ReplicationGroup, nodeType: string, when: 'now' | 'maintenance-window'): void {
    if (when === 'now') {
      changeNodeType(this.#change(group), nodeType);
      return;
    }
    for (const member of membersOf(group)) member.pendingNodeType = nodeType;
    this.#awaitWindow(group);
  }

  /** IncreaseReplicaCount: how many replicas every shard is to have. */
  increaseReplicaCount(group: ReplicationGroup, replicasPerShard: number): void {
    addReplicas(this.#change(group), replicasPerShard);
  }

  /** DecreaseReplicaCount: which replicas have to go. */
  removeReplicas(group: ReplicationGroup, replicas: readonly CacheCluster[]): void {
    removeReplicas(this.#change(group), replicas);
  }

  /** ModifyReplicationGroupShardConfiguration, for more shards. */
  addShards(group: ReplicationGroup, count: number): void {
    addShards(this.#change(group), count);
  }

  /** ModifyReplicationGroupShardConfiguration, for fewer shards. */
  removeShards(group: ReplicationGroup, removed: readonly NodeGroup[]): void {
    removeShards(this.#change(group), removed);
  }

  /** The host of a shard's primary is lost. Nothing happens while the group is being changed. */
  losePrimary(group: ReplicationGroup, nodeGroup: NodeGroup = group.nodeGroups[0]): void {
    if (isSettled(group)) losePrimary(this.#change(group), nodeGroup);
  }

  /** The cache of one service's tasks. */
  dependency(group: ReplicationGroup, habits: CacheHabits): Dependency {
    return this.#workloadOf(group).dependency(habits);
  }

  /** Lookups of the last minute that the group did not answer; those who asked had to ask the database. */
  missesPerMinute(group: ReplicationGroup): number {
    return this.#workloadOf(group).missesPerMinute;
  }

  /** Part of the world's state. */
  state(): unknown {
    return {
      groups: [...this.groups.values()],
      unavailableNodeTypes: [...this.unavailableNodeTypes],
      events: this.events.all(),
      workloads: [...this.#workloads.values()].map(workload => workload.state()),
    };
  }

  #workloadOf(group: ReplicationGroup): CacheWorkload {
    const workload = this.#workloads.get(group);
    if (workload === undefined) throw new Error(`Invariant: ${group.id} is added before anybody uses it`);
    return workload;
  }

  #change(group: ReplicationGroup): Change {
    const { account, clock, freeAddresses } = this.#world;
    return { group, account, clock, freeAddresses, pace: this.#pace, events: this.events };
  }

  /** What is pending when the window begins is applied then; a group that is busy just then waits for the next one. */
  #awaitWindow(group: ReplicationGroup): void {
    if (this.#awaitingWindow.has(group)) return;
    this.#awaitingWindow.add(group);
    const { clock } = this.#world;
    clock.at(nextWeeklyStart(group.preferredMaintenanceWindow, clock.now), () => {
      this.#awaitingWindow.delete(group);
      const pending = pendingNodeType(group);
      if (pending === undefined) return;
      if (isSettled(group)) changeNodeType(this.#change(group), pending);
      else this.#awaitWindow(group);
    });
  }

  #madeLongAgo(
    spec: Pick<ReplicationGroup, 'id' | 'clusterEnabled' | 'subnets' | 'nodeType' | 'createdAt'>,
    shard: { readonly id: string; readonly slots: NodeGroup['slots']; readonly replicasPerShard: number },
  ): NodeGroup {
    const at: SimTime = spec.createdAt;
    const nodeGroup = makeNodeGroup(shard.id, shard.slots, at);
    nodeGroup.status = 'available';
    for (let made = 0; made <= shard.replicasPerShard; made += 1) {
      const member = makeMember(nodeGroup, { account: this.#world.account, home: spec, at });
      member.status = 'available';
      nodeGroup.members.push(member);
    }
    return nodeGroup;
  }
}

/** Nothing is going on: only then does ElastiCache begin a change. */
const isSettled = (group: ReplicationGroup): boolean =>
  group.status === 'available' && membersOf(group).every(({ status }) => status === 'available');
