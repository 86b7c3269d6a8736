import type { Secrets } from '../domain/ports.ts';
import { isSecretReference, type SecretReference } from '../domain/secret.ts';

export type Revealed<Input> =
  | {
      readonly input: Input;
      /** The text without the secrets that went out with the request: AWS may quote them. */
      readonly hidden: (text: string) => string;
    }
  /** A secret that cannot be had any more. */
  | { readonly missing: SecretReference };

/** The input as it is sent: with the secrets in the place of the references to them. Nothing else ever holds it. */
export function revealed<Input>(input: Input, secrets: Pick<Secrets, 'reveal'> | undefined): Revealed<Input> {
  const found: string[] = [];
  let missing: SecretReference | undefined;

  function inPlace(value: unknown): unknown {
    if (typeof value === 'string') {
      if (!isSecretReference(value)) return value;
      const secret = secrets?.reveal(value);
      if (secret === undefined) missing = value;
      else found.push(secret);
      return secret;
    }
    if (Array.isArray(value)) return value.map(inPlace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inPlace(member)]));
  }

  // The same shape, with some texts replaced by others.
  const sent = inPlace(input) as Input;
  if (missing !== undefined) return { missing };
  return { input: sent, hidden: text => found.reduce((safer, secret) => safer.replaceAll(secret, '[secret]'), text) };
}
