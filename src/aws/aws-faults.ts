import { callerFaults } from './caller-faults.ts';
import { codeIn } from './error-code.ts';
import type { FaultRow } from './fault-row.ts';
import type { SeenError } from './seen-error.ts';

/** AWS understood the request and does not carry it out. */
const refusals: readonly FaultRow[] = [
  {
    fits: seen =>
      seen.status === 429 ||
      codeIn(
        'Throttling',
        'Throttled',
        'ThrottledRequest',
        'RequestThrottled',
        'RequestLimitExceeded',
        'TooManyRequests',
        'SlowDown',
        'BandwidthLimitExceeded',
        'PriorRequestNotComplete',
      )(seen),
    says: (_, { operation, region }) => ({
      kind: 'throttled',
      because: `AWS throttles ${operation}: too many requests in this account and ${region}`,
      nextStep: 'Wait a minute; other tools in this account share the same limit.',
    }),
  },
  {
    fits: seen =>
      codeIn(
        'ClusterNotFound',
        'ServiceNotFound',
        'ObjectNotFound',
        'TargetGroupNotFound',
        'LoadBalancerNotFound',
        'ResourceNotFound',
        'NoSuchResource',
        'DBInstanceNotFound',
        'DBParameterGroupNotFound',
        'ReplicationGroupNotFound',
        'InvalidSubnetID.NotFound',
        'NotFound',
      )(seen) ||
      (seen.code === 'Validation' && /doesn't exist/.test(seen.message)),
    says: ({ message }, { operation, region }) => ({
      kind: 'not-found',
      because: `${operation} found nothing of that name in ${region}: ${message}`,
      nextStep: 'Check account, region and name; `headroom status` lists what is there.',
    }),
  },
  {
    fits: codeIn('ServiceNotActive'),
    says: ({ message }) => ({
      kind: 'rejected',
      because: `the service is being deleted, and nothing can be scaled: ${message}`,
      nextStep: 'Choose another service.',
    }),
  },
  {
    fits: codeIn('ConcurrentUpdate'),
    says: ({ message }) => ({
      // Its model blames the server (HTTP 500), so what became of the request has to be read back.
      kind: 'service',
      because: `someone else is changing the same scalable target: ${message}`,
      nextStep: 'Read it again, and plan anew from what is there then.',
    }),
  },
  {
    fits: codeIn('FailedResourceAccess'),
    says: ({ message }) => ({
      kind: 'rejected',
      because: `Application Auto Scaling cannot reach the service or its alarms: ${message}`,
      nextStep: 'Restore the role AWSServiceRoleForApplicationAutoScaling_ECSService.',
    }),
  },
  {
    fits: codeIn('LimitExceeded'),
    says: ({ message }, { operation }) => ({
      kind: 'rejected',
      because: `${operation} met a quota: ${message}`,
      nextStep: 'Delete what is unused, or ask AWS for a higher quota.',
    }),
  },
];

const ownFailures = codeIn(
  'InternalFailure',
  'InternalError',
  'InternalServiceError',
  'InternalService',
  'Server',
  'ServiceUnavailable',
);

/** Whether AWS says that it failed, whatever the HTTP status says: a refused request and a failed one must not be mixed up. */
export const isServiceFailure = (seen: SeenError): boolean =>
  seen.blames === 'server' || (seen.status ?? 0) >= 500 || ownFailures(seen);

/** What is left of AWS's answers, in two rows. */
const rest: readonly FaultRow[] = [
  {
    fits: isServiceFailure,
    says: ({ code, status, message }, { operation }) => ({
      kind: 'service',
      because: `AWS failed at ${operation}${code === null ? ` with HTTP ${status}` : `: ${code} ${message}`}`,
      nextStep: 'Try again in a minute; if it stays, look at the AWS Health Dashboard.',
    }),
  },
  {
    fits: ({ code }) => code !== null,
    says: ({ code, message }, { operation }) => ({
      kind: 'rejected',
      because: `AWS refused ${operation}: ${code}: ${message}`,
      nextStep: 'Nothing was changed by this request. The message says what AWS objects to.',
    }),
  },
];

/** Every error in AWS's own format, and what stops a request before it is sent. */
export const awsFaults: readonly FaultRow[] = [...callerFaults, ...refusals, ...rest];
