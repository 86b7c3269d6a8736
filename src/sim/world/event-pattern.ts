/** JSON, as events and their patterns are. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What EventBridge holds events against: fields, each with a list of what its value may be. */
export type EventPattern = JsonObject;

type Matcher = (value: Json | undefined) => boolean;

/** The pattern, or why EventBridge would not take it. */
export const parsePattern = (
  text: string,
): { readonly pattern: EventPattern } | { readonly pattern?: undefined; readonly because: string } => {
  let pattern: Json;
  try {
    // JSON.parse returns JSON, which its type does not say.
    pattern = JSON.parse(text) as Json;
  } catch {
    return { because: 'Filter is not valid JSON' };
  }
  if (!isObject(pattern)) return { because: 'Filter is not an object' };
  const because = faultOf(pattern);
  return because === undefined ? { pattern } : { because };
};

/** Whether the event has every field of the pattern, with a value that it asks for. */
export const matches = (pattern: EventPattern, event: Json | undefined): boolean =>
  Object.entries(pattern).every(([key, wanted]) => {
    const value = isObject(event) ? event[key] : undefined;
    if (isObject(wanted)) return matches(wanted, value);
    if (!isList(wanted)) return false;
    // A field that is a list matches when any of its items does.
    const values: readonly (Json | undefined)[] = isList(value) ? value : [value];
    return wanted.some(item => values.some(matcherOf(item) ?? (() => false)));
  });

const faultOf = (pattern: JsonObject): string | undefined => {
  for (const [key, wanted] of Object.entries(pattern)) {
    if (isObject(wanted)) {
      const inner = faultOf(wanted);
      if (inner !== undefined) return inner;
    } else if (!isList(wanted)) {
      return `"${key}" must be an object or an array`;
    } else if (wanted.length === 0) {
      return 'Empty arrays are not allowed';
    } else if (wanted.some(item => matcherOf(item) === undefined)) {
      return `Unrecognized match type in "${key}"`;
    }
  }
  return undefined;
};

/** One item of a field's list: a value, or one of EventBridge's comparisons. AWS: "Comparison operators". */
const matcherOf = (item: Json): Matcher | undefined => {
  if (isList(item)) return undefined;
  if (!isObject(item)) return value => value === item;
  const [[operator, operand] = [], ...others] = Object.entries(item);
  if (operator === undefined || operand === undefined || others.length > 0) return undefined;
  switch (operator) {
    case 'prefix':
      return textMatcher(operand, (value, text) => value.startsWith(text));
    case 'suffix':
      return textMatcher(operand, (value, text) => value.endsWith(text));
    case 'equals-ignore-case':
      return textMatcher(operand, (value, text) => value.toLowerCase() === text.toLowerCase());
    case 'exists':
      return typeof operand === 'boolean' ? value => (value !== undefined) === operand : undefined;
    case 'anything-but':
      return anythingBut(operand);
    case 'numeric':
      return numeric(operand);
    default:
      return undefined;
  }
};

const textMatcher = (operand: Json, holds: (value: string, text: string) => boolean): Matcher | undefined =>
  typeof operand === 'string' ? value => typeof value === 'string' && holds(value, operand) : undefined;

const anythingBut = (operand: Json): Matcher | undefined => {
  const unwanted = (isList(operand) ? operand : [operand]).map(matcherOf);
  if (unwanted.length === 0 || unwanted.includes(undefined)) return undefined;
  return value => value !== undefined && !unwanted.some(isUnwanted => isUnwanted?.(value));
};

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `[">", 0, "<=", 5]`: comparisons and their bounds in turn. */
const numeric = (operand: Json): Matcher | undefined => {
  if (!isList(operand) || operand.length === 0 || operand.length % 2 !== 0) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const compare = COMPARISONS[String(operand[at])];
    const bound = operand[at + 1];
    if (compare === undefined || typeof bound !== 'number') return undefined;
    tests.push(value => compare(value, bound));
  }
  return value => typeof value === 'number' && tests.every(holds => holds(value));
};

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
