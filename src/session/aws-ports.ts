import type { Gateway, Mint, Visit } from '../domain/ports.ts';
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
  readonly cadences: readonly Cadence[];
  /** Who we are there, asked anew each time. */
  identify(): Promise<Session>;
  /** The services to show: the configured ones, or all that the account lists. */
  services(): Promise<readonly ServiceKey[]>;
  observe(
    services: readonly ServiceKey[],
    parts: readonly Part[],
    known: Snapshot,
    signal?: AbortSignal,
  ): Promise<SnapshotPatch>;
  close(): void;
}
