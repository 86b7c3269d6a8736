import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { framesOf, streamingMember } from './event-stream.ts';
import { errorBody, type Failure } from './failure.ts';
import { fromJson, type JsonDialect, readJson, writeJson } from './json-body.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Exchange, Protocol } from './protocol.ts';
import { insistOn } from './reject.ts';

/** As the SDK's own awsJson protocols configure it. */
const DIALECT: JsonDialect = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false };

/** awsJson 1.0 and 1.1: they differ in a content type and in how an error names its shape. */
export const awsJson: Protocol = {
  decode(operation, request, service) {
    const input = NormalizedSchema.of(operation[4]);
    if (input.isUnitSchema()) return {};
    const value = readJson(request);
    // The codec converts what it can and passes the rest through, so the types are checked on the plain JSON.
    insistOn(input, value, service);
    return fromJson(input, value, DIALECT);
  },

  encode(operation, output, exchange) {
    if (streamingMember(operation) !== undefined) return streamedAnswer(operation, output, exchange);
    const schema = NormalizedSchema.of(operation[5]);
    const body = schema.isUnitSchema() ? new Uint8Array() : writeJson(schema, output, DIALECT);
    return answer(200, body, exchange);
  },

  encodeFailure(failure, exchange) {
    // Smithy: awsJson1_0 identifies an error by its absolute shape id, awsJson1_1 by the name alone.
    const type = isVersion10(exchange.request) ? failure.shapeId : failure.name;
    const { schema, value } = errorBody(type, failure);
    return answer(
      failure.status,
      writeJson(schema, value, DIALECT),
      exchange,
      queryErrorHeader(failure, exchange.request),
    );
  },
};

/** Smithy: awsQueryCompatible. Clients that once spoke query still know errors by their query codes. */
export function queryErrorHeader(failure: Failure, request: WireRequest): Record<string, string> {
  if (request.headers['x-amzn-query-mode'] !== 'true') return {};
  return { 'x-amzn-query-error': `${failure.queryCode};${failure.fault === 'client' ? 'Sender' : 'Receiver'}` };
}

const isVersion10 = ({ headers }: WireRequest): boolean =>
  headers['content-type']?.startsWith('application/x-amz-json-1.0') === true;

function streamedAnswer(operation: StaticOperationSchema, output: unknown, { requestId }: Exchange): WireResponse {
  const stream = framesOf(operation, output, {
    write: (schema, value) => writeJson(schema, value, DIALECT),
    writeFailure: failure => {
      const { schema, value } = errorBody(failure.name, failure);
      return writeJson(schema, value, DIALECT);
    },
  });
  return {
    status: 200,
    headers: { 'content-type': 'application/vnd.amazon.eventstream', 'x-amzn-requestid': requestId },
    body: new Uint8Array(),
    stream,
  };
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
