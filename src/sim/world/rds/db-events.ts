import { DAY, type SimClock, type SimTime } from '../clock.ts';
import type { DbInstance } from './db-instance.ts';

/** AWS keeps events for 14 days. */
const KEPT_MS = 14 * DAY;

export interface DbEvent {
  readonly sourceIdentifier: string;
  readonly sourceArn: string;
  readonly at: SimTime;
  readonly message: string;
  readonly categories: readonly string[];
}

/**
 * What DescribeEvents says, by its RDS-EVENT id, which only EventBridge and SNS carry. AWS: "Amazon RDS event categories
 * and event messages".
 */
const MESSAGES = {
  '0001': ['Backing up DB instance', 'backup'],
  '0002': ['Finished DB instance backup', 'backup'],
  '0003': ['DB instance deleted', 'deletion'],
  '0004': ['DB instance shutdown', 'availability'],
  '0005': ['DB instance created', 'creation'],
  '0006': ['DB instance restarted', 'availability'],
  '0012': ['Applying modification to database instance class', 'configuration change'],
  '0013': ['Multi-AZ instance failover started', 'failover'],
  '0014': ['Finished applying modification to DB instance class', 'configuration change'],
  '0017': ['Finished applying modification to allocated storage', 'configuration change'],
  '0018': ['Applying modification to allocated storage', 'configuration change'],
  '0024': ['Applying modification to convert to a Multi-AZ DB instance', 'configuration change'],
  '0025': ['Finished applying modification to convert to a Multi-AZ DB instance', 'configuration change'],
  '0028': ['Disabled automated backups', 'configuration change'],
  '0029': ['Finished applying modification to convert to a standard (Single-AZ) DB instance', 'configuration change'],
  '0030': ['Applying modification to convert to a standard (Single-AZ) DB instance', 'configuration change'],
  '0032': ['Enabled automated backups', 'configuration change'],
  '0046': ['Replication for the Read Replica resumed', 'read replica'],
  '0049': ['Multi-AZ instance failover completed', 'failover'],
  '0266': ['The downtime started for the DB instance', 'maintenance'],
  '0267': ['The engine version upgrade started', 'maintenance'],
  '0268': ['The engine version upgrade finished', 'maintenance'],
} as const satisfies Record<string, readonly [message: string, category: string]>;

export type DbEventId = keyof typeof MESSAGES;

/** What happened to the DB instances of the account, oldest first. */
export class DbEvents {
  readonly #clock: SimClock;
  readonly #events: DbEvent[] = [];

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  tell(instance: DbInstance, id: DbEventId): void {
    const { now } = this.#clock;
    const [message, category] = MESSAGES[id];
    const { identifier, arn } = instance;
    this.#events.push({ sourceIdentifier: identifier, sourceArn: arn, at: now, message, categories: [category] });
    const firstKept = this.#events.findIndex(({ at }) => at >= now - KEPT_MS);
    this.#events.splice(0, firstKept);
  }

  all(): readonly DbEvent[] {
    return this.#events;
  }
}
