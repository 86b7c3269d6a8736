import { MINUTE, SECOND, type SimClock, type SimTime } from '../clock.ts';
import { type Dependency, NO_STRAIN, type Strain, type TaskLoad } from '../dependency.ts';
import type { Metrics } from '../metrics.ts';
import type { Database, DatabaseClient } from '../rds/database.ts';
import type { RandomStream } from '../rng.ts';
import {
  type CacheAt,
  enginePercent,
  hitPart,
  LOOKUPS_PER_REQUEST,
  nextUsedBytes,
  WARM_HIT_PART,
  wantedBytes,
} from './cache-load.ts';
import { CacheMetrics } from './cache-metrics.ts';
import { nodeMinuteOf, type ShardMinute } from './node-minute.ts';
import { nodeTypeOf, usableBytes } from './node-type.ts';
import { type CacheCluster, type NodeGroup, primaryOf, type ReplicationGroup } from './replication-group.ts';
import { ALL_SLOTS, slotCount } from './slots.ts';

/** How the tasks of one service use a cache. */
export interface CacheHabits {
  readonly connectionsPerTask: number;
}

/** What the tasks of one service do at present. */
interface CacheUse {
  connections: number;
  requestsPerMinute: number;
}

/** Standard deviation of a minute's requests, as a part of them. */
const NOISE = 0.03;

/** Clients that lost their connections have new ones within this time. */
const RECONNECT_MS = 90 * SECOND;

/** Requests wait for a time-out, then ask the database; those that need their session fail. */
const DOWN: Strain = { extraSeconds: 1, failingPart: 0.3 };
/** While ElastiCache manages the traffic, commands wait their turn. */
const MANAGED: Strain = { extraSeconds: 0.5, failingPart: 0 };

interface Surroundings {
  readonly clock: SimClock;
  readonly metrics: Metrics;
  readonly random: RandomStream;
  readonly group: ReplicationGroup;
  readonly at: CacheAt;
  /** Answers what the cache does not. */
  readonly database: Database | undefined;
}

/** What the services do to one replication group, and it to them: minute by minute, shard by shard. */
export class CacheWorkload {
  readonly #world: Surroundings;
  readonly #cacheMetrics: CacheMetrics;
  readonly #database: DatabaseClient | undefined;
  readonly #uses: CacheUse[] = [];
  #missesPerMinute = 0;
  #isTrafficManaged = false;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock, group, at, metrics, database } = surroundings;
    this.#cacheMetrics = new CacheMetrics(metrics);
    this.#database = database?.connect();
    for (const nodeGroup of group.nodeGroups) {
      nodeGroup.usedBytes = Math.min(at.usedBytes * partOf(nodeGroup), usableBytes(nodeTypeOf(group.nodeType)));
    }
    const firstMinute = Math.ceil(clock.now / MINUTE) * MINUTE;
    clock.every(MINUTE, firstMinute + MINUTE, () => this.#closeMinute(clock.now - MINUTE));
  }

  /** All lookups of the last minute that the cache did not answer: missed, evicted, or asked while nobody answered. */
  get missesPerMinute(): number {
    return this.#missesPerMinute;
  }

  /** The cache as the tasks of one service see it. */
  dependency({ connectionsPerTask }: CacheHabits): Dependency {
    const use: CacheUse = { connections: 0, requestsPerMinute: 0 };
    this.#uses.push(use);
    const strain = (): Strain => this.#strain();
    return {
      carry({ runningTasks, servedPerMinute }: TaskLoad): void {
        use.connections = runningTasks * connectionsPerTask;
        use.requestsPerMinute = servedPerMinute;
      },
      get strain() {
        return strain();
      },
      // A task without its cache is slow, but it answers.
      acceptsNewTasks: true,
    };
  }

