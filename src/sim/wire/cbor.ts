import { CborCodec } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';
import { errorBody } from './failure.ts';
import { queryErrorHeader } from './json.ts';
import type { WireResponse } from './message.ts';
import type { Exchange, Protocol } from './protocol.ts';
import { insistOn, serializationException } from './reject.ts';

const codec = new CborCodec();

/** Smithy RPC v2 CBOR: the protocol that CloudWatch's newer clients may choose. */
export const rpcv2Cbor: Protocol = {
  decode(operation, { body }, service) {
    const input = NormalizedSchema.of(operation[4]);
    if (input.isUnitSchema()) return {};
    const value = body.length === 0 ? {} : read(input, body);
    insistOn(input, value, service);
    return value;
  },

  encode(operation, output, exchange) {
    const schema = NormalizedSchema.of(operation[5]);
    const body = schema.isUnitSchema() ? new Uint8Array() : write(schema, output);
    return answer(200, body, exchange);
  },

  encodeFailure(failure, exchange) {
    const { schema, value } = errorBody(failure.shapeId, failure);
    return answer(failure.status, write(schema, value), exchange, queryErrorHeader(failure, exchange.request));
  },
};

function read(schema: NormalizedSchema, body: Uint8Array): unknown {
  try {
    return codec.createDeserializer().read(schema, body);
  } catch (error) {
    throw serializationException(error);
  }
}

// The codec writes into one buffer that all its serializers share: nothing may run between `write` and `flush`.
function write(schema: NormalizedSchema | StaticStructureSchema, value: unknown): Uint8Array {
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
}

function answer(
  status: number,
  body: Uint8Array,
  { requestId }: Exchange,
  extraHeaders: Record<string, string> = {},
): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-requestid': requestId,
      ...extraHeaders,
    },
    body,
  };
}
