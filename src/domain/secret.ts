/**
 * A secret as it stands in inputs, plans, effects and journals: where it is kept, and the SHA-256 by which it is known
 * again. The secret itself is put in when the request is sent, and is nowhere else.
 *
 * `kept:sha256:<64 hexadecimal digits>:env:WEBHOOK_URL`, `…:file:/run/secrets/webhook`, `…:prompt:`
 */
export type SecretReference = `kept:sha256:${string}:${SecretSource}`;

/** Where a secret is kept: an environment variable, a file that only its owner may read, or what was typed into a prompt. */
export type SecretSource = `env:${string}` | `file:${string}` | 'prompt:';

const shape = /^kept:(sha256:[0-9a-f]{64}):((?:env|file|prompt):.*)$/;

export const secretReference = (sha256: string, source: SecretSource): SecretReference =>
  `kept:sha256:${sha256}:${source}`;

/** `sha256:<64 hexadecimal digits>` of a reference; undefined for a text that is none. */
export const fingerprintOf = (text: string): string | undefined => shape.exec(text)?.[1];

export const isSecretReference = (text: string): text is SecretReference => shape.test(text);

/** Where to look for it again. */
export const sourceOfSecret = (reference: SecretReference): SecretSource =>
  // The reference was made by `secretReference`, or has just passed the shape.
  (shape.exec(reference)?.[2] ?? 'prompt:') as SecretSource;

/** Whether it says where a secret is, rather than being one. */
export const isSecretSource = (text: string): text is SecretSource => /^(env|file):/.test(text);

/** Every reference that stands anywhere in a value, such as a plan, once each. */
export function secretsIn(value: unknown): readonly SecretReference[] {
  if (typeof value === 'string') return isSecretReference(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(secretsIn))];
}
