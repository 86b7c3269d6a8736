import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { silentLogger } from './silent-logger.ts';

export type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider;

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
export async function credentialsOfMachine(profile: string | null): Promise<AwsCredentialIdentityProvider> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain({ logger: silentLogger, ...(profile === null ? {} : { profile }) });
}
