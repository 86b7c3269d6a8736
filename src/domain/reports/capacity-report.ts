import type { Cache, Database } from '../account-snapshot.ts';
import type { Observed } from '../observed.ts';
import { unread } from '../observed-words.ts';
import type { Part, ServiceKey, Snapshot } from '../snapshot.ts';
import { findService } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { type CapacityTotal, type ServiceCapacity, serviceCapacity, totalCapacity } from './service-capacity.ts';
import { type Expected, type TrafficEstimate, trafficEstimate } from './traffic-estimate.ts';

/** What is there, what it costs, how much traffic it takes, and what ends first. */
export interface CapacityReport {
  readonly at: Instant;
  readonly services: readonly ServiceCapacity[];
  readonly total: CapacityTotal;
  readonly databases: Reported<readonly Database[]>;
  readonly caches: Reported<readonly Cache[]>;
  /** Of the services that were asked for. */
  readonly estimates: readonly TrafficEstimate[];
}

export type Reported<Value> =
  | { readonly known: true; readonly value: Value }
  | { readonly known: false; readonly because: string };

/** What the report is made from; parts of all services and of the account. */
export const partsOfCapacityReport: readonly Part[] = [
  ...(['counts', 'task', 'scaling', 'targets', 'metrics', 'network', 'utilization'] as const),
  ...(['fargateQuota', 'databases', 'caches'] as const),
];

export function capacityReport(
  snapshot: Snapshot,
  asked: Expected & { readonly services: readonly ServiceKey[] },
  now: Instant,
): CapacityReport {
  const services = snapshot.services.map(serviceCapacity);
  return {
    at: now,
    services,
    total: totalCapacity(services),
    databases: reported(snapshot.account.databases, 'The databases'),
    caches: reported(snapshot.account.caches, 'The caches'),
    estimates: asked.services.flatMap(key => {
      const service = findService(snapshot, key);
      return service === undefined ? [] : [trafficEstimate(snapshot, service, asked, now)];
    }),
  };
}

const reported = <Value>(observed: Observed<Value>, what: string): Reported<Value> =>
  observed.state === 'fresh'
    ? { known: true, value: observed.value }
    : { known: false, because: unread(observed, what).join(' ') };
