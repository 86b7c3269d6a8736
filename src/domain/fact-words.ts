import { configurationDiff, configurationWords } from './configuration-words.ts';
import type { Change, Fact, FactValue } from './fact.ts';
import { factSources } from './fact-sources.ts';
import { safeText } from './safe-text.ts';
import { isoSeconds } from './time.ts';

/** A value as it is read: a time as a time, a configuration by its members, and `null` as the answer that it is. */
export function valueWords({ attribute }: Fact, value: FactValue): string {
  if (value === null) return 'none';
  switch (factSources[attribute].form) {
    case 'time':
      return typeof value === 'number' ? isoSeconds(value) : String(value);
    case 'suspension':
      return value === true ? 'suspended' : 'active';
    case 'names':
      return namesWords(String(value));
    case 'configuration':
      return configurationWords(String(value))
        .map(({ label, value: member }) => `${label} ${member}`)
        .join(', ');
    case 'plain':
      return String(value);
  }
}

function namesWords(text: string): string {
  const names: unknown = JSON.parse(text);
  return Array.isArray(names) && names.length > 0 ? safeText(names.join(', ')) : 'none';
}

/** "MinCapacity", "policy cpu-scaling" */
export const factLabel = ({ attribute, name }: Fact): string =>
  `${factSources[attribute].label}${name === undefined ? '' : ` ${safeText(name)}`}`;

/** "MinCapacity is", "policies are" */
export const factSubject = (fact: Fact): string =>
  `${factLabel(fact)} ${factSources[fact.attribute].form === 'names' ? 'are' : 'is'}`;

/** "MinCapacity of web/api", "policy cpu-scaling of web/api", "alarm waooaw-high-cpu" */
export const factName = (fact: Fact): string =>
  fact.service === undefined ? factLabel(fact) : `${factLabel(fact)} of ${fact.service}`;

/** "MinCapacity 6", "policy cpu-scaling: target 70, metric ECSServiceAverageCPUUtilization" */
export const heldWords = (fact: Fact, value: FactValue): string =>
  `${factLabel(fact)}${separator(fact)}${valueWords(fact, value)}`;

/** The same where what is meant is known: of a configuration its name, "policy cpu-scaling". */
export const heldInBrief = (fact: Fact, value: FactValue): string =>
  isConfiguration(fact) && value !== null ? factLabel(fact) : heldWords(fact, value);

/** "desiredCount 2 → 6", "policy cpu-scaling: target 70 → 60" */
export function changeWords({ fact, from, to }: Change): string {
  const moves =
    isConfiguration(fact) && from !== null && to !== null
      ? configurationDiff(String(from), String(to)).map(
          ({ label, ...member }) => `${label} ${member.from} → ${member.to}`,
        )
      : [`${valueWords(fact, from)} → ${valueWords(fact, to)}`];
  return `${factLabel(fact)}${separator(fact)}${moves.join(', ')}`;
}

export const isConfiguration = ({ attribute }: Fact): boolean => factSources[attribute].form === 'configuration';

/** The same where there is room for its name alone: "alarm waooaw-high-cpu made", "policy cpu-scaling: target 70 → 60". */
export function changeInBrief(change: Change): string {
  const { fact, from, to } = change;
  if (!isConfiguration(fact) || (from !== null && to !== null)) return changeWords(change);
  return `${factLabel(fact)} ${from === null ? 'made' : 'deleted'}`;
}

/** What has a name of its own is set off from what it is. */
const separator = (fact: Fact): string => (fact.name === undefined ? ' ' : ': ');
