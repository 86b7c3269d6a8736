import { codeIn } from './error-code.ts';
import type { FaultRow } from './fault-row.ts';

const signIn = (profile: string | null): string =>
  profile === null
    ? 'Run `aws sso login`, or set AWS_PROFILE to a profile that has credentials.'
    : `Run \`aws sso login --profile ${profile}\`, or check that profile ${profile} is in ~/.aws/config.`;

/** "... is not authorized to perform: ecs:UpdateService on resource: ..." (IAM: troubleshoot access denied). */
const permissionIn = (message: string): string | undefined => /perform: ([\w-]+:\w+)/.exec(message)?.[1];

/** Before anything is sent: no region, no credentials. */
const beforeSending: readonly FaultRow[] = [
  {
    fits: ({ message }) => message === 'Region is missing',
    says: () => ({
      kind: 'region',
      because: 'no AWS region is set',
      nextStep: 'Pass --region, or set AWS_REGION, or give the profile a region.',
    }),
  },
  {
    fits: ({ name, message }) => isProviderError(name) && /\bSSO\b/i.test(message),
    says: ({ message }, { profile }) => ({
      kind: 'credentials',
      because: `the SSO session has ended or never began: ${message}`,
      nextStep: signIn(profile),
    }),
  },
  {
    fits: ({ name, message }) => isProviderError(name) && /multi-factor/.test(message),
    says: ({ message }) => ({
      kind: 'credentials',
      because: message,
      nextStep: 'Assume the role outside (for instance with `aws configure export-credentials`) and start again.',
    }),
  },
  {
    fits: ({ name, message }) => isProviderError(name) && /credential_process/.test(message),
    says: ({ message }, { profile }) => ({
      kind: 'credentials',
      because: `there are no AWS credentials${profile === null ? '' : ` for profile ${profile}`}: ${message}`,
      nextStep: `It has no terminal to ask questions on. Get them outside: eval "$(aws configure export-credentials${profile === null ? '' : ` --profile ${profile}`} --format env)", then start again without a profile.`,
    }),
  },
  {
    fits: ({ name }) => isProviderError(name),
    says: ({ message }, { profile }) => ({
      kind: 'credentials',
      because: `there are no AWS credentials${profile === null ? '' : ` for profile ${profile}`}: ${message}`,
      nextStep: `${signIn(profile)} To look around without an account: headroom demo.`,
    }),
  },
];

const isProviderError = (name: string): boolean => name === 'CredentialsProviderError' || name === 'TokenProviderError';

/** AWS knows the caller, or does not, and says what the caller may not do. */
const callers: readonly FaultRow[] = [
  {
    fits: codeIn('ExpiredToken', 'RequestExpired', 'TokenRefreshRequired', 'Unauthorized'),
    says: (_, { operation, profile }) => ({
      kind: 'credentials',
      because: `the credentials have expired: AWS no longer accepts them for ${operation}`,
      nextStep: `${signIn(profile)} Nothing that already runs in AWS is affected.`,
    }),
  },
  {
    fits: seen =>
      /^Signature (expired|not yet current)/.test(seen.message) ||
      codeIn('RequestTimeTooSkewed', 'RequestInTheFuture')(seen),
    says: ({ message }) => ({
      kind: 'credentials',
      because: `AWS refused the signature, because this machine's clock is wrong: ${message}`,
      nextStep: 'Set the system clock (timedatectl set-ntp true) and try again.',
    }),
  },
  {
    fits: codeIn(
      'UnrecognizedClient',
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
      'SignatureDoesNotMatch',
      'InvalidSignature',
      'IncompleteSignature',
      'MissingAuthenticationToken',
      'AuthFailure',
    ),
    says: ({ message }, { operation, profile }) => ({
      kind: 'credentials',
      because: `AWS does not know these credentials (${operation}): ${message}`,
      nextStep: `Check the keys${profile === null ? '' : ` of profile ${profile}`}; they may belong to another account or be deleted.`,
    }),
  },
  {
    // Application Auto Scaling checks the caller's rights on ECS and CloudWatch, and names what is missing in a ValidationException.
    fits: seen =>
      codeIn('AccessDenied', 'UnauthorizedOperation', 'NotAuthorized', 'AuthorizationError')(seen) ||
      (seen.code === 'Validation' && permissionIn(seen.message) !== undefined),
    says: ({ message }, { operation }) => ({
      kind: 'denied',
      because: `not allowed: ${permissionIn(message) ?? operation} is missing. AWS says: ${message}`,
      nextStep: /explicit deny in a service control policy/.test(message)
        ? 'A service control policy forbids it: ask the administrators of the organization; an IAM policy will not help.'
        : `Ask the administrators of the account for the permission ${permissionIn(message) ?? operation}.`,
    }),
  },
];

/** Everything about who asks: no region, no credentials, expired or unknown ones, missing permissions. */
export const callerFaults: readonly FaultRow[] = [...beforeSending, ...callers];
