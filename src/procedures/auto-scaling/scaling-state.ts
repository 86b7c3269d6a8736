import type { HeldScaling } from '../../domain/held-scaling.ts';
import { unread } from '../../domain/observed-words.ts';
import {
  type AutoScaling,
  findService,
  type ScheduledAction,
  type ServiceCounts,
  type ServiceKey,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';

/** What AWS holds of a service's auto-scaling, with the count that it moves. */
export interface ScalingState extends HeldScaling {
  readonly desiredCount: number;
}

/** A service as it was read, and its auto-scaling as one value: what planning starts from. */
export interface Seen {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly scaling: AutoScaling;
  readonly actions: readonly ScheduledAction[];
  readonly before: ScalingState;
  /** When the scaling was read: the "now" of the plan. */
  readonly at: Instant;
}

/** What is seen of the service, or why it is not known well enough to plan from. */
export function seenOf(key: ServiceKey, snapshot: Snapshot): Seen | { readonly blocked: readonly string[] } {
  const { session } = snapshot;
  const service = findService(snapshot, key);
  if (!service) return { blocked: [`There is no service ${key} in account ${session.accountId} ${session.region}.`] };
  const { counts, scaling, scheduledActions } = service;
  if (counts.state !== 'fresh' || scaling.state !== 'fresh' || scheduledActions.state !== 'fresh') {
    return {
      blocked: [
        ...unread(counts, `The counts of ${service.service}`),
        ...unread(scaling, 'Its auto-scaling'),
        ...unread(scheduledActions, 'Its scheduled actions'),
      ],
    };
  }
  if (counts.value.status !== 'ACTIVE')
    return { blocked: [`${service.service} is ${counts.value.status}: it is being deleted.`] };
  const { target, policies } = scaling.value;
  return {
    session,
    service,
    counts: counts.value,
    scaling: scaling.value,
    actions: scheduledActions.value,
    before: { target, policies, scheduledActions: scheduledActions.value, desiredCount: counts.value.desiredCount },
    at: scaling.observedAt,
  };
}
