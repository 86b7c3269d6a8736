import { MINUTE, SECOND, type SimTime } from '../clock.ts';
import type { Strain } from '../dependency.ts';
import type { Metrics } from '../metrics.ts';
import { CpuCredits } from './cpu-credits.ts';
import type { Database, DatabaseClient, DatabaseUse } from './database.ts';
import { type DatabaseMeans, loadOf, pressureOf, queriesAtFullUse, strainOf } from './database-load.ts';
import type { DbInstance } from './db-instance.ts';
import { DbMetrics } from './db-metrics.ts';
import { GIB, type InstanceClass, instanceClassOf, mostCredits } from './instance-class.ts';

/** PostgreSQL keeps three connections for superusers, RDS two for itself. */
const RESERVED_CONNECTIONS = 5;

/** What a query leaves behind on disk, on average. */
const BYTES_STORED_PER_QUERY = 100;

/** A replica repeats only the writes of its source, and has this part of its own capacity for them. */
const REPLAYED_PART = 0.35;
const REPLAY_CAPACITY_PART = 0.3;
/** So many seconds of its source a replica can repeat in one. */
const FASTEST_REPLAY = 2;
/** The lag of a replica that keeps up. */
const LEAST_LAG_SECONDS = 0.4;
/** How far behind a replica is that has just been restored from a snapshot. */
const BACKLOG_AFTER_RESTORE_SECONDS = 240;

/** The machine that a DB instance runs on: takes its clients' queries, and measures itself while it does. */
export class DbHost implements Database {
  readonly #instance: DbInstance;
  readonly #sourceHost: () => DbHost | undefined;
  readonly #clients: DatabaseUse[] = [];
  readonly #metrics: DbMetrics;
  readonly #credits: CpuCredits;
  /** How much of what the source has committed is not repeated yet. */
  #backlogSeconds: number;
  /** For how long the source has committed nothing. */
  #silentSeconds = 0;

  /** `sourceHost` finds the machine of the primary that this one copies, as long as it copies one. */
  constructor(instance: DbInstance, metrics: Metrics, sourceHost: () => DbHost | undefined) {
    this.#instance = instance;
    this.#sourceHost = sourceHost;
    this.#metrics = new DbMetrics(metrics, instance.identifier);
    const isReplica = sourceHost() !== undefined;
    this.#backlogSeconds = isReplica ? BACKLOG_AFTER_RESTORE_SECONDS : 0;
    // A primary of the opening world has long been at rest; a new host has earned nothing yet.
    this.#credits = new CpuCredits(isReplica ? 0 : mostCredits(this.#class));
  }

  connect(): DatabaseClient {
    const clients = this.#clients;
    const index = clients.push({ connections: 0, queriesPerMinute: 0 }) - 1;
    return {
      want: use => {
        clients[index] = use;
      },
    };
  }

  get isDown(): boolean {
    return !this.#instance.isReachable;
  }

  get maxConnections(): number {
    return this.#instance.maxConnections;
  }

  get connectionsInUse(): number {
    return this.isDown ? 0 : Math.min(this.#wanted('connections'), this.#mostForClients);
  }

  get isFull(): boolean {
    return !this.isDown && this.#wanted('connections') >= this.#mostForClients;
  }

  get pressure(): number {
    return pressureOf(this.#means, this.#queriesPerMinute);
  }

  get strain(): Strain {
    return strainOf({ isDown: this.isDown, pressure: this.pressure, refusedPart: this.#refusedPart });
  }

  /** One look: a quarter of a minute passed. */
  sample(sinceMs: number): void {
    const instance = this.#instance;
    const queriesPerMinute = this.#queriesPerMinute;
    const load = loadOf(this.#means, { connections: this.connectionsInUse, queriesPerMinute });
    const metrics = this.#metrics;
    instance.usedStorageBytes += (queriesPerMinute * BYTES_STORED_PER_QUERY * sinceMs) / MINUTE;
    this.#credits.pass(sinceMs / MINUTE, load.cpuPercent, this.#class);
    metrics.add('CPUUtilization', load.cpuPercent);
    metrics.add('DatabaseConnections', this.connectionsInUse);
    metrics.add('ReadIOPS', load.readIops);
    metrics.add('WriteIOPS', load.writeIops);
    metrics.add('ReadLatency', load.readSeconds);
    metrics.add('WriteLatency', load.writeSeconds);
    metrics.add('ReadThroughput', load.readBytesPerSecond);
    metrics.add('WriteThroughput', load.writeBytesPerSecond);
    metrics.add('DiskQueueDepth', load.diskQueueDepth);
    metrics.add('FreeableMemory', load.freeableBytes);
    metrics.add('SwapUsage', load.swapBytes);
    metrics.add('FreeStorageSpace', Math.max(0, instance.allocatedStorageGib * GIB - instance.usedStorageBytes));
    const source = this.#sourceHost();
    if (source !== undefined) {
      this.#replay(source, sinceMs);
      metrics.add('ReplicaLag', LEAST_LAG_SECONDS + this.#backlogSeconds + this.#silentSeconds);
    }
  }

  closeMinute(minuteStart: SimTime): void {
    this.#metrics.closeMinute(minuteStart);
    if (this.#class.baselinePercent !== undefined) this.#metrics.publishCredits(minuteStart, this.#credits);
  }

  /** Part of the world's state. */
  state(): unknown {
    const { balance, surplus } = this.#credits;
    const [backlogSeconds, silentSeconds] = [this.#backlogSeconds, this.#silentSeconds];
    return { clients: this.#clients, balance, surplus, backlogSeconds, silentSeconds };
  }

  /** A replica falls behind while its source writes more than it can repeat, and while it is down itself. */
  #replay(source: DbHost, sinceMs: number): void {
    const seconds = sinceMs / SECOND;
    // PostgreSQL's lag is the age of the last transaction: it grows while the source commits none, and is gone with the next.
    this.#silentSeconds = source.isDown ? this.#silentSeconds + seconds : 0;
    const repeatable = queriesAtFullUse(this.#class) * REPLAY_CAPACITY_PART;
    const repeatedPerSecond = Math.min(FASTEST_REPLAY, repeatable / Math.max(1, source.#writesPerMinute));
    const behind = seconds * (this.isDown ? 1 : 1 - repeatedPerSecond);
    this.#backlogSeconds = Math.max(0, this.#backlogSeconds + behind);
  }

  get #class(): InstanceClass {
    return instanceClassOf(this.#instance.instanceClass);
  }

  get #mostForClients(): number {
    return this.maxConnections - RESERVED_CONNECTIONS;
  }

  get #refusedPart(): number {
    const wanted = this.#wanted('connections');
    return wanted === 0 ? 0 : Math.max(0, 1 - this.#mostForClients / wanted);
  }

  /** What it is asked and answers, its source's writes included. */
  get #queriesPerMinute(): number {
    if (this.isDown) return 0;
    const source = this.#sourceHost();
    const replayed = source === undefined ? 0 : source.#writesPerMinute;
    return this.#wanted('queriesPerMinute') * (1 - this.#refusedPart) + replayed;
  }

  get #writesPerMinute(): number {
    return Math.min(this.#queriesPerMinute, queriesAtFullUse(this.#class)) * REPLAYED_PART;
  }

  get #means(): DatabaseMeans {
    return { instanceClass: this.#class, allocatedStorageGib: this.#instance.allocatedStorageGib };
  }

  #wanted(what: keyof DatabaseUse): number {
    // Asked several times at every look of every service.
    let sum = 0;
    for (const use of this.#clients) sum += use[what];
    return sum;
  }
}
