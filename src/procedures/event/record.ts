import type { ExpectedFact } from '../../domain/check.ts';
import type { FactValue, ServiceFact } from '../../domain/fact.ts';
import type { OpenObligation } from '../../domain/obligation.ts';
import type { Fulfilled } from '../../domain/plan.ts';
import type { ServiceKey, SuspendedState } from '../../domain/snapshot.ts';

/** What AWS held of a service before it was prepared for an event. */
export interface EventRecord {
  readonly desiredCount: number;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly suspended: SuspendedState;
  /** The scheduled actions that the event has brought, by name. */
  readonly actions: readonly string[];
}

/** The record as what has to hold again. */
export const recordFacts = (service: ServiceKey, record: EventRecord): readonly ExpectedFact[] => [
  held(service, 'desiredCount', record.desiredCount),
  held(service, 'minCapacity', record.minCapacity),
  held(service, 'maxCapacity', record.maxCapacity),
  held(service, 'dynamicScalingInSuspended', record.suspended.dynamicScalingIn),
  held(service, 'dynamicScalingOutSuspended', record.suspended.dynamicScalingOut),
  held(service, 'scheduledScalingSuspended', record.suspended.scheduledScaling),
  ...record.actions.map(name => ({ fact: { service, attribute: 'scheduledAction' as const, name }, value: null })),
];

const held = (service: ServiceKey, attribute: ServiceFact['attribute'], value: FactValue): ExpectedFact => ({
  fact: { service, attribute },
  value,
});

/** The record that an obligation keeps of this service; undefined where it keeps none, or not all of it. */
function recordOf({ restores = [] }: Pick<OpenObligation, 'restores'>, service: ServiceKey): EventRecord | undefined {
  const own = restores.filter(({ fact }) => fact.service === service);
  const value = (attribute: ServiceFact['attribute']): FactValue | undefined =>
    own.find(({ fact }) => fact.attribute === attribute)?.value;
  const [desiredCount, minCapacity, maxCapacity] = [value('desiredCount'), value('minCapacity'), value('maxCapacity')];
  if (!isCount(desiredCount) || !isCount(minCapacity) || !isCount(maxCapacity)) return undefined;
  return {
    desiredCount,
    minCapacity,
    maxCapacity,
    suspended: {
      dynamicScalingIn: value('dynamicScalingInSuspended') === true,
      dynamicScalingOut: value('dynamicScalingOutSuspended') === true,
      scheduledScaling: value('scheduledScalingSuspended') === true,
    },
    actions: own.flatMap(({ fact }) =>
      fact.attribute === 'scheduledAction' && fact.name !== undefined ? [fact.name] : [],
    ),
  };
}

/** What is owed of an event, with its record. */
export interface OpenEvent {
  readonly owed: OpenObligation;
  readonly record: EventRecord;
}

/** The events of a service that are still on, the newest first: what was raised last comes down first. */
export const openEvents = (obligations: readonly OpenObligation[], service: ServiceKey): readonly OpenEvent[] =>
  obligations
    .toSorted((a, b) => b.madeAt - a.madeAt)
    .flatMap(owed => {
      const record = recordOf(owed, service);
      return record === undefined ? [] : [{ owed, record }];
    });

/** What a run says that takes the obligation's place or takes back what it is about. */
export const fulfilled = ({ owed: { runId, madeAt: _, session: __, ...obligation } }: OpenEvent): Fulfilled => ({
  run: runId,
  obligation,
});

const isCount = (value: FactValue | undefined): value is number => typeof value === 'number' && value >= 0;
