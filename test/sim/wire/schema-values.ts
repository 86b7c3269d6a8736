import type { NormalizedSchema } from '@smithy/core/schema';
import fc, { type Arbitrary } from 'fast-check';
import { type Shown, shownMember } from './shown-shape.ts';

/** What a protocol or a client cannot carry, by its own design; the generated values keep out of there. */
export interface Limits {
  /** XML has no control characters, and the SDK's parser drops text that is all white space. */
  readonly isXml?: boolean;
  /** A query request says nothing about a structure or a map without anything in it ... */
  readonly hasNoEmptyStructures?: boolean;
  /** ... and EC2's dialect nothing about an empty list either. */
  readonly hasNoEmptyLists?: boolean;
  /** As much of the shape as the client on the other side knows; all of it unless given. */
  readonly shown?: Shown | undefined;
}

/**
 * A value has at most so many structures, lists, maps and scalars inside one another. Every step down takes one away, so
 * a shape that contains itself ends too, and no value has to be thrown away and made again for being too deep or empty.
 */
const LEVELS = 8;

/** No list and no map is longer; far down they are shorter, so that a value's size stays within a few hundred scalars. */
const longest = (levels: number): number => (levels > LEVELS - 4 ? 3 : 2);

/**
 * Arbitrary values of a shape: every required member, any choice of the others, awkward text, any enum a string.
 * @throws Error when the shape has no value of so few levels
 */
export function valuesOf(schema: NormalizedSchema, limits: Limits): Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  // A message may be empty as a whole, in every protocol.
  if (!fits(schema, limits, LEVELS, true)) throw new Error(`${schema.getName(true)} has no value of ${LEVELS} levels`);
  return values(schema, limits, LEVELS, true);
}

function values(
  schema: NormalizedSchema,
  limits: Limits,
  levels: number,
  mayBeEmpty = !limits.hasNoEmptyStructures,
): Arbitrary<unknown> {
  if (schema.isUnionSchema()) return unions(schema, limits, levels);
  if (schema.isStructSchema()) return structures(schema, limits, levels, mayBeEmpty);
  if (schema.isListSchema()) return lists(schema, limits, levels);
  if (schema.isMapSchema()) return maps(schema, limits, levels);
  return scalars(schema, limits);
}

/** Whether the smallest value of a shape ends within so many levels; some shapes have none that a protocol can carry. */
function fits(
  schema: NormalizedSchema,
  limits: Limits,
  levels: number,
  mayBeEmpty = !limits.hasNoEmptyStructures,
): boolean {
  if (levels <= 0) return false;
  if (schema.isStructSchema()) {
    const fitting = ({ member, limits: own }: Member) => fits(member, own, levels - 1);
    const members = membersOf(schema, limits);
    const needsOne = schema.isUnionSchema() || !mayBeEmpty;
    return members.filter(({ isRequired }) => isRequired).every(fitting) && (!needsOne || members.some(fitting));
  }
  if (schema.isListSchema()) return !limits.hasNoEmptyLists || fits(schema.getValueSchema(), item(limits), levels - 1);
  if (schema.isMapSchema())
    return !limits.hasNoEmptyStructures || fits(schema.getValueSchema(), item(limits), levels - 1);
  return true;
}

interface Member {
  readonly name: string;
  readonly member: NormalizedSchema;
  readonly isRequired: boolean;
  readonly limits: Limits;
}

function membersOf(schema: NormalizedSchema, limits: Limits): readonly Member[] {
  const required = requiredMembers(schema);
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const shown = shownMember(limits.shown, name);
    if (shown === 'unknown') return [];
    return [{ name, member, isRequired: required.includes(name), limits: { ...limits, shown } }];
  });
}

const item = (limits: Limits): Limits => ({ ...limits, shown: limits.shown?.item });

