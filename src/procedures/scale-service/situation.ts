import type { LimitReading } from '../../domain/limits/limit.ts';
import { sharedLimits } from '../../domain/limits/limits.ts';
import { type Load, loadOf } from '../../domain/load.ts';
import { unread } from '../../domain/observed-words.ts';
import {
  type AutoScaling,
  findService,
  type ServiceCounts,
  type ServiceKey,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { type BoundedCount, boundedCount } from './bounded-count.ts';

/** What was asked for, with `auto` resolved. */
export interface Asked {
  readonly desiredCount: number;
  /** Whether the floor shall hold the count, or the count stands alone. */
  readonly how: 'floor' | 'count';
  readonly pace: 'once' | 'steps';
  readonly raiseCeiling: boolean;
}

/** What is asked and what it meets: everything that planning decides from. */
export interface Situation {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly scaling: AutoScaling;
  /** When the counts were read: the "now" of the plan. */
  readonly at: Instant;
  readonly before: BoundedCount;
  readonly direction: 'out' | 'in' | 'none';
  readonly asked: Asked;
  readonly load: Load;
  /** What new tasks may run out of; nothing where none are added. */
  readonly limits: readonly LimitReading[];
  /** The other services, which take from the same. */
  readonly sharers: readonly ServiceKey[];
}

interface Input {
  readonly service: ServiceKey;
  readonly desiredCount: number;
  readonly how: string;
  readonly pace: string;
  readonly raiseCeiling: string;
}

/** The situation, or why it is not known well enough to plan in. */
export function situationOf(input: Input, snapshot: Snapshot): Situation | { readonly blocked: readonly string[] } {
  const service = findService(snapshot, input.service);
  if (!service) {
    const { accountId, region } = snapshot.session;
    return { blocked: [`There is no service ${input.service} in account ${accountId} ${region}.`] };
  }
  const { counts, scaling } = service;
  if (counts.state !== 'fresh' || scaling.state !== 'fresh') {
    return {
      blocked: [...unread(counts, `The counts of ${service.service}`), ...unread(scaling, `Its auto-scaling`)],
    };
  }
  const { desiredCount } = counts.value;
  const direction = input.desiredCount > desiredCount ? 'out' : input.desiredCount < desiredCount ? 'in' : 'none';
  return {
    session: snapshot.session,
    service,
    counts: counts.value,
    scaling: scaling.value,
    at: counts.observedAt,
    before: boundedCount(counts.value, scaling.value.target),
    direction,
    asked: {
      desiredCount: input.desiredCount,
      how: input.how === 'count' ? 'count' : 'floor',
      // During an incident tasks are wanted now; taking them away has time, and may show that it was too much.
      pace: input.pace === 'steps' || (input.pace === 'auto' && direction === 'in') ? 'steps' : 'once',
      raiseCeiling: input.raiseCeiling === 'yes',
    },
    limits: direction === 'out' ? sharedLimits(snapshot, service) : [],
    sharers: snapshot.services.flatMap(({ key }) => (key === service.key ? [] : [key])),
    load: loadOf(service, { desiredCount: input.desiredCount, now: counts.observedAt }),
  };
}
