import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { type Envelope, type EnvelopeMember, envelope, TEXT } from './envelope.ts';
import type { Failure } from './failure.ts';
import { bytesOf, type WireRequest, type WireResponse } from './message.ts';
import type { Exchange, Protocol } from './protocol.ts';
import { readQueryInput } from './query-request.ts';
import { insistOn } from './reject.ts';
import type { QueryDialect } from './services.ts';

/** Parameters in a form, answers in XML: `<XResponse><XResult>...</XResult><ResponseMetadata>`. */
export const awsQuery: Protocol = queryProtocol('awsQuery', {
  success(operation, output, requestId) {
    const metadata = envelope('ResponseMetadata', [['RequestId', TEXT, requestId]]);
    // An operation without an output has no result element either.
    const result: EnvelopeMember[] = isUnit(operation) ? [] : [[`${operation[2]}Result`, operation[5], output]];
    return envelope(`${operation[2]}Response`, [...result, ['ResponseMetadata', metadata.schema, metadata.value]]);
  },

  failure(failure, requestId) {
    const error = errorElement(failure);
    return envelope('ErrorResponse', [
      ['Error', error.schema, error.value],
      ['RequestId', TEXT, requestId],
    ]);
  },
});

/** EC2's dialect: no result element, the request id spelt its own way, and errors in a list. */
export const ec2Query: Protocol = queryProtocol('ec2Query', {
  success(operation, output, requestId) {
    const members: EnvelopeMember[] = [['requestId', TEXT, requestId]];
    if (!isUnit(operation)) {
      const values = new Map<string, unknown>(Object.entries(output ?? {}));
      for (const [name, member] of NormalizedSchema.of(operation[5]).structIterator()) {
        members.push([name, member, values.get(name)]);
      }
    }
    return envelope(`${operation[2]}Response`, members);
  },

  failure(failure, requestId) {
    const error = errorElement(failure);
    const errors = envelope('Errors', [['Error', error.schema, error.value]]);
    return envelope('Response', [
      ['Errors', errors.schema, errors.value],
      ['RequestID', TEXT, requestId],
    ]);
  },
});

const lenientUtf8 = new TextDecoder();

/** The parameters of a query request: a form in the body or, as some scripts send it, the query string of the URL. */
export function queryParameters({ method, path, body }: WireRequest): URLSearchParams {
  if (method !== 'GET') return new URLSearchParams(lenientUtf8.decode(body));
  const start = path.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : path.slice(start + 1));
}

interface QueryEnvelopes {
  readonly success: (operation: StaticOperationSchema, output: unknown, requestId: string) => Envelope;
  readonly failure: (failure: Failure, requestId: string) => Envelope;
}

function queryProtocol(protocol: QueryDialect['protocol'], envelopes: QueryEnvelopes): Protocol {
  return {
    decode(operation, request, service) {
      const input = NormalizedSchema.of(operation[4]);
      if (input.isUnitSchema()) return {};
      const value = readQueryInput(input, queryParameters(request), protocol);
      insistOn(input, value, service);
      return value;
    },
    encode(operation, output, exchange) {
      return answer(200, envelopes.success(operation, output, exchange.requestId), exchange);
    },
    encodeFailure(failure, exchange) {
      return answer(failure.status, envelopes.failure(failure, exchange.requestId), exchange);
    },
  };
}

const isUnit = (operation: StaticOperationSchema): boolean => NormalizedSchema.of(operation[5]).isUnitSchema();

const errorElement = ({ fault, queryCode, message, details }: Failure): Envelope =>
  envelope('Error', [
    ['Type', TEXT, fault === 'client' ? 'Sender' : 'Receiver'],
    ['Code', TEXT, queryCode],
    ['Message', TEXT, message],
    ...details,
  ]);

function answer(status: number, { schema, value }: Envelope, { service, requestId }: Exchange): WireResponse {
  const serializer = new XmlShapeSerializer({
    // Smithy's number for date-time, the query protocols' own default.
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace: service?.query?.xmlNamespace ?? '',
    serviceNamespace: '',
    httpBindings: false,
  });
  serializer.write(schema, value);
  const xml = serializer.flush();
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: typeof xml === 'string' ? bytesOf(xml) : xml,
  };
}
