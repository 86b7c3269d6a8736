import type { $SchemaRef, StaticStructureSchema } from '@smithy/types';

/** A member of an envelope: its name, its schema and its value for this one answer. */
export type EnvelopeMember = readonly [name: string, schema: $SchemaRef, value: unknown];

export interface Envelope {
  readonly schema: StaticStructureSchema;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The schema of text, as the SDK's generated schemas write it. */
export const TEXT = 0;

/**
 * A structure that is in no service's model, such as an error's body or what the query protocols wrap around a result. It
 * is a schema, so that the SDK's own serializers write it: nothing is pasted together, so nothing is escaped wrongly.
 */
export function envelope(name: string, members: readonly EnvelopeMember[]): Envelope {
  return {
    schema: [3, 'headroom.envelope', name, 0, members.map(([member]) => member), members.map(([, schema]) => schema)],
    value: Object.fromEntries(members.map(([member, , value]) => [member, value])),
  };
}
