import { asTyped } from './fields/as-typed.ts';
import {
  type ParsedWord,
  parseDurationField,
  parseRecord,
  parseSecret,
  parseText,
  parseTime,
  parseTimeZone,
} from './fields/parse-words.ts';
import {
  defaultOf,
  type Given,
  type InputField,
  type InputFields,
  type InputOf,
  type IntegerField,
} from './input-field.ts';
import { outsideText } from './outside-text.ts';
import type { Procedure } from './procedure.ts';
import { oddityOf } from './resource-name.ts';
import type { ServiceKey, Snapshot } from './snapshot.ts';

export type ParsedInput<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

export interface InputProblem {
  readonly field: string;
  /** What is wrong and what would be right: "desired-count must be a whole number such as 6; got 6.5". */
  readonly says: string;
  /** Its default is made from what AWS holds, and that was not read yet. */
  readonly awaitsReading?: true;
}

/** `desiredCount` -> `desired-count`, as it stands after `--`. */
export const flagOf = (field: string): string => field.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/**
 * Reads one field from what a person typed. Strict: no sign, no decimals, no exponent, no blanks, ASCII digits only,
 * because `6.5`, `1e3` and full-width digits are typing errors and never intentions.
 */
export function parseField(
  name: string,
  field: InputField,
  raw: string | undefined,
  snapshot: Snapshot,
  { service, answers = {} }: Partial<Pick<Given, 'service' | 'answers'>> = {},
): ParsedInput<string | number> {
  const flag = flagOf(name);
  const no = (says: string): ParsedInput<never> => ({ ok: false, problems: [{ field: name, says }] });
  const given = raw === undefined || raw === '' ? undefined : raw;
  const text = given ?? defaultOf(field, { snapshot, service, answers });
  if (text === undefined) {
    const problem = { field: name, says: missingWords(flag, field, snapshot) };
    const awaits = 'default' in field && typeof field.default === 'function';
    return { ok: false, problems: [awaits ? { ...problem, awaitsReading: true } : problem] };
  }
  const worded = (word: ParsedWord): ParsedInput<string | number> =>
    'says' in word ? no(`${flag} ${word.says}`) : { ok: true, value: word.value };
  switch (field.kind) {
    case 'service':
      return parseService(text, snapshot, no);
    case 'integer': {
      if (!/^[0-9]{1,6}$/.test(text))
        return no(`${flag} must be a whole number from ${field.min} to ${field.max}, such as 6; got ${asTyped(text)}`);
      const value = Number(text);
      if (value < field.min || value > field.max)
        return no(`${flag} must be from ${field.min} to ${field.max}; got ${asTyped(text)}`);
      return { ok: true, value };
    }
    case 'choice': {
      if (field.choices.some(choice => choice.value === text)) return { ok: true, value: text };
      return no(`${flag} must be one of ${field.choices.map(choice => choice.value).join(', ')}; got ${asTyped(text)}`);
    }
    case 'text':
      return worded(parseText(field, text));
    case 'time':
      return worded(parseTime(field, text));
    case 'timeZone':
      return worded(parseTimeZone(text));
    case 'duration':
      return worded(parseDurationField(field, text));
    case 'secret':
      return worded(parseSecret(text));
    case 'record':
      return worded(parseRecord(text));
  }
}

function missingWords(flag: string, field: InputField, snapshot: Snapshot): string {
  switch (field.kind) {
    case 'service':
      return `${flag} is missing: name a service, e.g. --${flag} ${exampleService(snapshot)}`;
    case 'integer':
      return `${flag} is missing: give a whole number, e.g. --${flag} ${exampleNumber(field)}`;
    case 'choice':
      return `${flag} is missing: give one of ${field.choices.map(({ value }) => value).join(', ')}`;
    case 'text':
      return `${flag} is missing: give ${field.whatFits}`;
    case 'time':
      return `${flag} is missing: give a local time with its time zone, e.g. --${flag} '2026-11-27 09:00 Europe/Berlin'`;
    case 'timeZone':
      return `${flag} is missing: give a time zone, e.g. --${flag} Europe/Berlin`;
    case 'duration':
      return `${flag} is missing: give a duration, e.g. --${flag} 2h`;
    case 'record':
      return `${flag} is missing: name a run or a saved plan`;
    case 'secret':
      return `${flag} is missing: say where it is kept, --${flag} env:NAME or --${flag} file:PATH`;
  }
}

/** A number that fits. */
const exampleNumber = ({ min, max }: IntegerField): number => Math.min(Math.max(6, min), max);

function parseService(
  raw: string,
  snapshot: Snapshot,
  no: (says: string) => ParsedInput<never>,
): ParsedInput<ServiceKey> {
  const odd = oddityOf(raw);
  if (odd !== undefined) {
    return no(
      `${outsideText(raw, 100)} is no name that ECS gives, and may imitate one: ${odd}. Nothing can be changed by it`,
    );
  }
  const matches = snapshot.services.filter(({ key, service }) => key === raw || service === raw);
  if (matches.length === 1 && matches[0]) return { ok: true, value: matches[0].key };
  if (matches.length > 1) {
    return no(`${raw} exists in several clusters; write one of ${matches.map(({ key }) => key).join(', ')}`);
  }
  const { accountId, region } = snapshot.session;
  return no(`there is no service ${raw} in ${accountId} ${region}; ${knownServices(snapshot)}`);
}

const exampleService = (snapshot: Snapshot): string => snapshot.services[0]?.service ?? 'NAME';

const knownServices = (snapshot: Snapshot): string =>
  snapshot.services.length === 0
    ? 'no service is visible there at all: check region and account'
    : `visible there: ${snapshot.services
        .slice(0, 10)
        .map(({ service }) => service)
        .join(', ')}${snapshot.services.length > 10 ? `, and ${snapshot.services.length - 10} more` : ''}`;

/** Reads every field; all problems at once, so that nobody mends them one by one. Unknown names are problems too. */
export function parseInput<Fields extends InputFields>(
  procedure: Procedure<Fields>,
  raw: Readonly<Record<string, string | undefined>>,
  snapshot: Snapshot,
): ParsedInput<InputOf<Fields>> {
  const problems: InputProblem[] = Object.keys(raw)
    .filter(name => raw[name] !== undefined && !Object.hasOwn(procedure.input, name))
    .map(name => ({
      field: name,
      says: `${procedure.id} has no input --${flagOf(name)}; it takes ${Object.keys(procedure.input)
        .map(field => `--${flagOf(field)}`)
        .join(', ')}`,
    }));
  const value: Record<string, string | number | ServiceKey> = {};
  const service = serviceIn(procedure.input, raw, snapshot);
  for (const [name, field] of Object.entries(procedure.input)) {
    const parsed = parseField(name, field, raw[name], snapshot, { service, answers: raw });
    if (parsed.ok) value[name] = parsed.value;
    else problems.push(...parsed.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Each field was parsed by its own kind just above, which is what InputOf says of it.
  return { ok: true, value: value as InputOf<Fields> };
}

/** The service that the input is about: the first that it names; undefined where it names none that is there. */
export function serviceIn(
  fields: InputFields,
  raw: Readonly<Record<string, string | undefined>>,
  snapshot: Pick<Snapshot, 'services'>,
): ServiceKey | undefined {
  const name = Object.keys(fields).find(each => fields[each]?.kind === 'service');
  const answer = name === undefined ? undefined : raw[name];
  const matches = snapshot.services.filter(({ key, service }) => key === answer || service === answer);
  return matches.length === 1 ? matches[0]?.key : undefined;
}
