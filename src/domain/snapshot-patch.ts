import type { Fault } from './fault.ts';
import { type Observed, pending, succeed } from './observed.ts';
import type { ServiceKey, ServicePart, ServiceSnapshot, Session, Snapshot } from './snapshot.ts';

/** What one sweep brought for one service: only the parts that were read. */
export type ServicePatch = { readonly [Part in ServicePart]?: ServiceSnapshot[Part] };

export type SnapshotPatch = ReadonlyMap<ServiceKey, ServicePatch>;

/** What is known before the first answer: which services there are, in the order in which they are shown. */
export const pendingSnapshot = (
  session: Session,
  services: readonly ServiceKey[],
  leftOut: readonly string[] = [],
): Snapshot => ({
  session,
  services: services.map(pendingService),
  ...(leftOut.length > 0 && { leftOut }),
});

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
  };
}

/**
 * The snapshot after a sweep. A part that failed keeps its last value and says that it is old; a service that was not
 * read is the same object as before, so that whatever is drawn from it need not be drawn again.
 */
export function applyPatch(snapshot: Snapshot, patch: SnapshotPatch): Snapshot {
  if (patch.size === 0) return snapshot;
  return {
    ...snapshot,
    services: snapshot.services.map(service => {
      const parts = patch.get(service.key);
      return parts === undefined ? service : patched(service, parts);
    }),
  };
}

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
  })),
});

const aged = <T>(known: Observed<T>, because: Fault): Observed<T> =>
  known.state === 'fresh' ? { ...known, state: 'stale', because } : known;

const next = <T>(before: Observed<T>, after: Observed<T> | undefined): Observed<T> =>
  after === undefined ? before : succeed(before, after);
