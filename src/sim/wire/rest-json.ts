import { NormalizedSchema } from '@smithy/core/schema';
import type { DocumentType, StaticOperationSchema } from '@smithy/types';
import { envelope, TEXT } from './envelope.ts';
import { fromJson, type JsonDialect, readJson, writeJson } from './json-body.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Exchange, Protocol } from './protocol.ts';
import { readText } from './query-request.ts';
import { insistOn, serializationException } from './reject.ts';
import { restPathOf, splitTarget } from './rest-path.ts';

/** As the SDK's own restJson protocol configures it. */
const DIALECT: JsonDialect = { timestampFormat: { useTrait: true, default: 7 }, jsonName: true };

/** restJson 1: members of the input in the path and the query string, the others as JSON in the body. */
export const restJson: Protocol = {
  decode(operation, request, service) {
    const input = NormalizedSchema.of(operation[4]);
    if (input.isUnitSchema()) return {};
    const body = withoutBound(input, readJson(request));
    const bound = boundMembers(operation, input, request);
    insistOn(input, isRecord(body) ? { ...body, ...bound } : body, service);
    // A structure, or insistOn would have refused it.
    return { ...(fromJson(input, body, DIALECT) as object), ...bound };
  },

  encode(operation, output, exchange) {
    const schema = NormalizedSchema.of(operation[5]);
    const body = schema.isUnitSchema() ? new Uint8Array() : writeJson(schema, output, DIALECT);
    return answer(restPathOf(operation).status, body, exchange);
  },

  encodeFailure({ name, details, messageMember, message, status }, exchange) {
    // Smithy: restJson1 names the error in a header.
    const { schema, value } = envelope(name, [...details, [messageMember, TEXT, message]]);
    return answer(status, writeJson(schema, value, DIALECT), exchange, { 'x-amzn-errortype': name });
  },
};

/** Members that have a place in the path or the query string are not looked for in the body. */
function withoutBound(input: NormalizedSchema, body: DocumentType): DocumentType {
  if (!isRecord(body)) return body;
  const own = { ...body };
  for (const [name, member] of input.structIterator()) if (isBound(member)) delete own[name];
  return own;
}

function boundMembers(
  operation: StaticOperationSchema,
  input: NormalizedSchema,
  { path: target }: WireRequest,
): Readonly<Record<string, unknown>> {
  const { path, parameters } = splitTarget(target);
  const { pattern, labels } = restPathOf(operation);
  const inPath = new Map(labels.map((label, index) => [label, pattern.exec(path)?.[index + 1]]));
  const bound: Record<string, unknown> = {};
  for (const [name, member] of input.structIterator()) {
    const { httpLabel, httpQuery } = member.getMergedTraits();
    if (httpLabel === 1) bound[name] = readText(member, percentDecoded(inPath.get(name) ?? ''));
    if (httpQuery === undefined) continue;
    const texts = parameters.getAll(httpQuery);
    if (member.isListSchema()) {
      if (texts.length > 0) bound[name] = texts.map(text => readText(member.getValueSchema(), text));
    } else if (texts[0] !== undefined) {
      bound[name] = readText(member, texts[0]);
    }
  }
  return bound;
}

const isBound = (member: NormalizedSchema): boolean => {
  const { httpLabel, httpQuery } = member.getMergedTraits();
  return httpLabel === 1 || httpQuery !== undefined;
};

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw serializationException(error);
  }
}

const isRecord = (value: DocumentType): value is { [member: string]: DocumentType } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function answer(
  status: number,
  body: Uint8Array,
  { requestId }: Exchange,
  extraHeaders: Record<string, string> = {},
): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...extraHeaders },
    body,
  };
}
