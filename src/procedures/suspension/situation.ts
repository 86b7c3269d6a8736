import { clampedBy } from '../../domain/autoscaling.ts';
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
  type SuspendedState,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';

/** What is asked and what it meets: everything that planning decides from. */
export interface Situation {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly scaling: AutoScaling;
  readonly target: ScalableTarget;
  /** When the scaling was read: the "now" of the plan. */
  readonly at: Instant;
  readonly from: SuspendedState;
  readonly to: SuspendedState;
  /** AWS moves a count that stands outside its bounds inside them, whatever the call is about. */
  readonly countAfter: number;
}

/** The situation, or why it is not known well enough to plan in. */
export function situationOf(
  key: ServiceKey,
  wanted: (from: SuspendedState) => SuspendedState,
  snapshot: Snapshot,
): Situation | { readonly blocked: readonly string[] } {
  const service = findService(snapshot, key);
  if (!service) {
    const { accountId, region } = snapshot.session;
    return { blocked: [`There is no service ${key} in account ${accountId} ${region}.`] };
  }
  const { counts, scaling } = service;
  if (counts.state !== 'fresh' || scaling.state !== 'fresh') {
    return {
      blocked: [...unread(counts, `The counts of ${service.service}`), ...unread(scaling, 'Its auto-scaling')],
    };
  }
  const { target } = scaling.value;
  if (target === null) {
    return {
      blocked: [`No auto-scaling is registered for ${service.service}, so there is nothing to suspend or to resume.`],
    };
  }
  return {
    session: snapshot.session,
    service,
    counts: counts.value,
    scaling: scaling.value,
    target,
    at: scaling.observedAt,
    from: target.suspended,
    to: wanted(target.suspended),
    countAfter: clampedBy(target, counts.value.desiredCount),
  };
}
