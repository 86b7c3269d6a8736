import { outsideText } from './outside-text.ts';
import type { InputField, InputFields, InputOf, Procedure } from './procedure.ts';
import { oddityOf } from './resource-name.ts';
import type { ServiceKey, Snapshot } from './snapshot.ts';

export type ParsedInput<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

export interface InputProblem {
  readonly field: string;
  /** What is wrong and what would be right: "desired-count must be a whole number such as 6; got 6.5". */
  readonly says: string;
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
): ParsedInput<string | number> {
  const flag = flagOf(name);
  const no = (says: string): ParsedInput<never> => ({ ok: false, problems: [{ field: name, says }] });
  switch (field.kind) {
    case 'service': {
      if (raw === undefined || raw === '')
        return no(`${flag} is missing: name a service, e.g. --${flag} ${exampleService(snapshot)}`);
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
      return no(
        `there is no service ${raw} in ${snapshot.session.accountId} ${snapshot.session.region}; ${knownServices(snapshot)}`,
      );
    }
    case 'integer': {
      if (raw === undefined || raw === '') return no(`${flag} is missing: give a whole number, e.g. --${flag} 6`);
      if (!/^[0-9]{1,6}$/.test(raw))
        return no(`${flag} must be a whole number from ${field.min} to ${field.max}, such as 6; got ${raw}`);
      const value = Number(raw);
      if (value < field.min || value > field.max)
        return no(`${flag} must be from ${field.min} to ${field.max}; got ${raw}`);
      return { ok: true, value };
    }
    case 'choice': {
      const value = raw ?? field.default;
      if (field.choices.some(choice => choice.value === value)) return { ok: true, value };
      return no(`${flag} must be one of ${field.choices.map(choice => choice.value).join(', ')}; got ${value}`);
    }
  }
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
  for (const [name, field] of Object.entries(procedure.input)) {
    const parsed = parseField(name, field, raw[name], snapshot);
    if (parsed.ok) value[name] = parsed.value;
    else problems.push(...parsed.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Each field was parsed by its own kind just above, which is what InputOf says of it.
  return { ok: true, value: value as InputOf<Fields> };
}
