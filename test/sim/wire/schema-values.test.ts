import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticListSchema, StaticMapSchema, StaticStructureSchema, StaticUnionSchema } from '@smithy/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_OPERATION } from './every-operation.ts';
import { type Limits, valuesOf } from './schema-values.ts';

// Smithy's numbers for the kinds of shapes.
const [LIST, MAP, STRUCTURE, UNION] = [1, 2, 3, 4] as const;
const TEXT = 0;

const structure = (
  name: string,
  members: Record<string, StaticStructureSchema[5][number]>,
  required = 0,
): StaticStructureSchema => [STRUCTURE, 'test', name, 0, Object.keys(members), Object.values(members), required];

/** A rule of rules: `and` holds more of them, `not` one, and only `equals` ends it. */
const rule: StaticUnionSchema = [UNION, 'test', 'Rule', 0, ['and', 'not', 'equals'], [() => rules, () => rule, TEXT]];
const rules: StaticListSchema = [LIST, 'test', 'Rules', 0, () => rule];
const folders: StaticMapSchema = [MAP, 'test', 'Folders', 0, TEXT, () => folder];
const folder: StaticStructureSchema = structure('Folder', { parent: () => folder, folders: () => folders });
const person: StaticStructureSchema = structure('Person', { name: TEXT, mother: () => person }, 1);
const endless: StaticStructureSchema = structure('Endless', { next: () => endless }, 1);
const onlyStructures = (levels: number): StaticStructureSchema =>
  structure(`Box${levels}`, {
    inner: levels === 0 ? structure('Text', { text: TEXT }) : () => onlyStructures(levels - 1),
  });

const PROTOCOLS: Readonly<Record<string, Limits>> = {
  'a protocol that can carry everything': {},
  'awsQuery, which has no empty structures': { hasNoEmptyStructures: true },
  'ec2Query, which has no empty lists either': { hasNoEmptyStructures: true, hasNoEmptyLists: true },
};

const SELF_HOLDING = [
  { name: 'a union of lists of itself', shape: structure('Start', { rule: () => rule }) },
  { name: 'a list of unions that hold lists', shape: structure('Start', { rules: () => rules }) },
  { name: 'a structure with maps of itself', shape: folder },
  { name: 'a structure with one of itself', shape: person },
  { name: 'structures in structures, down to a text', shape: onlyStructures(5) },
  { name: 'structures in structures, too many', shape: onlyStructures(20) },
];

describe.each(Object.entries(PROTOCOLS))('for %s', (_, limits) => {
  it.each(SELF_HOLDING)('$name: values end', ({ shape }) => {
    const values = fc.sample(valuesOf(NormalizedSchema.of(shape), limits), 200);
    expect(values).toHaveLength(200);
    expect(Math.max(...values.map(levelsOf))).toBeLessThanOrEqual(8);
  });

  it('refuses a shape that has no end', () => {
    expect(() => valuesOf(NormalizedSchema.of(structure('Start', { next: () => endless }, 1)), limits)).toThrow(
      /has no value/,
    );
  });
});

it('says nothing empty where the protocol cannot', () => {
  const inside = structure('Outer', { folders: () => folders, box: () => onlyStructures(2), rule: () => rule });
  const limits = { hasNoEmptyStructures: true, hasNoEmptyLists: true };
  const values = fc.sample(valuesOf(NormalizedSchema.of(inside), limits), 500);
  expect(values.filter(value => isEmptyBelow(value))).toEqual([]);
  expect(values.some(value => levelsOf(value) > 3)).toBe(true);
});

it.each(EVERY_OPERATION.map(schema => [schema[2], schema] as const))(
  'the messages of %s stay small enough to send by the thousand',
  (_, [, , , , input, output]) => {
    for (const message of [input, output]) {
      const schema = NormalizedSchema.of(message);
      if (schema.isStructSchema() && schema.getEventStreamMember() !== '') continue;
      const values = fc.sample(valuesOf(schema, {}), { numRuns: 40, seed: 1 });
      expect(Math.max(...values.map(scalarsOf))).toBeLessThan(3_000);
    }
  },
);

const partsOf = (value: unknown): readonly unknown[] | undefined =>
  typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array
    ? undefined
    : Object.values(value);

const levelsOf = (value: unknown): number => 1 + Math.max(0, ...(partsOf(value) ?? []).map(levelsOf));
const scalarsOf = (value: unknown): number =>
  partsOf(value)?.reduce<number>((sum, part) => sum + scalarsOf(part), 0) ?? 1;
const isEmptyBelow = (value: unknown): boolean =>
  (partsOf(value) ?? []).some(part => partsOf(part)?.length === 0 || isEmptyBelow(part));
