import type { Fault } from './fault.ts';
import type { Observed } from './observed.ts';
import {
  type AutoScaling,
  findService,
  type ServiceCounts,
  type ServiceKey,
  type ServicePart,
  type Snapshot,
} from './snapshot.ts';

/** One value that AWS holds, by address: the unit of diffs, of drift checks and of undo. */
export interface Fact {
  readonly service: ServiceKey;
  readonly attribute: FactAttribute;
}

export type FactAttribute = 'serviceArn' | 'serviceCreatedAt' | 'desiredCount' | 'minCapacity' | 'maxCapacity';

/** Plain JSON. `null` is an answer ("there is no scalable target"), never "unknown". */
export type FactValue = string | number | null;

export type FactReading =
  | { readonly known: true; readonly value: FactValue }
  | { readonly known: false; readonly because: Fault | undefined };

interface FactSource {
  /** Which part of the service has to be read for it. */
  readonly part: ServicePart;
  readonly label: string;
  /** Auto-scaling moves it without being asked; nothing but a request moves the others. */
  readonly movesByItself: boolean;
  readonly read: (snapshot: Snapshot, service: ServiceKey) => FactReading;
}

/** Only a fresh value is known: a plan may be shown from old data, but nothing is compared against it. */
function known<T>(observed: Observed<T> | undefined, pick: (value: T) => FactValue): FactReading {
  if (observed?.state === 'fresh') return { known: true, value: pick(observed.value) };
  return { known: false, because: observed && 'because' in observed ? observed.because : undefined };
}

const ofCounts = (
  label: string,
  pick: (counts: ServiceCounts) => FactValue,
  { movesByItself = false } = {},
): FactSource => ({
  part: 'counts',
  label,
  movesByItself,
  read: (snapshot, service) => known(findService(snapshot, service)?.counts, pick),
});

const ofScaling = (label: string, pick: (scaling: AutoScaling) => FactValue): FactSource => ({
  part: 'scaling',
  label,
  movesByItself: false,
  read: (snapshot, service) => known(findService(snapshot, service)?.scaling, pick),
});

export const factSources: Readonly<Record<FactAttribute, FactSource>> = {
  serviceArn: ofCounts('ARN', counts => counts.arn),
  serviceCreatedAt: ofCounts('creation time', counts => counts.createdAt),
  desiredCount: ofCounts('desiredCount', counts => counts.desiredCount, { movesByItself: true }),
  minCapacity: ofScaling('MinCapacity', scaling => scaling.target?.minCapacity ?? null),
  maxCapacity: ofScaling('MaxCapacity', scaling => scaling.target?.maxCapacity ?? null),
};

/** The same for the same fact: a key for maps and sets. */
export const addressOf = ({ service, attribute }: Fact): string => `${service}#${attribute}`;

/** What the snapshot knows of the fact. */
export const readFact = (snapshot: Snapshot, fact: Fact): FactReading =>
  factSources[fact.attribute].read(snapshot, fact.service);

/** `from` is what the plan was made from and what must still hold; `to` is what will hold. */
export interface Change {
  readonly fact: Fact;
  readonly from: FactValue;
  readonly to: FactValue;
}

/** A fact that is not what the plan was made from. `actual: undefined` means that it could not be read. */
export interface Drift {
  readonly fact: Fact;
  readonly before: FactValue;
  readonly desired: FactValue;
  readonly actual: FactValue | undefined;
}

/**
 * Compares what the changes start from with what is there now.
 * Invariant: a fact that cannot be read counts as drift; nothing is written over a value that nobody saw.
 */
export function driftOf(changes: readonly Change[], snapshot: Snapshot): readonly Drift[] {
  return changes.flatMap(({ fact, from, to }) => {
    const reading = readFact(snapshot, fact);
    if (reading.known && reading.value === from) return [];
    return [{ fact, before: from, desired: to, actual: reading.known ? reading.value : undefined }];
  });
}

/** Whether AWS already holds what the changes ask for. */
export const alreadyHolds = (changes: readonly Change[], snapshot: Snapshot): boolean =>
  changes.every(({ fact, to }) => {
    const reading = readFact(snapshot, fact);
    return reading.known && reading.value === to;
  });

/** The parts that have to be read to compare these changes. */
export const partsOf = (changes: readonly Change[]): readonly ServicePart[] => [
  ...new Set(changes.map(change => factSources[change.fact.attribute].part)),
];

/** The services that these changes are of, each once. */
export const servicesOf = (changes: readonly Change[]): readonly ServiceKey[] => [
  ...new Set(changes.map(change => change.fact.service)),
];
