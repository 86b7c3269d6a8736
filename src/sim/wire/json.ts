import { JsonShapeDeserializer2, JsonShapeSerializer2 } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { DocumentType, StaticStructureSchema } from '@smithy/types';
import { errorBody, type Failure } from './failure.ts';
import { textOf, type WireRequest, type WireResponse } from './message.ts';
import type { Exchange, Protocol } from './protocol.ts';
import { insistOn, serializationException } from './reject.ts';

// As the SDK's own JSON protocols configure it; 7 is Smithy's number for epoch seconds.
const SETTINGS = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false } as const;

/** awsJson 1.0 and 1.1: they differ in a content type and in how an error names its shape. */
export const awsJson: Protocol = {
  decode(input, request, service) {
    if (input.isUnitSchema()) return {};
    const value = readJson(request);
    // The codec converts what it can and passes the rest through, so the types are checked on the plain JSON. It gets
    // that same plain JSON: given text, it would turn great numbers into bigints, which no handler expects.
    insistOn(input, value, service);
    try {
      return new JsonShapeDeserializer2(SETTINGS).readObject(input, value);
    } catch (error) {
      throw serializationException(error);
    }
  },

  encode(operation, output, exchange) {
    const schema = NormalizedSchema.of(operation[5]);
    const body = schema.isUnitSchema() ? new Uint8Array() : write(schema, output);
    return answer(200, body, exchange);
  },

  encodeFailure(failure, exchange) {
    // Smithy: awsJson1_0 identifies an error by its absolute shape id, awsJson1_1 by the name alone.
    const type = isVersion10(exchange.request) ? failure.shapeId : failure.name;
    const { schema, value } = errorBody(type, failure);
    return answer(failure.status, write(schema, value), exchange, queryErrorHeader(failure, exchange.request));
  },
};

/** Smithy: awsQueryCompatible. Clients that once spoke query still know errors by their query codes. */
export function queryErrorHeader(failure: Failure, request: WireRequest): Record<string, string> {
  if (request.headers['x-amzn-query-mode'] !== 'true') return {};
  return { 'x-amzn-query-error': `${failure.queryCode};${failure.fault === 'client' ? 'Sender' : 'Receiver'}` };
}

const isVersion10 = ({ headers }: WireRequest): boolean =>
  headers['content-type']?.startsWith('application/x-amz-json-1.0') === true;

function readJson({ body }: WireRequest): DocumentType {
  try {
    return JSON.parse(textOf(body) || '{}');
  } catch (error) {
    throw serializationException(error);
  }
}

function write(schema: NormalizedSchema | StaticStructureSchema, value: unknown): Uint8Array {
  const serializer = new JsonShapeSerializer2(SETTINGS);
  serializer.write(schema, value);
  const written = serializer.flush();
  // The codec's own subclass of Uint8Array warns on the console when it is used like a string, as Buffer.from does.
  return new Uint8Array(written.buffer, written.byteOffset, written.byteLength);
}

function answer(
  status: number,
  body: Uint8Array,
  { request, requestId }: Exchange,
  extraHeaders: Record<string, string> = {},
): WireResponse {
  const version = isVersion10(request) ? '1.0' : '1.1';
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId, ...extraHeaders },
    body,
  };
}
