import { type Account, dbInstanceArn } from '../account.ts';
import { MINUTE, SECOND, type SimClock, type SimTime } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Metrics } from '../metrics.ts';
import { Pace } from '../pace.ts';
import type { RandomStreams } from '../rng.ts';
import { AutomatedBackups } from './automated-backups.ts';
import type { Database } from './database.ts';
import { DbEvents } from './db-events.ts';
import { DbHost } from './db-host.ts';
import {
  type DbInstance,
  type DbParameterGroup,
  type DbSubnetGroup,
  type Modifiable,
  otherZone,
  type Settings,
} from './db-instance.ts';
import { defaultMaxConnections, instanceClassOf } from './instance-class.ts';
import { Modifications } from './modifications.ts';
import { ReadReplicas } from './read-replicas.ts';

/** Four looks a minute, as at the tasks. */
const SAMPLED_EVERY_MS = 15 * SECOND;

/** What an opening world says of a database; the rest follows. */
export interface DbInstanceSpec extends Modifiable, Settings {
  readonly identifier: string;
  readonly subnetGroup: DbSubnetGroup;
  readonly securityGroups: readonly string[];
  readonly parameterGroup: DbParameterGroup;
  readonly masterUsername: string;
  readonly databaseName: string;
  readonly publiclyAccessible: boolean;
  readonly usedStorageBytes: number;
  readonly createdAt: SimTime;
}

/** What CreateDBInstanceReadReplica may choose; the rest a replica has from its source. */
export interface ReplicaSpec {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly multiAz: boolean;
  readonly availabilityZone: string | undefined;
  readonly publiclyAccessible: boolean;
  readonly settings: Pick<Settings, 'autoMinorVersionUpgrade' | 'copyTagsToSnapshot' | 'deletionProtection'>;
}

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly streams: RandomStreams;
  readonly ids: Ids;
  readonly durations: number;
  readonly metrics: Metrics;
}

