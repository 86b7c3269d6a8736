import { describe, expect, it } from 'vitest';
import { faultOf, unreadableAnswer } from '../../src/aws/faults.ts';
import { FaultError, type FaultKind } from '../../src/domain/fault.ts';

const asked = { operation: 'ecs:UpdateService', region: 'eu-west-1', endpoint: null, profile: 'ops' } as const;

/** As the SDK throws AWS's own errors. */
const awsError = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 }, ...more });

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

const rows: readonly {
  readonly when: string;
  readonly error: unknown;
  readonly kind: FaultKind;
  readonly because: RegExp;
  readonly nextStep: RegExp;
}[] = [
  {
    when: 'no region',
    error: new Error('Region is missing'),
    kind: 'region',
    because: /no AWS region/,
    nextStep: /--region/,
  },
  {
    when: 'no credentials',
    error: named('CredentialsProviderError', 'Could not load credentials from any providers'),
    kind: 'credentials',
    because: /no AWS credentials for profile ops/,
    nextStep: /aws sso login --profile ops.*headroom demo/,
  },
  {
    when: 'an SSO session that has ended',
    error: named(
      'CredentialsProviderError',
      "The SSO session token associated with profile=ops was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ),
    kind: 'credentials',
    because: /SSO session has ended/,
    nextStep: /aws sso login --profile ops/,
  },
  {
    when: 'a role that wants a second factor',
    error: named(
      'CredentialsProviderError',
      'Profile mfa requires multi-factor authentication, but no MFA code callback was provided.',
    ),
    kind: 'credentials',
    because: /multi-factor/,
    nextStep: /Assume the role outside/,
  },
  {
    when: 'an expired token of a JSON service',
    error: awsError('ExpiredTokenException', 'The security token included in the request is expired'),
    kind: 'credentials',
    because: /have expired/,
    nextStep: /aws sso login --profile ops/,
  },
  {
    when: 'an expired token of a query service',
    error: awsError('ExpiredToken', 'The security token included in the request is expired'),
    kind: 'credentials',
    because: /have expired/,
    nextStep: /Nothing that already runs/,
  },
  {
    when: 'keys of nobody',
    error: awsError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    kind: 'credentials',
    because: /does not know these credentials/,
    nextStep: /profile ops/,
  },
  {
    when: 'a wrong system clock',
    error: awsError('InvalidSignatureException', 'Signature expired: 20261123T190000Z is now earlier than ...'),
    kind: 'credentials',
    because: /clock is wrong/,
    nextStep: /Set the system clock/,
  },
  {
    when: 'a missing permission, which is not the operation itself',
    error: awsError(
      'AccessDeniedException',
      'User: arn:aws:iam::1:user/x is not authorized to perform: iam:PassRole on resource: y because no identity-based policy allows it',
    ),
    kind: 'denied',
    because: /iam:PassRole is missing/,
    nextStep: /permission iam:PassRole/,
  },
  {
    when: 'a service control policy',
    error: awsError(
      'AccessDeniedException',
      'User: x is not authorized to perform: ecs:UpdateService on resource: y with an explicit deny in a service control policy',
    ),
    kind: 'denied',
    because: /ecs:UpdateService is missing/,
    nextStep: /administrators of the organization/,
  },
  {
    when: 'a permission that Application Auto Scaling finds missing',
    error: awsError(
      'ValidationException',
      'User: x is not authorized to perform: cloudwatch:PutMetricAlarm on resource: y',
    ),
    kind: 'denied',
    because: /cloudwatch:PutMetricAlarm is missing/,
    nextStep: /^Ask the administrators of the account for the permission [\w:-]+\.$/,
  },
  {
    when: 'a cluster of another region',
    error: awsError('ClusterNotFoundException', 'Cluster not found.'),
    kind: 'not-found',
    because: /in eu-west-1/,
    nextStep: /account, region and name/,
  },
  {
    when: 'a service that Application Auto Scaling does not find',
    error: awsError('ValidationException', "ECS service doesn't exist: service/c/s"),
    kind: 'not-found',
    because: /service\/c\/s/,
    nextStep: /Check/,
  },
  {
    when: 'a database that is not in this region',
    error: awsError('DBInstanceNotFoundFault', 'DBInstance waooaw-postgres-production not found.'),
    kind: 'not-found',
    because: /waooaw-postgres-production/,
    nextStep: /account, region and name/,
  },
  {
    when: 'a topic that is not there any more',
    error: awsError('NotFoundException', 'Topic does not exist'),
    kind: 'not-found',
    because: /Topic does not exist/,
    nextStep: /account, region and name/,
  },
  {
    when: 'a service that is being deleted',
    error: awsError('ServiceNotActiveException', 'Service was not ACTIVE.'),
    kind: 'rejected',
    because: /being deleted/,
    nextStep: /another service/,
  },
  {
    when: 'a query service throttling',
    error: awsError('Throttling', 'Rate exceeded'),
    kind: 'throttled',
    because: /throttles/,
    nextStep: /Wait/,
  },
  {
    when: 'a code that CloudWatch gives beside its class name',
    error: awsError('InvalidParameterValueException', 'bad period', { Code: 'InvalidParameterValue' }),
    kind: 'rejected',
    because: /InvalidParameterValue: bad period/,
    nextStep: /what AWS objects to/,
  },
  {
    when: 'another writer, for which the model blames the server',
    error: awsError('ConcurrentUpdateException', 'busy', { $fault: 'server', $metadata: { httpStatusCode: 500 } }),
    kind: 'service',
    because: /someone else/,
    nextStep: /plan anew/,
  },
  {
    when: 'a quota',
    error: awsError('LimitExceededException', 'too many policies'),
    kind: 'rejected',
    because: /quota/,
    nextStep: /higher quota/,
  },
  {
    when: 'a lost role',
    error: awsError('FailedResourceAccessException', 'no role'),
    kind: 'rejected',
    because: /cannot reach/,
    nextStep: /AWSServiceRoleForApplicationAutoScaling_ECSService/,
  },
  {
    when: 'a certificate of a stranger',
    error: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    kind: 'unreachable',
    because: /secure connection to the ecs endpoint of AWS in eu-west-1/,
    nextStep: /NODE_EXTRA_CA_CERTS/,
  },
  {
    when: 'a network that is down',
    error: Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' }),
    kind: 'unreachable',
    because: /ENETUNREACH/,
    nextStep: /VPN and proxy/,
  },
  {
    when: 'a bug of ours',
    error: new TypeError('x is not a function'),
    kind: 'unreadable',
    because: /TypeError: x/,
    nextStep: /report/,
  },
  { when: 'something that is no error at all', error: null, kind: 'unreadable', because: /null/, nextStep: /report/ },
];

describe('every fault says what happened, and what to do', () => {
  it.each(rows)('$when', ({ error, kind, because, nextStep }) => {
    const fault = faultOf(error, asked);
    expect(fault).toMatchObject({ kind, operation: 'ecs:UpdateService' });
    expect(fault.because).toMatch(because);
    expect(fault.nextStep).toMatch(nextStep);
  });

  it('a code is without its suffix', () => {
    expect(faultOf(awsError('ClusterNotFoundException', 'x'), asked).code).toBe('ClusterNotFound');
    expect(faultOf(awsError('SomethingFault', 'x', { Code: 'Something' }), asked).code).toBe('Something');
  });

  it('a fault that is one already stays as it is', () => {
    const fault = unreadableAnswer('serviceArns is missing', asked);
    expect(faultOf(new FaultError(fault), asked)).toBe(fault);
  });

  it('what AWS writes cannot act on the terminal', () => {
    const { because } = faultOf(awsError('ClientException', 'no \u001b[2J\u202egood'), asked);
    expect(because).toContain('no ^[[2J<U+202E>good');
  });
});
