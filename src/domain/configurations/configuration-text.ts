import { canonicalJson } from '../canonical-json.ts';
import { withoutSecrets } from '../secrets.ts';

/**
 * A configuration of AWS as canonical text: for comparing, showing, recording and sending it again. What looks like a
 * secret in it is `[redacted]`, since plans and journals are files; such a configuration is compared and shown like any
 * other, and `withheldFrom` refuses the plan that would have to send it.
 */
export const configurationText = (configuration: Readonly<Record<string, unknown>>): string =>
  canonicalJson(redacted(configuration));

function redacted(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      // `{"password":"…"}`: it is the member's name that tells.
      typeof member === 'string' && tellsSecret(name) ? '[redacted]' : redacted(member),
    ]),
  );
}

const tellsSecret = (name: string): boolean => withoutSecrets(`${name}=x`) !== `${name}=x`;
