import type { Change, Drift, Fact, FactReading } from './fact-address.ts';
import { factSources } from './fact-sources.ts';
import type { Part, ServiceKey, Snapshot } from './snapshot.ts';

export type {
  Change,
  Drift,
  Fact,
  FactAttribute,
  FactReading,
  FactValue,
  ServiceFact,
} from './fact-address.ts';
export { accountAttributes, addressOf, serviceAttributes } from './fact-address.ts';

/** What the snapshot knows of the fact. */
export const readFact = (snapshot: Snapshot, fact: Fact): FactReading =>
  factSources[fact.attribute].read(snapshot, fact);

/** The part that has to be read for it. */
const partOf = ({ attribute, name = '' }: Fact): Part => factSources[attribute].part(name);

/** Whether something else than a request may move it. */
export const movesByItself = ({ attribute }: Fact): boolean => factSources[attribute].movesByItself;

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

/** The parts that have to be read to compare these. */
export const partsOf = (facts: readonly { readonly fact: Fact }[]): readonly Part[] => [
  ...new Set(facts.map(({ fact }) => partOf(fact))),
];

/** The services that these are of, each once. */
export const servicesOf = (facts: readonly { readonly fact: Fact }[]): readonly ServiceKey[] => [
  ...new Set(facts.flatMap(({ fact }) => fact.service ?? [])),
];
