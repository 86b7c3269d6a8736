import { outsideText } from '../domain/outside-text.ts';
import type { Gateway } from '../domain/ports.ts';
import type { Session } from '../domain/snapshot.ts';

/**
 * Asks AWS who we are. STS answers every valid credential, so this is also the test of the credentials.
 *
 * @throws FaultError
 */
export async function identify(
  gateway: Gateway,
  environment: Omit<Session, 'accountId' | 'principalArn'>,
  signal?: AbortSignal,
): Promise<Session> {
  const { Account = '', Arn = '' } = await gateway.read('sts:GetCallerIdentity', {}, signal);
  return { ...environment, accountId: Account, principalArn: outsideText(Arn) };
}
