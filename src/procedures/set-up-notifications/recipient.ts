import { subscriptionName } from '../../domain/configurations/topic.ts';
import { fingerprintOf, type SecretReference } from '../../domain/secret.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';

/** The answers, as `plan` gets them. */
export interface NotificationsInput {
  readonly service: ServiceKey;
  readonly tell: string;
  readonly topic: string;
  readonly events: string;
  readonly webhook: SecretReference | '';
}

/** Who is told, as it was answered: `ops@example.com`, `function:notify-slack`, `https` with its secret, `nobody`. */
export type Recipient =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'https'; readonly webhook: SecretReference }
  | { readonly kind: 'nobody' };

/** Undefined for `https` without the secret that says where. */
export function recipientOf({ tell, webhook }: Pick<NotificationsInput, 'tell' | 'webhook'>): Recipient | undefined {
  if (tell === 'nobody') return { kind: 'nobody' };
  if (tell === 'https') return webhook === '' ? undefined : { kind: 'https', webhook };
  const name = functionToTell(tell);
  return name === undefined ? { kind: 'email', address: tell } : { kind: 'function', name };
}

/** `notify-slack` of `function:notify-slack`. */
export const functionToTell = (tell: string): string | undefined =>
  tell.startsWith('function:') ? tell.slice('function:'.length) : undefined;

/** A subscription as SNS takes it; the endpoint of a webhook stays a reference. */
export interface Endpoint {
  readonly protocol: 'email' | 'https' | 'lambda';
  readonly endpoint: string;
}

/** The name of its subscription, by which it is known again. */
export const nameOfSubscription = (topic: string, { protocol, endpoint }: Endpoint): string =>
  subscriptionName({ topic, protocol, endpoint: fingerprintOf(endpoint) ?? endpoint });