/** The RDS of the account: its DB instances, and what may be done to them. */
export class Rds {
  readonly instances = new Map<string, DbInstance>();
  readonly parameterGroups = new Map<string, DbParameterGroup>();
  readonly events: DbEvents;
  /** Classes of which AWS has no host free at the moment. */
  readonly unavailableClasses = new Set<string>();
  /** Instances, by name, whose modifications do not come to an end while they are in here. */
  readonly stalled = new Set<string>();
  readonly #world: Surroundings;
  readonly #hosts = new Map<string, DbHost>();
  readonly #backups: AutomatedBackups;
  readonly #modifications: Modifications;
  readonly #replicas: ReadReplicas;
  /** The part of every address that belongs to this account and region. */
  #domain: string | undefined;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock, streams, durations } = surroundings;
    const pace = (name: string): Pace => new Pace({ clock, random: streams.get(name), durations });
    this.events = new DbEvents(clock);
    const { events } = this;
    this.#backups = new AutomatedBackups({ clock, pace: pace('rds.backups'), events });
    this.#modifications = new Modifications({
      clock,
      pace: pace('rds.modifications'),
      events,
      maxConnections,
      isStalled: ({ identifier }) => this.stalled.has(identifier),
    });
    this.#replicas = new ReadReplicas({
      pace: pace('rds.replicas'),
      events,
      backups: this.#backups,
      onRunning: instance => this.#takeIntoService(instance),
      onGone: instance => this.#forget(instance),
    });
    clock.every(SAMPLED_EVERY_MS, Math.ceil(clock.now / MINUTE) * MINUTE, () => this.#sample());
  }

  /** A primary that has been running since before the story begins. */
  addInstance(spec: DbInstanceSpec): DbInstance {
    this.parameterGroups.set(spec.parameterGroup.name, spec.parameterGroup);
    const [{ availabilityZone }] = spec.subnetGroup.subnets;
    const instance = this.#make({ ...spec, availabilityZone, sourceIdentifier: undefined, status: 'available' });
    this.#takeIntoService(instance);
    return instance;
  }

  /** The database behind an instance, for those who use it. */
  database(identifier: string): Database {
    const host = this.#hosts.get(identifier);
    if (host === undefined) throw new Error(`Invariant: ${identifier} is in service before anybody uses it`);
    return host;
  }

  replicasOf({ identifier }: DbInstance): readonly DbInstance[] {
    return [...this.instances.values()].filter(({ sourceIdentifier }) => sourceIdentifier === identifier);
  }

  /** ModifyDBInstance, once it has been found valid. */
  modify(instance: DbInstance, changes: Partial<Modifiable>, { immediately }: { immediately: boolean }): void {
    this.#modifications.request(instance, changes);
    if (immediately) this.#modifications.applySoon(instance);
  }

  /** The part of ModifyDBInstance that takes effect at once, whatever ApplyImmediately says. */
  configure(instance: DbInstance, settings: Partial<Settings>): void {
    Object.assign(instance, settings);
    if (settings.preferredMaintenanceWindow !== undefined) this.#modifications.awaitWindow(instance);
    if (settings.preferredBackupWindow !== undefined) this.#backups.awaitWindow(instance);
  }

  /** CreateDBInstanceReadReplica, once it has been found valid. */
  createReadReplica(source: DbInstance, spec: ReplicaSpec): DbInstance {
    const { settings, availabilityZone = otherZone(source), ...chosen } = spec;
    const replica = this.#make({
      ...source,
      ...chosen,
      ...settings,
      availabilityZone,
      // AWS creates read replicas with backups disabled.
      backupRetentionDays: 0,
      createdAt: this.#world.clock.now,
      sourceIdentifier: source.identifier,
      status: 'creating',
    });
    this.#replicas.create(replica, source);
    return replica;
  }

  /** DeleteDBInstance, once it has been found valid. AWS: the replicas of a deleted PostgreSQL primary become primaries. */
  delete(instance: DbInstance): void {
    this.#modifications.forget(instance);
    this.#backups.forget(instance);
    for (const replica of this.replicasOf(instance)) replica.sourceIdentifier = undefined;
    this.#replicas.delete(instance);
  }

  /** Part of the world's state. */
  state(): unknown {
    return {
      instances: [...this.instances.values()],
      unavailableClasses: [...this.unavailableClasses],
      stalled: [...this.stalled],
      events: this.events.all(),
      hosts: [...this.#hosts.values()].map(host => host.state()),
    };
  }

  #make(given: DbInstanceSpec & Pick<DbInstance, 'availabilityZone' | 'sourceIdentifier' | 'status'>): DbInstance {
    const { account, ids } = this.#world;
    this.#domain ??= `c${ids.hex('db-domain', 11)}.${account.region}.rds.amazonaws.com`;
    const instance: DbInstance = {
      ...given,
      arn: dbInstanceArn(account, given.identifier),
      resourceId: `db-${ids.hex('db-instance', 26).toUpperCase()}`,
      address: `${given.identifier}.${this.#domain}`,
      secondaryAvailabilityZone: undefined,
      isReachable: given.status === 'available',
      maxConnections: 0,
      pending: {},
      storageOptimizedAt: 0,
      storageFrozenUntil: 0,
    };
    if (instance.multiAz) instance.secondaryAvailabilityZone = otherZone(instance);
    instance.maxConnections = maxConnections(instance);
    this.instances.set(instance.identifier, instance);
    return instance;
  }

  #takeIntoService(instance: DbInstance): void {
    const sourceHost = (): DbHost | undefined => this.#hosts.get(instance.sourceIdentifier ?? '');
    this.#hosts.set(instance.identifier, new DbHost(instance, this.#world.metrics, sourceHost));
    this.#modifications.awaitWindow(instance);
    this.#backups.awaitWindow(instance);
  }

  #forget({ identifier }: DbInstance): void {
    this.instances.delete(identifier);
    this.#hosts.delete(identifier);
  }

  #sample(): void {
    const { now } = this.#world.clock;
    for (const host of this.#hosts.values()) {
      if (now % MINUTE === 0) host.closeMinute(now - MINUTE);
      host.sample(SAMPLED_EVERY_MS);
    }
  }
}

const maxConnections = ({ instanceClass, parameterGroup }: DbInstance): number =>
  parameterGroup.maxConnections ?? defaultMaxConnections(instanceClassOf(instanceClass));
