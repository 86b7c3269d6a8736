import { NormalizedSchema } from '@smithy/core/schema';
import fc, { type Arbitrary } from 'fast-check';
import { bytesOf, type WireRequest } from '../../../src/sim/wire/message.ts';
import type { SimOperation } from '../../../src/sim/wire/operation.ts';
import { SERVICES, type Service } from '../../../src/sim/wire/services.ts';

/** Texts that have broken programs before, beside names that the simulated world does have. */
const texts = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '',
    ' ',
    '*',
    '../../etc/passwd',
    'NaN',
    '-1',
    '1e999',
    'x'.repeat(5000),
    '\u0000',
    '\ud800',
    '👩🏽‍🚒',
    '%s%n',
    'arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/ghost',
    'arn:',
    'rate(0 minutes)',
    'cron(* * * * * *)',
    'at(yesterday)',
    'eyJ9',
  ),
  fc.constantFrom(
    'waooaw-production',
    'waooaw-backend',
    'waooaw-agent',
    'waooaw-postgres-production',
    'waooaw-redis-production',
    'service/waooaw-production/waooaw-backend',
    'ecs',
    'ecs:service:DesiredCount',
    'AWS/ECS',
    'CPUUtilization',
    'Average',
    'p99',
    'm1 / 0',
    'TargetTrackingScaling',
    'postgres',
    '/ecs/waooaw-backend-production',
  ),
  fc.string({ maxLength: 10 }),
);

const numbers = fc.oneof(
  fc.constantFrom(0, -1, 1, 2, 10, 60, 61, 300, 1e308, -1e308, 0.1, 2 ** 31, 2 ** 53, 8.64e15, 8.64e15 + 1),
  fc.integer(),
);

/** JSON that the schema would allow, or nearly. */
const nonsenseFor = (schema: NormalizedSchema, depth = 0): Arbitrary<unknown> =>
  fc.oneof(
    { weight: 24, arbitrary: fittingFor(schema, depth) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );

const fittingFor = (schema: NormalizedSchema, depth: number): Arbitrary<unknown> => {
  if (schema.isStructSchema() && depth < 5) {
    const members = [...schema.structIterator()].map(
      ([name, member]) => [name, nonsenseFor(member, depth + 1)] as const,
    );
    return fc.record(Object.fromEntries(members), { requiredKeys: [], noNullPrototype: true });
  }
  if (schema.isListSchema() && depth < 5)
    return fc.array(nonsenseFor(schema.getValueSchema(), depth + 1), { maxLength: 3 });
  if (schema.isMapSchema() && depth < 5) {
    return fc.dictionary(texts, nonsenseFor(schema.getValueSchema(), depth + 1), { maxKeys: 2 });
  }
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema() || schema.isTimestampSchema()) return numbers;
  return texts;
};

/** The same as the parameters of a query request: `Filters.member.1.Name=...`. */
const parameters = (value: unknown, prefix: string): readonly [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => parameters(item, `${prefix}.member.${index + 1}`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => parameters(item, prefix === '' ? key : `${prefix}.${key}`));
  }
  return [[prefix, String(value)]];
};

const asQuery = (name: string, version: string, input: unknown): WireRequest => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: bytesOf(form([['Action', name], ['Version', version], ...parameters(input, '')])),
});

const form = (pairs: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(
    pairs.map(([key, value]): [string, string] => [key.toWellFormed(), value.toWellFormed()]),
  ).toString();

const asJson = (name: string, target: string, input: unknown): WireRequest => ({
  method: 'POST',
  path: '/',
  headers: { 'x-amz-target': `${target}.${name}`, 'content-type': 'application/x-amz-json-1.1' },
  body: bytesOf(JSON.stringify(input)),
});

/** A request for the operation in a protocol that its service speaks; of REST services, that is for their operations alone. */
export const nonsenseRequest = ({ schema }: SimOperation): Arbitrary<WireRequest> => {
  const service: Service | undefined = SERVICES.find(({ namespace }) => namespace === schema[1]);
  return nonsenseFor(NormalizedSchema.of(schema[4])).map(input => {
    if (service?.target !== undefined) return asJson(schema[2], service.target, input);
    if (service?.query !== undefined) return asQuery(schema[2], service.query.version, input);
    return {
      method: 'GET',
      path: `/2015-03-31/functions/${encodeURIComponent(JSON.stringify(input).slice(0, 100).toWellFormed())}`,
      headers: {},
      body: new Uint8Array(),
    };
  });
};