function structures(
  schema: NormalizedSchema,
  limits: Limits,
  levels: number,
  mayBeEmpty: boolean,
): Arbitrary<Record<string, unknown>> {
  const members = membersOf(schema, limits).filter(({ member, limits: own }) => fits(member, own, levels - 1));
  const model = Object.fromEntries(
    members.map(({ name, member, limits: own }) => [
      name,
      member.getMergedTraits().httpLabel === 1 ? pathSegments : values(member, own, levels - 1),
    ]),
  );
  // A token that is left out is filled in by the client, and would come back as a surprise.
  const requiredKeys = members
    .filter(({ member, isRequired }) => isRequired || member.isIdempotencyToken())
    .map(({ name }) => name);
  const withKeys = (...keys: readonly string[]) =>
    fc.record(model, { requiredKeys: [...new Set([...requiredKeys, ...keys])], noNullPrototype: true });
  if (mayBeEmpty || requiredKeys.length > 0) return withKeys();
  return fc.oneof(...members.map(({ name }) => withKeys(name)));
}

function unions(schema: NormalizedSchema, limits: Limits, levels: number): Arbitrary<unknown> {
  const members = membersOf(schema, limits).filter(({ member, limits: own }) => fits(member, own, levels - 1));
  return fc.oneof(
    ...members.map(({ name, member, limits: own }) =>
      fc.record({ [name]: values(member, own, levels - 1) }, { noNullPrototype: true }),
    ),
  );
}

function lists(schema: NormalizedSchema, limits: Limits, levels: number): Arbitrary<unknown> {
  const [inner, own] = [schema.getValueSchema(), item(limits)];
  if (!fits(inner, own, levels - 1)) return fc.constant([]);
  const minLength = limits.hasNoEmptyLists ? 1 : 0;
  return fc.array(values(inner, own, levels - 1), { minLength, maxLength: longest(levels) });
}

function maps(schema: NormalizedSchema, limits: Limits, levels: number): Arbitrary<unknown> {
  const [inner, own] = [schema.getValueSchema(), item(limits)];
  if (!fits(inner, own, levels - 1)) return fc.constant({});
  const minKeys = limits.hasNoEmptyStructures ? 1 : 0;
  return fc.dictionary(
    texts(limits).map(key => (key === '__proto__' ? 'proto' : key)),
    values(inner, own, levels - 1),
    { minKeys, maxKeys: longest(levels), noNullPrototype: true },
  );
}

/** In a structure's schema the required members come first, and the last entry says how many they are. */
function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const structure = schema.getSchema();
  return Array.isArray(structure) && structure[0] === 3 ? structure[4].slice(0, structure[6] ?? 0) : [];
}

function scalars(schema: NormalizedSchema, limits: Limits): Arbitrary<unknown> {
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return limits.shown?.isWhole ? fc.integer() : numbers;
  if (schema.isTimestampSchema()) return timestamps;
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 8 });
  if (schema.isStringSchema()) return texts(limits);
  if (schema.isDocumentSchema()) return documents;
  throw new Error(`no values for ${schema.getName(true)}`);
}

const numbers = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }))
  // Where a shape has free-form JSON anywhere, the client reads greater numbers as bigints. And no protocol keeps a -0.
  .map(number => (number === 0 ? 0 : number));

const timestamps = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });

/** What stands in a path: clients refuse an empty one, and URLs resolve dots. */
const pathSegments = texts({}).map(text => (/^[.]*$/.test(text) ? `-${text}` : text));

/** Free-form JSON, as in the details of an ECS deployment hook. */
const documents = fc.dictionary(
  fc.string({ minLength: 1 }).map(key => (key === '__proto__' ? 'proto' : key)),
  fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.string(), { maxLength: 2 })),
  { maxKeys: 3, noNullPrototype: true },
);

function texts({ isXml }: Limits): Arbitrary<string> {
  const awkward = fc.constantFrom(
    '',
    '<a href="x">&amp;\'</a>',
    '👩🏽‍🚒',
    'a=b&c=d+e%20f',
    ' padded ',
    ']]>',
    'a\r\nb',
    'null',
    '0',
  );
  const any = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: isXml ? 'grapheme' : 'binary', maxLength: 12 }) },
    awkward,
  );
  if (!isXml) return any;
  return any
    .map(text => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '-'))
    .map(text => (/^\s+$/.test(text) ? `-${text}` : text));
}
