import { withoutSecrets } from '../domain/secrets.ts';

/** A copy of plain JSON data in which every string has passed the redaction. */
export const redact = (data: object): object =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, redactValue(value)]));

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(redactValue);
  return typeof value === 'object' && value !== null ? redact(value) : value;
}