  /** Part of the world's state. */
  state(): unknown {
    return { uses: this.#uses, missesPerMinute: this.#missesPerMinute, isTrafficManaged: this.#isTrafficManaged };
  }

  #strain(): Strain {
    if (this.#world.group.nodeGroups.some(({ downSince }) => downSince !== undefined)) return DOWN;
    return this.#isTrafficManaged ? MANAGED : NO_STRAIN;
  }

  #closeMinute(minuteStart: SimTime): void {
    const { group, random } = this.#world;
    const total = (value: (use: CacheUse) => number): number => this.#uses.reduce((sum, use) => sum + value(use), 0);
    const requests = total(use => use.requestsPerMinute) * (1 + NOISE * random.bell());
    const clientConnections = total(use => use.connections);
    const minutes = group.nodeGroups.map(nodeGroup => this.#live(nodeGroup, requests, clientConnections));
    for (const minute of minutes) {
      for (const member of minute.nodeGroup.members.filter(reports)) {
        this.#cacheMetrics.publish(member, minuteStart, nodeMinuteOf(member, minute, { at: minuteStart, random }));
      }
    }
    this.#isTrafficManaged = minutes.some(({ demandPercent }) => demandPercent > 100);
    this.#loadDatabase(requests * LOOKUPS_PER_REQUEST, minutes);
  }

  /** The database is used to what a warm cache lets through; what a cold, full or absent one lets through comes on top. */
  #loadDatabase(lookups: number, minutes: readonly ShardMinute[]): void {
    const answered = minutes.reduce((sum, minute) => sum + minute.lookups.hits, 0);
    this.#missesPerMinute = Math.max(0, Math.round(lookups - answered));
    const queriesPerMinute = Math.max(0, Math.round(lookups * WARM_HIT_PART) - answered);
    this.#database?.want({ connections: 0, queriesPerMinute });
  }

  /** One minute in the life of a shard. */
  #live(nodeGroup: NodeGroup, allRequests: number, clientConnections: number): ShardMinute {
    const { at, group } = this.#world;
    const part = partOf(nodeGroup);
    const requests = allRequests * part;
    const wanted = wantedBytes(at, allRequests) * part;
    const answeredPart = this.#answeredPart(nodeGroup);
    const evictions = nodeGroup.downSince === undefined ? this.#fill(nodeGroup, wanted) : 0;
    const demandPercent = enginePercent(at, requests * answeredPart);
    const lookups = requests * LOOKUPS_PER_REQUEST;
    const answered = lookups * answeredPart * Math.min(1, 100 / demandPercent);
    const hits = Math.round(answered * hitPart(nodeGroup.usedBytes, wanted));
    const misses = Math.round(answered) - hits;
    return {
      nodeGroup,
      isResharding: group.resharding !== undefined,
      demandPercent,
      evictions,
      lookups: { hits, misses },
      // Clients of a cluster have connections to every shard that has keys.
      clientConnections: part === 0 ? 0 : Math.round(clientConnections * this.#connectedPart(nodeGroup)),
    };
  }

  /** The part of the minute in which a primary answered. */
  #answeredPart(nodeGroup: NodeGroup): number {
    const { now } = this.#world.clock;
    const stillDownMs = nodeGroup.downSince === undefined ? 0 : now - nodeGroup.downSince;
    const downMs = nodeGroup.downMs + stillDownMs;
    nodeGroup.downMs = 0;
    if (nodeGroup.downSince !== undefined) nodeGroup.downSince = now;
    return 1 - Math.min(1, downMs / MINUTE);
  }

  #connectedPart({ downSince, clientsSince }: NodeGroup): number {
    if (downSince !== undefined) return 0;
    return Math.min(1, (this.#world.clock.now - clientsSince) / RECONNECT_MS);
  }

  /** Keys come and expire; returns how many had to be evicted for it. */
  #fill(nodeGroup: NodeGroup, wanted: number): number {
    const primary = primaryOf(nodeGroup);
    if (primary === undefined) return 0;
    const usable = usableBytes(nodeTypeOf(primary.nodeType));
    const { used, evictions } = nextUsedBytes(nodeGroup.usedBytes, { wanted, usable });
    nodeGroup.usedBytes = used;
    return evictions;
  }
}

const reports = ({ status, isLost }: CacheCluster): boolean => status !== 'creating' && !isLost;

/** A shard's part of all keys, and so of all requests. */
const partOf = ({ slots }: NodeGroup): number => slotCount(slots) / ALL_SLOTS;
