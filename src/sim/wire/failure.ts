import { ServiceException } from '@smithy/core/client';
import { NormalizedSchema, TypeRegistry } from '@smithy/core/schema';
import type { StaticErrorSchema } from '@smithy/types';
import { ApiError } from './api-error.ts';
import { type Envelope, type EnvelopeMember, envelope, TEXT } from './envelope.ts';

/** An error answer before it takes the form of a protocol. */
export interface Failure {
  /** `ServiceNotFoundException` */
  readonly name: string;
  /** `com.amazonaws.ecs#ServiceNotFoundException`, or the bare name where the service's model has no such error. */
  readonly shapeId: string;
  readonly queryCode: string;
  readonly status: number;
  readonly fault: Fault;
  readonly message: string;
  /** `message` or `Message`, as the service's model spells it. */
  readonly messageMember: string;
  /** What the model adds to the message: `resourceIds`, `ResourceName` ... */
  readonly details: readonly EnvelopeMember[];
}

type Fault = 'client' | 'server';

/** What AWS answers for a bug of its own. AWS: "Common Errors". */
export const INTERNAL_FAILURE: Failure = unmodelled({
  name: 'InternalFailure',
  queryCode: 'InternalFailure',
  status: 500,
  fault: 'server',
  message: 'The request processing has failed because of an unknown error, exception or failure.',
});

/** Whether it is something that AWS answers, rather than a bug of ours. */
export const isAwsError = (error: unknown): boolean => error instanceof ApiError || error instanceof ServiceException;

/** An AWS error that a handler threw, described for the wire; nothing when it is not an AWS error but a bug of ours. */
export function failureOf(error: unknown, namespace: string): Failure | undefined {
  if (error instanceof ApiError) return modelled(error, namespace) ?? unmodelled(error);
  if (!(error instanceof ServiceException)) return undefined;
  const { name, message, $fault: fault } = error;
  return modelled(error, namespace) ?? unmodelled({ name, message, queryCode: name, status: statusOf(fault), fault });
}

/** The body that JSON and CBOR share; how `type` names the error is theirs to say. */
export function errorBody(type: string, { name, details, messageMember, message }: Failure): Envelope {
  return envelope(name, [['__type', TEXT, type], ...details, [messageMember, TEXT, message]]);
}

function unmodelled(error: Pick<Failure, 'name' | 'message' | 'queryCode' | 'status' | 'fault'>): Failure {
  const { name, message, queryCode, status, fault } = error;
  return { name, shapeId: name, queryCode, status, fault, message, messageMember: 'message', details: [] };
}

function modelled(error: Error, namespace: string): Failure | undefined {
  const schema = errorSchema(namespace, error.name);
  if (schema === undefined) return undefined;
  const normalized = NormalizedSchema.of(schema);
  const members = [...normalized.structIterator()];
  const values = new Map<string, unknown>(Object.entries(error));
  // The SDK types traits as unknown; these are written by its code generator.
  const { error: fault = 'client', httpError, awsQueryError } = normalized.getMergedTraits() as ErrorTraits;
  return {
    name: error.name,
    shapeId: `${namespace}#${error.name}`,
    queryCode: awsQueryError?.[0] ?? error.name,
    status: httpError ?? awsQueryError?.[1] ?? statusOf(fault),
    fault,
    message: error.message,
    messageMember: members.find(([name]) => isMessage(name))?.[0] ?? 'message',
    details: members
      .filter(([name]) => !isMessage(name) && values.get(name) !== undefined)
      .map(([name, member]) => [name, member, values.get(name)]),
  };
}

interface ErrorTraits {
  readonly error?: Fault;
  readonly httpError?: number;
  readonly awsQueryError?: readonly [code: string, status: number];
}

const isMessage = (memberName: string): boolean => memberName === 'message' || memberName === 'Message';
const statusOf = (fault: Fault): number => (fault === 'client' ? 400 : 500);

/** Every client package registers the errors of its model when it is loaded, and no command comes without its package. */
function errorSchema(namespace: string, name: string): StaticErrorSchema | undefined {
  const isWanted = (schema: unknown): schema is StaticErrorSchema =>
    Array.isArray(schema) && schema[0] === -3 && schema[1] === namespace && schema[2] === name;
  const found = TypeRegistry.for(namespace).find(isWanted);
  return isWanted(found) ? found : undefined;
}
