import { unread } from '../../domain/observed-words.ts';
import {
  type AutoScaling,
  findService,
  type ScalableTarget,
  type ServiceCounts,
  type ServiceKey,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';

/** A service that an event can be prepared for: what both ways, up and down, are planned from. */
export interface EventService {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly scaling: AutoScaling;
  readonly target: ScalableTarget;
  /** When the counts were read: the "now" of the plan. */
  readonly at: Instant;
}

/** The service, or why it is not known well enough to plan for. */
export function eventServiceOf(
  key: ServiceKey,
  snapshot: Snapshot,
): EventService | { readonly blocked: readonly string[] } {
  const service = findService(snapshot, key);
  if (!service) {
    const { accountId, region } = snapshot.session;
    return { blocked: [`There is no service ${key} in account ${accountId} ${region}.`] };
  }
  const { counts, scaling } = service;
  const name = service.service;
  if (counts.state !== 'fresh' || scaling.state !== 'fresh') {
    return { blocked: [...unread(counts, `The counts of ${name}`), ...unread(scaling, 'Its auto-scaling')] };
  }
  if (counts.value.status !== 'ACTIVE')
    return { blocked: [`${name} is ${counts.value.status}: it is being deleted, and nothing can be scaled.`] };
  const { target } = scaling.value;
  if (target === null) {
    return {
      blocked: [
        `No auto-scaling is registered for ${name}, so it has no floor to raise, and nothing adds tasks in a surge. Set auto-scaling up first, or set the bare count with scale-service.`,
      ],
    };
  }
  return {
    session: snapshot.session,
    service,
    counts: counts.value,
    scaling: scaling.value,
    target,
    at: counts.observedAt,
  };
}

/** How the service is named on a command line: in short where that is enough. */
export const nameOnCommandLine = ({ key, service }: ServiceSnapshot, { services }: Snapshot): string =>
  services.filter(each => each.service === service).length === 1 ? service : key;
