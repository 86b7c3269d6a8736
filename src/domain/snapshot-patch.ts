import { type AccountSnapshot, functionIn } from './account-snapshot.ts';
import type { Fault } from './fault.ts';
import { type Observed, pending, succeed } from './observed.ts';
import { withServices } from './service-places.ts';
import {
  type Configured,
  findService,
  nothingConfigured,
  type ServiceKey,
  type ServicePart,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from './snapshot.ts';

/** What one sweep brought for one service: only the parts that were read. */
export type ServicePatch = { readonly [Part in ServicePart]?: ServiceSnapshot[Part] };

/** What one sweep brought of the account. */
export type AccountPatch = Partial<AccountSnapshot>;

export interface SnapshotPatch {
  readonly services: ReadonlyMap<ServiceKey, ServicePatch>;
  readonly account: AccountPatch;
}

export const emptyPatch: SnapshotPatch = { services: new Map(), account: {} };

/** What several reads brought; of the same part of the same service, the last one. */
export function mergedPatches(patches: readonly SnapshotPatch[]): SnapshotPatch {
  const services = new Map<ServiceKey, ServicePatch>();
  for (const patch of patches) {
    for (const [key, parts] of patch.services) services.set(key, { ...services.get(key), ...parts });
  }
  return { services, account: Object.assign({}, ...patches.map(({ account }) => account)) };
}

/** What is known before the first answer: which services there are, in the order in which they are shown. */
export const pendingSnapshot = (
  session: Session,
  services: readonly ServiceKey[],
  {
    leftOut = [],
    configured = nothingConfigured,
  }: { readonly leftOut?: readonly string[]; readonly configured?: Configured } = {},
): Snapshot => ({
  session,
  services: services.map(pendingService),
  account: pendingAccount,
  configured,
  ...(leftOut.length > 0 && { leftOut }),
});

export const pendingAccount: AccountSnapshot = {
  fargateQuota: pending,
  metricAlarms: pending,
  topics: pending,
  rules: pending,
  databases: pending,
  caches: pending,
  functions: {},
};

function pendingService(key: ServiceKey): ServiceSnapshot {
  // ECS names hold no slash, so the only one is the key's own.
  const slash = key.indexOf('/');
  return {
    key,
    cluster: key.slice(0, slash),
    service: key.slice(slash + 1),
    counts: pending,
    scaling: pending,
    activities: pending,
    alarms: pending,
    targets: pending,
    task: pending,
    stoppedTasks: pending,
    metrics: pending,
    scheduledActions: pending,
    zones: pending,
    network: pending,
    loadBalancers: pending,
    utilization: pending,
  };
}

/**
 * The snapshot after a sweep. A part that failed keeps its last value and says that it is old; a service that was not
 * read is the same object as before, so that whatever is drawn from it need not be drawn again.
 */
export function applyPatch(snapshot: Snapshot, patch: SnapshotPatch): Snapshot {
  const { services, account } = patch;
  if (services.size === 0 && Object.keys(account).length === 0) return snapshot;
  return {
    ...snapshot,
    services:
      services.size === 0 ? snapshot.services : withServices(snapshot.services, patchedServices(snapshot, services)),
    account: patchedAccount(snapshot.account, account),
  };
}

const patchedServices = (
  snapshot: Snapshot,
  patches: ReadonlyMap<ServiceKey, ServicePatch>,
): readonly ServiceSnapshot[] =>
  [...patches].flatMap(([key, parts]) => {
    const service = findService(snapshot, key);
    return service === undefined ? [] : [patched(service, parts)];
  });

const patched = (service: ServiceSnapshot, patch: ServicePatch): ServiceSnapshot => ({
  ...service,
  counts: next(service.counts, patch.counts),
  scaling: next(service.scaling, patch.scaling),
  activities: next(service.activities, patch.activities),
  alarms: next(service.alarms, patch.alarms),
  targets: next(service.targets, patch.targets),
  task: next(service.task, patch.task),
  stoppedTasks: next(service.stoppedTasks, patch.stoppedTasks),
  metrics: next(service.metrics, patch.metrics),
  scheduledActions: next(service.scheduledActions, patch.scheduledActions),
  zones: next(service.zones, patch.zones),
  network: next(service.network, patch.network),
  loadBalancers: next(service.loadBalancers, patch.loadBalancers),
  utilization: next(service.utilization, patch.utilization),
});

const patchedAccount = (account: AccountSnapshot, patch: AccountPatch): AccountSnapshot => ({
  fargateQuota: next(account.fargateQuota, patch.fargateQuota),
  metricAlarms: next(account.metricAlarms, patch.metricAlarms),
  topics: next(account.topics, patch.topics),
  rules: next(account.rules, patch.rules),
  databases: next(account.databases, patch.databases),
  caches: next(account.caches, patch.caches),
  functions: {
    ...account.functions,
    ...Object.fromEntries(
      Object.entries(patch.functions ?? {}).map(([name, read]) => [
        name,
        succeed(functionIn(account, name) ?? pending, read),
      ]),
    ),
  },
});

/** The same values, none of them trusted any more: what was fresh a moment ago is old now. */
export const agedSnapshot = (snapshot: Snapshot, because: Fault): Snapshot => ({
  ...snapshot,
  services: snapshot.services.map(service => ({
    ...service,
    counts: aged(service.counts, because),
    scaling: aged(service.scaling, because),
    activities: aged(service.activities, because),
    alarms: aged(service.alarms, because),
    targets: aged(service.targets, because),
    task: aged(service.task, because),
    stoppedTasks: aged(service.stoppedTasks, because),
    metrics: aged(service.metrics, because),
    scheduledActions: aged(service.scheduledActions, because),
    zones: aged(service.zones, because),
    network: aged(service.network, because),
    loadBalancers: aged(service.loadBalancers, because),
  })),
  account: agedAccount(snapshot.account, because),
});

const agedAccount = (account: AccountSnapshot, because: Fault): AccountSnapshot => ({
  fargateQuota: aged(account.fargateQuota, because),
  metricAlarms: aged(account.metricAlarms, because),
  topics: aged(account.topics, because),
  rules: aged(account.rules, because),
  databases: aged(account.databases, because),
  caches: aged(account.caches, because),
  functions: Object.fromEntries(Object.entries(account.functions).map(([name, known]) => [name, aged(known, because)])),
});

const aged = <T>(known: Observed<T>, because: Fault): Observed<T> =>
  known.state === 'fresh' ? { ...known, state: 'stale', because } : known;

const next = <T>(before: Observed<T>, after: Observed<T> | undefined): Observed<T> =>
  after === undefined ? before : succeed(before, after);
