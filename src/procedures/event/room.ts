import { lastKnown } from '../../domain/observed.ts';
import type { ServiceCounts, ServiceSnapshot, Snapshot } from '../../domain/snapshot.ts';
import { tasks } from '../scale-service/lasting.ts';

/** What tasks take from something that they share with others, and what is left of it. */
interface Room {
  /** How many tasks more it has room for; fractions are room too. */
  readonly forTasks: number;
  /** Its words, as the end of a sentence with the way out: "the vCPU quota has …". */
  readonly says: string;
  readonly wayOut: string;
}

interface Asking {
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly snapshot: Snapshot;
}

type RoomOf = (asking: Asking) => Room | 'unknown' | 'not-asked';

const vcpus: RoomOf = ({ service, snapshot: { account } }) => {
  const quota = account.fargateQuota.state === 'fresh' ? account.fargateQuota.value : undefined;
  const size = lastKnown(service.task);
  if (quota?.usedVcpus === undefined || quota.usedVcpus === null || size === undefined) return 'unknown';
  const free = Math.max(0, quota.limitVcpus - quota.usedVcpus);
  return {
    forTasks: free / (size.cpuUnits / 1024),
    says: `the account's quota of ${quota.limitVcpus} Fargate vCPUs has ${Math.floor(free)} left`,
    wayOut: 'Have the quota L-3032A538 raised first; that takes days.',
  };
};

const addresses: RoomOf = ({ service, counts }) => {
  if (counts.subnetIds.length === 0) return 'not-asked';
  if (service.network.state !== 'fresh') return 'unknown';
  const free = service.network.value.reduce((sum, subnet) => sum + subnet.freeAddresses, 0);
  return {
    forTasks: free,
    says: `its subnets have ${free} addresses left, and each task takes one`,
    wayOut: 'Add a subnet to the service first.',
  };
};

/** With less than this left, administrators and a failing-over pool no longer get in. */
const usableConnections = 0.95;

const connections: RoomOf = ({ service, snapshot: { account, configured } }) => {
  const perTask = configured.connectionsPerTask[service.key];
  const databases = account.databases.state === 'fresh' ? account.databases.value : undefined;
  const writers = databases?.filter(({ replicaOf }) => replicaOf === null) ?? [];
  const database =
    configured.database === null && writers.length === 1
      ? writers[0]
      : writers.find(({ identifier }) => identifier === configured.database);
  if (databases !== undefined && writers.length === 0) return 'not-asked';
  if (perTask === undefined || perTask <= 0 || !database?.maxConnections || database.connections === null)
    return 'unknown';
  const { count } = database.maxConnections;
  const free = Math.max(0, count * usableConnections - database.connections);
  return {
    forTasks: free / perTask,
    says: `${database.identifier} takes ${count} connections, ${Math.round(database.connections)} are open, and each task opens up to ${perTask}`,
    wayOut: 'Lower the pool of a task, or give the database a larger class well before the event.',
  };
};

const guards: readonly { readonly what: string; readonly roomOf: RoomOf }[] = [
  { what: 'the vCPU quota', roomOf: vcpus },
  { what: 'the free addresses of its subnets', roomOf: addresses },
  { what: 'the database connections', roomOf: connections },
];

export interface RoomFindings {
  /** The tasks that are sure to be started do not fit. */
  readonly blockers: readonly string[];
  /** The tasks that auto-scaling may add, up to the ceiling, do not fit; or nobody knows. */
  readonly warnings: readonly string[];
}

/** Whether what tasks share with others has room for the floor, and for the ceiling above it. */
export function roomFor(asking: Asking, { floor, ceiling }: { floor: number; ceiling: number }): RoomFindings {
  const name = asking.service.service;
  const found = guards.map(({ what, roomOf }) => ({ what, room: roomOf(asking) }));
  const running = asking.counts.runningCount;
  const known = found.flatMap(({ room }) => (typeof room === 'string' ? [] : [room]));
  const short = (count: number): readonly Room[] => known.filter(({ forTasks }) => count - running > forTasks);
  const unknown = found.filter(({ room }) => room === 'unknown').map(({ what }) => what);
  const blockers = short(floor);
  return {
    blockers: blockers.map(({ says, wayOut }) => `${tasks(floor)} of ${name} do not fit: ${says}. ${wayOut}`),
    warnings: [
      ...short(ceiling)
        .filter(room => !blockers.includes(room))
        .map(
          ({ says, forTasks, wayOut }) =>
            `The ceiling of ${ceiling} is out of reach: ${says}, which ends at about ${running + Math.floor(forTasks)}. ${wayOut}`,
        ),
      ...cacheWarning(asking),
      ...(unknown.length === 0
        ? []
        : [`Whether ${unknown.join(', ')} have room for ${tasks(ceiling)} of ${name} is not known.`]),
    ],
  };
}

const tightCache = { memoryPercent: 80, cpuPercent: 70 };

function cacheWarning({ snapshot: { account, configured } }: Asking): readonly string[] {
  const caches = account.caches.state === 'fresh' ? account.caches.value : [];
  return caches
    .filter(({ id }) => configured.cache === null || id === configured.cache)
    .flatMap(({ id, memoryPercent, cpuPercent, evictions }) => {
      const says = [
        ...((memoryPercent ?? 0) > tightCache.memoryPercent ? [`its memory is ${Math.round(memoryPercent ?? 0)} % full`] : []),
        ...((cpuPercent ?? 0) > tightCache.cpuPercent ? [`its CPU is at ${Math.round(cpuPercent ?? 0)} %`] : []),
        ...((evictions ?? 0) > 0 ? ['it drops keys for want of memory'] : []),
      ];
      return says.length === 0
        ? []
        : [`The cache ${id} has little room before the event has begun: ${says.join(', ')}. Resize it a day before.`];
    });
}
