import type { Gateway, Mint } from '../domain/ports.ts';
import type { ServiceKey, ServicePart, Session, Snapshot } from '../domain/snapshot.ts';
import type { SnapshotPatch } from '../domain/snapshot-patch.ts';
import type { Clock } from '../domain/time.ts';
import type { Cadence } from '../store/poller.ts';

/** An opened AWS, real or simulated: everything that a session needs of it. */
export interface AwsPorts {
  readonly clock: Clock;
  readonly gateway: Gateway;
  readonly mint: Mint;
  readonly cadences: readonly Cadence[];
  /** Who we are there, asked anew each time. */
  identify(): Promise<Session>;
  /** The services to show, the configured ones or all that the account lists, and what was left out of them and why. */
  services(): Promise<{ readonly services: readonly ServiceKey[]; readonly notes: readonly string[] }>;
  observe(
    services: readonly ServiceKey[],
    parts: readonly ServicePart[],
    known: Snapshot,
    signal?: AbortSignal,
  ): Promise<SnapshotPatch>;
  close(): void;
}
