import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { silentLogger } from './silent-logger.ts';
import { withoutTerminal } from './without-terminal.ts';

/** What signs requests: asked for each of them, and told when AWS no longer takes it. */
export interface Credentials {
  readonly provider: AwsCredentialIdentityProvider;
  /** Forgets what was found, so that the next request looks again: a login may have been renewed in another terminal. */
  forget(): void;
  /** Where they were found, in the SDK's words (`CREDENTIALS_PROFILE_SSO`); empty until a request needed them. */
  sources(): readonly string[];
}

/**
 * What a simulated AWS is signed with.
 * Invariant: a real credential, signed or not, is never sent to a simulated endpoint.
 */
export const simulatedCredentials: AwsCredentialIdentity = {
  accessKeyId: 'SIMULATED',
  secretAccessKey: 'SIMULATED',
};

/**
 * The SDK's own chain: environment, SSO, profile, process, web identity, container, instance. One provider for all
 * clients, so that a role is assumed once.
 */
export const credentialsOfMachine = (profile: string | null): Credentials =>
  renewable(async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    let complaint: string | undefined;
    await withoutTerminal(words => {
      complaint = words;
    });
    const chain = fromNodeProviderChain({
      logger: silentLogger,
      // The SDK reads ~/.aws once per process unless it is told not to, and would never see a renewed login.
      ignoreCache: true,
      ...(profile === null ? {} : { profile }),
    });
    return async properties => {
      complaint = undefined;
      try {
        return await chain(properties);
      } catch (error) {
        // The chain goes on to the next source, and in the end says only that there is none.
        throw complaint === undefined ? error : processFailed(complaint, error);
      }
    };
  });

const processFailed = (words: string, cause: unknown): Error =>
  Object.assign(new Error(words, { cause }), { name: 'CredentialsProviderError' });

/** Credentials that are made anew by `open` whenever they were forgotten. */
function renewable(open: () => Promise<AwsCredentialIdentityProvider>): Credentials {
  let chain: Promise<AwsCredentialIdentityProvider> | undefined;
  let found: AwsCredentialIdentity | undefined;
  const provider: AwsCredentialIdentityProvider = async properties => {
    chain ??= open();
    found = await (await chain)(properties);
    return found;
  };
  return {
    // The SDK's own mark for a provider that remembers by itself: without it every client would keep for good what it
    // got first, and the chain remembers already.
    provider: Object.assign(provider, { memoized: true }),
    forget() {
      chain = undefined;
    },
    sources: () => Object.keys(sourcesOf(found)),
  };
}

const sourcesOf = (credentials: AwsCredentialIdentity | undefined): object =>
  credentials !== undefined && '$source' in credentials && typeof credentials.$source === 'object'
    ? (credentials.$source ?? {})
    : {};

/** Credentials that are known and stay as they are. */
export const fixed = (credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider): Credentials => ({
  provider: typeof credentials === 'function' ? credentials : async () => credentials,
  forget() {},
  sources: () => [],
});
