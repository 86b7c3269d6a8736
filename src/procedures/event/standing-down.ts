import { clampedBy } from '../../domain/autoscaling.ts';
import type { OpenObligation } from '../../domain/obligation.ts';
import { lastKnown } from '../../domain/observed.ts';
import { unread } from '../../domain/observed-words.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ScheduledAction, ServiceKey, Snapshot } from '../../domain/snapshot.ts';
import { type EventRecord, type OpenEvent, openEvents } from './record.ts';
import { type EventService, eventServiceOf } from './situation.ts';

export interface StandDownInput {
  readonly service: ServiceKey;
  /** Milliseconds. */
  readonly rest: number;
}

/** An event that is to be taken back, and what it meets. */
export interface StandingDown extends EventService {
  readonly input: StandDownInput & Plan['input'];
  readonly event: OpenEvent;
  readonly record: EventRecord;
  /** What the event has scheduled and AWS still holds. */
  readonly actions: readonly ScheduledAction[];
  /** Events of the service that stay on after this one. */
  readonly others: readonly OpenEvent[];
}

export function standingDownOf(
  input: StandingDown['input'],
  snapshot: Snapshot,
  obligations: readonly OpenObligation[],
): StandingDown | { readonly blocked: readonly string[] } {
  const [event, ...others] = openEvents(obligations, input.service);
  if (event === undefined) return { blocked: [noRecord(input.service)] };
  const { record } = event;
  const of = eventServiceOf(input.service, (_, desiredCount) => countAfter(record, desiredCount), snapshot);
  if ('blocked' in of) return of;
  const { service } = of;
  const held = lastKnown(service.scheduledActions) ?? [];
  if (record.actions.length > 0 && service.scheduledActions.state !== 'fresh')
    return { blocked: unread(service.scheduledActions, `The scheduled actions of ${service.service}`) };
  return { ...of, input, event, record, others, actions: held.filter(({ name }) => record.actions.includes(name)) };
}

/** Down to the count before the event; where auto-scaling has gone below it already, that is its to decide. */
const countAfter = (record: EventRecord, desiredCount: number): number =>
  desiredCount > record.desiredCount ? record.desiredCount : clampedBy(record, desiredCount);

const noRecord = (service: ServiceKey): string =>
  `No event of ${service} is recorded here. Stand it down where it was prepared, with the state directory of that run; or, if it was prepared by hand, set floor and ceiling back with scale-service and set-up-auto-scaling.`;
