/** Shapes of secrets that turn up in messages and inputs; the name before a secret is kept, so that a reader sees what it was. */
const secrets: readonly { readonly shape: RegExp; readonly becomes: string }[] = [
  { shape: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, becomes: '$1[redacted]' },
  { shape: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"'<>]+/gi, becomes: '$1[redacted]' },
  { shape: /\b(Bearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi, becomes: '$1[redacted]' },
  { shape: /\b(x-amz-security-token\s*[=:]\s*)[^\s&"']+/gi, becomes: '$1[redacted]' },
  {
    shape:
      /\b((?:[a-z0-9]+[_-])*(?:password|passwd|pwd|secret|secret_?(?:access_?)?key|token|api_?key)\s*[=:]\s*)[^\s&;,"']+/gi,
    becomes: '$1[redacted]',
  },
  // postgres://user:secret@host
  { shape: /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:)[^\s/@]+(@)/gi, becomes: '$1[redacted]$2' },
];

const redactText = (text: string): string =>
  secrets.reduce((safer, { shape, becomes }) => safer.replace(shape, becomes), text);

/** A copy of plain JSON data in which every string has passed the redaction. */
export const redact = (data: object): object =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, redactValue(value)]));

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  return typeof value === 'object' && value !== null ? redact(value) : value;
}
