import type { Account } from '../account.ts';
import type { SimClock } from '../clock.ts';
import type { Pace } from '../pace.ts';
import type { CacheEvents } from './cache-events.ts';
import type { ReplicationGroup } from './replication-group.ts';

/** One change of a replication group while it goes on, and what it needs for that. */
export interface Change {
  readonly group: ReplicationGroup;
  readonly account: Account;
  readonly clock: SimClock;
  readonly pace: Pace;
  readonly events: CacheEvents;
  /** Every new node needs an address of its own in its subnet. */
  readonly freeAddresses: (subnetId: string) => number;
}
