import { type Change, type Drift, type Fact, type FactValue, factSources } from './fact.ts';
import { isoSeconds } from './time.ts';

/** A value as it is read: a time as a time, and `null` as the answer that it is. */
function valueWords({ attribute }: Fact, value: FactValue): string {
  if (value === null) return 'none';
  return attribute === 'serviceCreatedAt' && typeof value === 'number' ? isoSeconds(value) : String(value);
}

/** "MinCapacity of web/api" */
export const factName = ({ attribute, service }: Fact): string => `${factSources[attribute].label} of ${service}`;

/** "MinCapacity 6" */
export const heldWords = (fact: Fact, value: FactValue): string =>
  `${factSources[fact.attribute].label} ${valueWords(fact, value)}`;

/** "desiredCount 2 → 6" */
export const changeWords = ({ fact, from, to }: Change): string => `${heldWords(fact, from)} → ${valueWords(fact, to)}`;

/** "desiredCount of web/api was 2, should become 6, and is 3 now" */
export function driftWords({ fact, before, desired, actual }: Drift): string {
  const plan = before === desired ? '' : `, should become ${valueWords(fact, desired)},`;
  const now = actual === undefined ? 'cannot be read now' : `is ${valueWords(fact, actual)} now`;
  return `${factName(fact)} was ${valueWords(fact, before)}${plan} and ${now}`;
}
