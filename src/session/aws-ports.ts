import type { Connection } from '../domain/connection.ts';
import type { Outage } from '../domain/outage.ts';
import type { Gateway, Mint, Visit } from '../domain/ports.ts';
import type { RequestUse } from '../domain/request-use.ts';
import type { Part, ServiceKey, Session, Snapshot } from '../domain/snapshot.ts';
import type { SnapshotPatch } from '../domain/snapshot-patch.ts';
import type { Clock } from '../domain/time.ts';
import type { Cadence } from '../store/poller.ts';

/** An opened AWS, real or simulated: everything that a session needs of it. */
export interface AwsPorts {
  readonly clock: Clock;
  readonly gateway: Gateway;
  readonly mint: Mint;
  readonly visit: Visit;
  readonly cadences: readonly PolledPart[];
  /** Who we are there, asked anew each time. */
  identify(signal?: AbortSignal): Promise<Session>;
  /** The services to show, the configured ones or all that the account lists, and what was left out of them and why. */
  services(
    signal?: AbortSignal,
  ): Promise<{ readonly services: readonly ServiceKey[]; readonly notes: readonly string[] }>;
  observe: ReadParts;
  /** The same for what is read again and again: it leaves a service alone that fails, and says so. */
  poll: ReadParts;
  /** The same of services that nobody looks at, from what the budget of requests has left. */
  pollElsewhere: ReadParts;
  /** The services that are left alone now. */
  outages(): readonly Outage[];
  connection(): Connection;
  /** How much was asked of late, and may be. */
  requests(): RequestUse;
  close(): void;
}

/** A part that is read again and again. */
export interface PolledPart extends Cadence {
  /** How often at the most it is read of services that are not on the screen; left out where it never is. */
  readonly elsewhereEveryMs?: number;
}

type ReadParts = (
  services: readonly ServiceKey[],
  parts: readonly Part[],
  known: Snapshot,
  signal?: AbortSignal,
) => Promise<SnapshotPatch>;
