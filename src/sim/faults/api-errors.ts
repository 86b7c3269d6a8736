import { ApiError } from '../wire/api-error.ts';
import type { Call } from '../wire/around.ts';
import { notAuthorized } from '../wire/not-authorized.ts';
import type { DenyingPolicy } from '../world/permissions.ts';

/** AWS's JSON and CBOR services call the common errors by other names than its query services, with another status. */
const speaksQuery = ({ protocol }: Call): boolean => protocol === 'awsQuery' || protocol === 'ec2Query';

/** The code for being throttled, where it is not `ThrottlingException` in JSON and `Throttling` in query. */
const THROTTLES: Readonly<Record<string, () => ApiError>> = {
  ec2: () => new ApiError({ name: 'RequestLimitExceeded', message: 'Request limit exceeded.', status: 503 }),
  servicequotas: () => new ApiError({ name: 'TooManyRequestsException', message: 'Rate exceeded' }),
  lambda: () => new ApiError({ name: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 }),
};

export const throttled = ({ service: { iamPrefix } }: Call): ApiError =>
  THROTTLES[iamPrefix]?.() ??
  new ApiError({ name: 'ThrottlingException', queryCode: 'Throttling', message: 'Rate exceeded' });

/** The code for being refused, where it is not `AccessDeniedException` in JSON and `AccessDenied` in query. */
const REFUSALS: Readonly<
  Record<string, { readonly name: string; readonly queryCode: string; readonly before?: string }>
> = {
  ec2: {
    name: 'UnauthorizedOperation',
    queryCode: 'UnauthorizedOperation',
    before: 'You are not authorized to perform this operation. ',
  },
  sns: { name: 'AuthorizationErrorException', queryCode: 'AuthorizationError' },
};

export const accessDenied = (
  call: Call,
  { principal, resource, by }: { principal: string; resource: string | undefined; by: DenyingPolicy },
): ApiError => {
  const refusal = REFUSALS[call.service.iamPrefix];
  return new ApiError({
    name: refusal?.name ?? (speaksQuery(call) ? 'AccessDenied' : 'AccessDeniedException'),
    queryCode: refusal?.queryCode ?? 'AccessDenied',
    message: `${refusal?.before ?? ''}${notAuthorized({ principal, action: call.name, resource, by })}`,
    status: speaksQuery(call) ? 403 : 400,
  });
};

export const expiredToken = (call: Call): ApiError =>
  new ApiError({
    // Not STS's modelled ExpiredTokenException, which is about the tokens that it is asked to exchange.
    name: speaksQuery(call) ? 'ExpiredToken' : 'ExpiredTokenException',
    queryCode: 'ExpiredToken',
    message: 'The security token included in the request is expired',
    status: speaksQuery(call) ? 403 : 400,
  });

/** What a service calls a failure of its own, where its model has a name for it. */
const SERVER_ERRORS: Readonly<Record<string, string>> = {
  ecs: 'ServerException',
  'application-autoscaling': 'InternalServiceException',
  cloudwatch: 'InternalServiceFault',
};

export const serverError = ({ service: { iamPrefix } }: Call, status: 500 | 503): ApiError =>
  status === 503
    ? new ApiError({
        name: 'ServiceUnavailable',
        message: 'Service is unable to handle request.',
        status,
        fault: 'server',
      })
    : new ApiError({
        name: SERVER_ERRORS[iamPrefix] ?? 'InternalFailure',
        message: 'The request processing has failed because of an unknown error, exception or failure.',
        status,
        fault: 'server',
      });
