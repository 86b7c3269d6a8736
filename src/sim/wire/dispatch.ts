import { ApiError } from './api-error.ts';
import type { Around } from './around.ts';
import { rpcv2Cbor } from './cbor.ts';
import { failureOf, INTERNAL_FAILURE } from './failure.ts';
import { awsJson } from './json.ts';
import { bytesOf, type WireRequest, type WireResponse } from './message.ts';
import type { SimOperation } from './operation.ts';
import type { Exchange, Protocol, ProtocolName } from './protocol.ts';
import { awsQuery, ec2Query } from './query.ts';
import { restJson } from './rest-json.ts';
import { restPathOf } from './rest-path.ts';
import { type RestOperation, type Route, routeOf } from './route.ts';
import { SERVICES, type Service } from './services.ts';

/** Answers one AWS request. It never throws: whatever goes wrong becomes an answer, as at AWS. */
export type Dispatch = (request: WireRequest, around?: Around) => WireResponse;

export interface DispatcherOptions {
  readonly operations: readonly SimOperation[];
  readonly nextRequestId: () => string;
  /** Told of every error that is no AWS error: a bug in a handler or in the wire layer. The caller got a 500. */
  readonly onDefect: (error: unknown, operation: string) => void;
  /** The services on the wire; those of the simulated AWS unless given. */
  readonly services?: readonly Service[];
}

const PROTOCOLS: Readonly<Record<ProtocolName, Protocol>> = { awsJson, rpcv2Cbor, restJson, awsQuery, ec2Query };

/**
 * The simulated AWS without its network: request in, answer out, through the protocol that the request speaks.
 * @throws Error when an operation is listed twice, or belongs to a service that has no row in the table of services
 */
export function createDispatch({
  operations,
  nextRequestId,
  onDefect,
  services = SERVICES,
}: DispatcherOptions): Dispatch {
  const byShapeId = indexOperations(operations, services);
  const restOperations = restOperationsOf(operations, services);

  function answer(route: Route, exchange: Exchange, around: Around): WireResponse {
    const { service, operationName } = route;
    const operation = service && byShapeId.get(`${service.namespace}#${operationName}`);
    if (service === undefined || operation === undefined) throw unknownOperation(route);
    const protocol = PROTOCOLS[route.protocol];
    const decoded = attempt(() => protocol.decode(operation.schema, exchange.request, service));
    const { schema } = operation;
    const call = { name: nameOf(route), schema, service, protocol: route.protocol, input: decoded.value };
    const output = around(call, input => {
      if ('error' in decoded) throw decoded.error;
      return operation.handle(input, { requestId: exchange.requestId });
    });
    return protocol.encode(schema, output, exchange);
  }

  function answerError(error: unknown, route: Route, exchange: Exchange): WireResponse {
    const failure = failureOf(error, route.service?.namespace ?? '');
    if (failure === undefined) onDefect(error, nameOf(route));
    return PROTOCOLS[route.protocol].encodeFailure(failure ?? INTERNAL_FAILURE, exchange);
  }

  return (request, around = straightOn) => {
    const requestId = nextRequestId();
    const route = routeOf(request, services, restOperations);
    if (route === undefined) return notAnAwsRequest(requestId);
    const exchange: Exchange = { request, requestId, service: route.service };
    try {
      return answer(route, exchange, around);
    } catch (error) {
      return answerError(error, route, exchange);
    }
  };
}

const straightOn: Around = ({ input }, proceed) => proceed(input);

/** What `make` returns, or what it throws: AWS refuses who may not call before it complains about what they sent. */
function attempt(
  make: () => unknown,
): { readonly value: unknown } | { readonly value?: undefined; readonly error: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}

function indexOperations(
  operations: readonly SimOperation[],
  services: readonly Service[],
): ReadonlyMap<string, SimOperation> {
  const index = new Map<string, SimOperation>();
  for (const operation of operations) {
    const [, namespace, name] = operation.schema;
    const shapeId = `${namespace}#${name}`;
    if (!services.some(service => service.namespace === namespace)) {
      throw new Error(`${shapeId}: its service has no row in the table of services`);
    }
    if (index.has(shapeId)) throw new Error(`${shapeId} is answered twice`);
    index.set(shapeId, operation);
  }
  return index;
}

function restOperationsOf(operations: readonly SimOperation[], services: readonly Service[]): readonly RestOperation[] {
  return operations.flatMap(({ schema }) => {
    const service = services.find(({ namespace, rest }) => rest !== undefined && namespace === schema[1]);
    return service === undefined ? [] : [{ service, operationName: schema[2], at: restPathOf(schema) }];
  });
}

/** `ecs:UpdateService`, as IAM and CloudTrail name it. */
const nameOf = ({ service, addressedAs, operationName }: Route): string =>
  `${service?.iamPrefix ?? addressedAs}:${operationName}`;

function unknownOperation(route: Route): ApiError {
  if (route.protocol === 'awsJson' || route.protocol === 'rpcv2Cbor' || route.protocol === 'restJson') {
    const message = `The simulated AWS does not answer ${nameOf(route)}.`;
    const status = route.protocol === 'restJson' ? 404 : 400;
    return new ApiError({ name: 'UnknownOperationException', message, status });
  }
  const { operationName, addressedAs } = route;
  return new ApiError({
    name: 'InvalidAction',
    message: `Could not find operation ${operationName} for version ${addressedAs}`,
  });
}

/** What AWS's endpoints answer to a request that names no operation at all, such as a browser's. */
const notAnAwsRequest = (requestId: string): WireResponse => ({
  status: 404,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: bytesOf('<UnknownOperationException/>\n'),
});
