import type { WireRequest } from './message.ts';
import type { ProtocolName } from './protocol.ts';
import { queryParameters } from './query.ts';
import { type RestPath, splitTarget } from './rest-path.ts';
import type { Service } from './services.ts';

/** Where a request wants to go. */
export interface Route {
  readonly protocol: ProtocolName;
  /** Missing when the request names a service that the simulated AWS does not have. */
  readonly service: Service | undefined;
  /** The service as the request named it: a target prefix, or the API version that a query carries. */
  readonly addressedAs: string;
  readonly operationName: string;
}

/** An operation that is addressed by method and path. */
export interface RestOperation {
  readonly service: Service;
  readonly operationName: string;
  readonly at: RestPath;
}

/** Recognises the protocol, the service and the operation; nothing when the request has the shape of no AWS protocol. */
export function routeOf(
  request: WireRequest,
  services: readonly Service[],
  restOperations: readonly RestOperation[],
): Route | undefined {
  return (
    cborRoute(request, services) ??
    jsonRoute(request, services) ??
    queryRoute(request, services) ??
    restRoute(request, services, restOperations)
  );
}

function jsonRoute({ headers }: WireRequest, services: readonly Service[]): Route | undefined {
  const [, target, operationName] = /^([^.]+)\.([^.]+)$/.exec(headers['x-amz-target'] ?? '') ?? [];
  if (target === undefined || operationName === undefined) return undefined;
  return { protocol: 'awsJson', service: byTarget(services, target), addressedAs: target, operationName };
}

function cborRoute({ path, headers }: WireRequest, services: readonly Service[]): Route | undefined {
  if (headers['smithy-protocol'] !== 'rpc-v2-cbor') return undefined;
  const [, target, operationName] = /\/service\/([^/]+)\/operation\/([^/?]+)$/.exec(path) ?? [];
  if (target === undefined || operationName === undefined) return undefined;
  return { protocol: 'rpcv2Cbor', service: byTarget(services, target), addressedAs: target, operationName };
}

function queryRoute(request: WireRequest, services: readonly Service[]): Route | undefined {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  if (request.method !== 'GET' && !isForm) return undefined;
  const parameters = queryParameters(request);
  const [operationName, version] = [parameters.get('Action'), parameters.get('Version')];
  if (operationName === null || version === null) return undefined;
  const service = services.find(({ query }) => query?.version === version);
  return { protocol: service?.query?.protocol ?? 'awsQuery', service, addressedAs: version, operationName };
}

function restRoute(
  { method, path: target, headers }: WireRequest,
  services: readonly Service[],
  operations: readonly RestOperation[],
): Route | undefined {
  const { path } = splitTarget(target);
  const found = operations.find(({ at }) => at.method === method && at.pattern.test(path));
  if (found !== undefined) {
    const { service, operationName } = found;
    return { protocol: 'restJson', service, addressedAs: service.iamPrefix, operationName };
  }
  // The path means nothing here; whom it was meant for stands in the signature's scope: <key>/<day>/<region>/lambda/aws4_request.
  const [, signedFor] =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers['authorization'] ?? '') ?? [];
  const service = services.find(({ rest, iamPrefix }) => rest !== undefined && iamPrefix === signedFor);
  if (service === undefined) return undefined;
  return { protocol: 'restJson', service, addressedAs: service.iamPrefix, operationName: `${method} ${path}` };
}

const byTarget = (services: readonly Service[], target: string): Service | undefined =>
  services.find(service => service.target === target);
