import type { NormalizedSchema } from '@smithy/core/schema';
import fc, { type Arbitrary } from 'fast-check';

/** What a protocol cannot carry, by its own design; the generated values keep out of there. */
export interface Limits {
  /** XML has no control characters, and the SDK's parser drops text that is all white space. */
  readonly isXml?: boolean;
  /** A query request says nothing about a structure or a map without anything in it ... */
  readonly hasNoEmptyStructures?: boolean;
  /** ... and EC2's dialect nothing about an empty list either. */
  readonly hasNoEmptyLists?: boolean;
}

const MAX_DEPTH = 5;

/** Arbitrary values of a shape: every required member, any choice of the others, awkward text, any enum a string. */
export function valuesOf(schema: NormalizedSchema, limits: Limits, depth = 0): Arbitrary<unknown> {
  if (schema.isUnitSchema()) return fc.constant({});
  if (schema.isUnionSchema()) return unions(schema, limits, depth);
  if (schema.isStructSchema()) return structures(schema, limits, depth);
  if (schema.isListSchema()) {
    return fc.array(valuesOf(schema.getValueSchema(), limits, depth + 1), {
      minLength: limits.hasNoEmptyLists ? 1 : 0,
      maxLength: 3,
    });
  }
  if (schema.isMapSchema()) {
    return fc.dictionary(
      texts(limits).filter(key => key !== '__proto__'),
      valuesOf(schema.getValueSchema(), limits, depth + 1),
      {
        minKeys: limits.hasNoEmptyStructures ? 1 : 0,
        maxKeys: 3,
        noNullPrototype: true,
      },
    );
  }
  return scalars(schema, limits);
}

function structures(schema: NormalizedSchema, limits: Limits, depth: number): Arbitrary<unknown> {
  const members = [...schema.structIterator()].filter(
    ([name, member]) =>
      (depth < MAX_DEPTH || isScalar(member) || requiredMembers(schema).includes(name)) && canBeSent(member, limits),
  );
  const model = Object.fromEntries(
    members.map(([name, member]) => [
      name,
      member.getMergedTraits().httpLabel === 1 ? pathSegments : valuesOf(member, limits, depth + 1),
    ]),
  );
  // A token that is left out is filled in by the client, and would come back as a surprise.
  const requiredKeys = members
    .filter(([name, member]) => requiredMembers(schema).includes(name) || member.isIdempotencyToken())
    .map(([name]) => name);
  const records = fc.record(model, { requiredKeys, noNullPrototype: true });
  const mayBeEmpty = !limits.hasNoEmptyStructures || depth === 0;
  return mayBeEmpty ? records : records.filter(record => Object.keys(record).length > 0);
}

function unions(schema: NormalizedSchema, limits: Limits, depth: number): Arbitrary<unknown> {
  const members = [...schema.structIterator()].filter(([, member]) => canBeSent(member, limits));
  return fc.oneof(
    ...members.map(([name, member]) =>
      fc.record({ [name]: valuesOf(member, limits, depth + 1) }, { noNullPrototype: true }),
    ),
  );
}

/** Some structures have no members, and say by being there all that they have to say. */
const canBeSent = (schema: NormalizedSchema, limits: Limits): boolean =>
  !limits.hasNoEmptyStructures ||
  !schema.isStructSchema() ||
  [...schema.structIterator()].some(([, member]) => canBeSent(member, limits));

function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const structure = schema.getSchema();
  return Array.isArray(structure) && structure[0] === 3 ? structure[4].slice(0, structure[6] ?? 0) : [];
}

const isScalar = (schema: NormalizedSchema): boolean =>
  !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();

function scalars(schema: NormalizedSchema, limits: Limits): Arbitrary<unknown> {
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return numbers;
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
const pathSegments = texts({}).filter(text => !/^[.]*$/.test(text));

/** Free-form JSON, as in the details of an ECS deployment hook. */
const documents = fc.dictionary(
  fc.string({ minLength: 1 }).filter(key => key !== '__proto__'),
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
  return isXml
    ? any.filter(text => !/^\s+$/.test(text) && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
    : any;
}
