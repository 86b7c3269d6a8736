import type { Database } from '../account-snapshot.ts';
import { lastKnown } from '../observed.ts';
import { unread } from '../observed-words.ts';
import type { ServiceSnapshot, Snapshot } from '../snapshot.ts';
import type { LimitReading } from './limit.ts';

const about = { id: 'database-connections', label: 'Database connections' } as const;

/** Migrations, monitoring, a person with psql: what is always there beside the pools (aws-facts 8). */
const besidePools = 10;

/** What the pools of all services may open together, against max_connections; nothing where there is no database. */
export function databaseConnections(snapshot: Snapshot, service: ServiceSnapshot): LimitReading | undefined {
  const { configured, account } = snapshot;
  const unknown = (because: string): LimitReading => ({ ...about, known: false, because });
  const perTask = configured.connectionsPerTask[service.key];
  if (perTask === 0) return undefined;
  if (account.databases.state !== 'fresh') return unknown(unread(account.databases, 'The databases').join(' '));
  const found = databaseOf(account.databases.value, configured.database);
  if (found === undefined) return undefined;
  if (typeof found === 'string') return unknown(found);
  const { identifier, maxConnections, connections } = found;
  if (maxConnections === null) {
    return unknown(`How many connections ${identifier} takes is not known. Set maxConnections in the configuration.`);
  }
  if (perTask === undefined)
    return unknown(`${withoutPool(service, found)} Set connectionsPerTask in the configuration.`);
  const pools = poolsOf(snapshot);
  const unreadPool = pools.find(({ running }) => running === undefined);
  if (unreadPool)
    return unknown(`The counts of ${unreadPool.key}, which shares ${identifier}, cannot be read. Try again.`);
  const opened = pools.reduce((sum, { running = 0, each }) => sum + running * each, 0);
  return {
    known: true,
    limit: {
      ...about,
      unit: 'connections',
      capacity: maxConnections.count,
      taken:
        // What is open beyond the pools belongs to somebody who is not among the services.
        Math.max(besidePools, (connections ?? 0) - opened) +
        pools.filter(({ key }) => key !== service.key).reduce((sum, { wanted = 0, each }) => sum + wanted * each, 0),
      perTask,
      tightAbove: 0.8,
      fullAbove: 0.95,
      consequence: `${identifier} would refuse connections, to tasks that run well now too`,
      wayOut: 'make the pools smaller, or the database larger',
      isEstimated: maxConnections.from === 'class',
    },
  };
}

/** The database that the services write to; a sentence where it cannot be told which; undefined where there is none. */
function databaseOf(databases: readonly Database[], configured: string | null): Database | string | undefined {
  const primaries = databases.filter(({ replicaOf }) => replicaOf === null);
  if (configured !== null) {
    return (
      databases.find(({ identifier }) => identifier === configured) ??
      `The configured database ${configured} is not there. Correct "database" in the configuration.`
    );
  }
  return primaries.length > 1
    ? `There are ${primaries.length} databases, and which one the services use is not known. Name it as "database" in the configuration.`
    : primaries[0];
}

interface Pool {
  readonly key: string;
  readonly each: number;
  /** Tasks; undefined where the counts are not known. */
  readonly running: number | undefined;
  readonly wanted: number | undefined;
}

const poolsOf = ({ services, configured }: Snapshot): readonly Pool[] =>
  services.flatMap(({ key, counts }) => {
    const each = configured.connectionsPerTask[key];
    if (each === undefined) return [];
    const known = lastKnown(counts);
    return [
      {
        key,
        each,
        running: known?.runningCount,
        wanted: known && Math.max(known.desiredCount, known.runningCount),
      },
    ];
  });

/** What is seen says something even so. */
function withoutPool(
  { service, counts }: ServiceSnapshot,
  { identifier, connections, maxConnections }: Database,
): string {
  const running = lastKnown(counts)?.runningCount;
  const seen =
    connections === null || running === undefined || maxConnections === null
      ? ''
      : `; ${connections} of ${maxConnections.from === 'class' ? 'about ' : ''}${maxConnections.count} are open now, with ${running} of its tasks running`;
  return `How many connections to ${identifier} a task of ${service} opens is not known${seen}.`;
}
