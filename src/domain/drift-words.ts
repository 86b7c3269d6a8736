import { configurationDiff, configurationWords } from './configuration-words.ts';
import type { Drift } from './fact.ts';
import { factLabel, factName, isConfiguration, valueWords } from './fact-words.ts';

/**
 * "desiredCount of web/api was 2, should become 6, and is 3 now"; of a configuration what of it is another, since a whole
 * one fills a screen: "alarm waooaw-high-cpu was not there, and is there now with threshold 90 instead of 80".
 */
export function driftWords(drift: Drift): string {
  const { fact, before, desired, actual } = drift;
  if (isConfiguration(fact)) return configurationDrift(drift);
  const plan = before === desired ? '' : `, should become ${valueWords(fact, desired)},`;
  const now = actual === undefined ? 'cannot be read now' : `is ${valueWords(fact, actual)} now`;
  return `${factName(fact)} was ${valueWords(fact, before)}${plan} and ${now}`;
}

function configurationDrift({ fact, before, desired, actual }: Drift): string {
  const name = factName(fact);
  if (actual === undefined) return `${name} cannot be read now`;
  if (actual === null) return `${name} was there, and is not any more`;
  if (before !== null) {
    const moved = configurationDiff(String(before), String(actual));
    return `${name} has changed: ${moved.map(({ label, from, to }) => `${label} ${from} → ${to}`).join(', ')}`;
  }
  const others = desired === null ? [] : configurationDiff(String(desired), String(actual));
  const instead = others.map(({ label, from, to }) => `${label} ${to} instead of ${from}`).join(', ');
  return `${name} was not there, and is there now${instead === '' ? '' : ` with ${instead}`}`;
}

/** One value of a table of drift; `actual` says so where it could not be read. */
export interface DriftRow {
  readonly label: string;
  readonly before: string;
  readonly desired: string;
  readonly actual: string;
}

/** A fact that has drifted as rows: one, or of a configuration one for each member that is not what it was, or was to be. */
export function driftRows(drift: Drift): readonly DriftRow[] {
  const { fact, before, desired, actual } = drift;
  const label = factLabel(fact);
  const known = before ?? desired;
  if (!isConfiguration(fact) || actual === undefined || actual === null || known === null) {
    const now = actual === undefined ? 'unreadable' : briefly(drift, actual);
    return [{ label, before: briefly(drift, before), desired: briefly(drift, desired), actual: now }];
  }
  const wanted = desired === null ? [] : configurationWords(String(desired));
  return configurationDiff(String(known), String(actual)).map(member => ({
    label: `${label}: ${member.label}`,
    before: before === null ? 'none' : member.from,
    desired: wanted.find(each => each.label === member.label)?.value ?? 'none',
    actual: member.to,
  }));
}

/** Of a whole configuration only whether it is there. */
const briefly = ({ fact }: Drift, value: Drift['before']): string =>
  isConfiguration(fact) ? (value === null ? 'none' : 'there') : valueWords(fact, value);
