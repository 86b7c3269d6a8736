import type { NormalizedSchema } from '@smithy/core/schema';

/** Where a member sits in the input: member names and map keys, and list positions counted from 1. */
export type MemberPath = readonly (string | number)[];

export interface MissingMember {
  readonly path: MemberPath;
  readonly isList: boolean;
}

/** What a schema says against a value. Ranges, patterns and enum values are in no schema; the services check those. */
export interface Findings {
  /** The first value of the wrong type, in the words of AWS's JSON parser. */
  readonly mistyped: string | undefined;
  /** Required members without a value, in the schema's order. */
  readonly missing: readonly MissingMember[];
}

/** Holds a parsed JSON body, or a decoded input of any other protocol, against the schema of the operation's input. */
export function validate(input: NormalizedSchema, value: unknown): Findings {
  const walk = new Walk();
  walk.visit(input, value, []);
  return walk;
}

/** In a structure's schema the required members come first, and the last entry says how many they are. */
function requiredMembers(schema: NormalizedSchema): ReadonlySet<string> {
  const structure = schema.getSchema();
  if (!Array.isArray(structure) || structure[0] !== 3) return new Set();
  return new Set(structure[4].slice(0, structure[6] ?? 0));
}

class Walk implements Findings {
  mistyped: string | undefined;
  readonly missing: MissingMember[] = [];

  visit(schema: NormalizedSchema, value: unknown, path: MemberPath): void {
    if (schema.isStructSchema()) this.#structure(schema, value, path);
    else if (schema.isListSchema()) this.#list(schema, value, path);
    else if (schema.isMapSchema()) this.#map(schema, value, path);
    else this.#scalar(schema, value);
  }

  #structure(schema: NormalizedSchema, value: unknown, path: MemberPath): void {
    if (!isRecord(value)) {
      this.#complain(Array.isArray(value) ? 'Start of list found where not expected' : 'Expected structure or null');
      return;
    }
    const required = requiredMembers(schema);
    for (const [name, member] of schema.structIterator()) {
      // An own member only: a body must not reach what every object inherits.
      const present = Object.hasOwn(value, name) ? value[name] : undefined;
      if (present !== undefined && present !== null) this.visit(member, present, [...path, name]);
      else if (required.has(name)) this.missing.push({ path: [...path, name], isList: member.isListSchema() });
    }
  }

  #list(schema: NormalizedSchema, value: unknown, path: MemberPath): void {
    if (!Array.isArray(value)) {
      this.#complain(isRecord(value) ? 'Start of structure or map found where not expected' : 'Expected list or null');
      return;
    }
    const member = schema.getValueSchema();
    for (const [index, item] of value.entries()) this.#element(member, item, [...path, index + 1]);
  }

  #map(schema: NormalizedSchema, value: unknown, path: MemberPath): void {
    if (!isRecord(value)) {
      this.#complain(Array.isArray(value) ? 'Start of list found where not expected' : 'Expected map or null');
      return;
    }
    const member = schema.getValueSchema();
    for (const [key, item] of Object.entries(value)) this.#element(member, item, [...path, key]);
  }

  #element(schema: NormalizedSchema, value: unknown, path: MemberPath): void {
    if (value === undefined || value === null) this.missing.push({ path, isList: schema.isListSchema() });
    else this.visit(schema, value, path);
  }

  #scalar(schema: NormalizedSchema, value: unknown): void {
    const expected = expectedType(schema);
    if (expected === undefined || expected.fits(value)) return;
    if (Array.isArray(value)) this.#complain('Start of list found where not expected');
    else if (isRecord(value)) this.#complain('Start of structure or map found where not expected');
    else this.#complain(`${tokenOf(value)} can not be converted to ${expected.name}`);
  }

  #complain(message: string): void {
    this.mistyped ??= message;
  }
}

interface ScalarType {
  readonly name: string;
  readonly fits: (value: unknown) => boolean;
}

const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || value === 'NaN' || value === 'Infinity' || value === '-Infinity';
const isString = (value: unknown): boolean => typeof value === 'string';

// JSON writes timestamps as numbers and blobs as strings; the decoded values are dates and bytes.
const STRING: ScalarType = { name: 'a String', fits: isString };
const BOOLEAN: ScalarType = { name: 'a Boolean', fits: value => typeof value === 'boolean' };
const NUMBER: ScalarType = { name: 'a Number', fits: isNumber };
const TIMESTAMP: ScalarType = {
  name: 'a Timestamp',
  fits: value => value instanceof Date || typeof value === 'number' || typeof value === 'string',
};
const BLOB: ScalarType = { name: 'a Blob', fits: value => value instanceof Uint8Array || isString(value) };

function expectedType(schema: NormalizedSchema): ScalarType | undefined {
  if (schema.isStringSchema()) return STRING;
  if (schema.isBooleanSchema()) return BOOLEAN;
  if (schema.isNumericSchema()) return NUMBER;
  if (schema.isTimestampSchema()) return TIMESTAMP;
  if (schema.isBlobSchema()) return BLOB;
  // Documents take anything; big numbers have forms of their own, and none of our operations has one.
  return undefined;
}

/** The token names of AWS's JSON parser. */
function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
