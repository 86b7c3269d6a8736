import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { DocumentType, StaticStructureSchema } from '@smithy/types';
import { textOf, type WireRequest } from './message.ts';
import { serializationException } from './reject.ts';

/** How a protocol spells a value in JSON. 7 is Smithy's number for epoch seconds. */
export interface JsonDialect {
  readonly timestampFormat: { readonly useTrait: true; readonly default: 7 };
  /** Whether a member may have another name in JSON than in the model. */
  readonly jsonName: boolean;
}

/**
 * The plain JSON of a body; an empty body is an empty structure.
 * @throws ApiError when it is no JSON
 */
export function readJson({ body }: WireRequest): DocumentType {
  try {
    return JSON.parse(textOf(body) || '{}');
  } catch (error) {
    throw serializationException(error);
  }
}

/**
 * Plain JSON as the schema understands it: dates, bytes. It gets plain JSON and not text, out of which it would turn
 * great numbers into bigints, which no handler expects.
 * @throws ApiError
 */
export function fromJson(schema: NormalizedSchema, value: DocumentType, dialect: JsonDialect): unknown {
  try {
    return new JsonShapeDeserializer2(dialect).readObject(schema, value);
  } catch (error) {
    throw serializationException(error);
  }
}

export function writeJson(
  schema: NormalizedSchema | StaticStructureSchema,
  value: unknown,
  dialect: JsonDialect,
): Uint8Array {
  const serializer = new JsonShapeSerializer2(dialect);
  serializer.write(schema, value);
  const written = serializer.flush();
  // The codec's own subclass of Uint8Array warns on the console when it is used like a string, as Buffer.from does.
  return new Uint8Array(written.buffer, written.byteOffset, written.byteLength);
}
