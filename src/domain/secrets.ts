/** What stands before a secret is kept, so that a reader sees what it was. */
const kept = '$1[redacted]';

const label = '(?:password|passwd|pwd|passphrase|secret|secret[_-]?(?:access[_-]?)?key|token|api[_-]?key|signature)';
/** `dbPassword`, `SecretAccessKey`: told by their capitals. Not every …Token is one: `ExpiredToken: …` is a message. */
const camelLabel =
  '[A-Za-z0-9]{0,40}(?:Password|Passphrase|SecretAccessKey|SecretKey|(?:[Ss]ession|[Aa]ccess|[Aa]uth|[Rr]efresh)Token|ApiKey)';

interface Secret {
  /** In every text that has one, in any case: a few words that are looked for at once, before the shapes, which are slow. */
  readonly hint: string;
  readonly shape: RegExp;
  readonly becomes: string;
}

const labelHint = 'pass|pwd|secret|token|key|signature';

/** Shapes of secrets that turn up in messages, names and inputs. */
const secrets: readonly Secret[] = [
  { hint: 'AKIA|ASIA', shape: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, becomes: kept },
  // What STS's session tokens begin with, with and without a name before them.
  {
    hint: 'IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz',
    shape: /\b(IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/=_%-]{16,}/g,
    becomes: kept,
  },
  {
    hint: 'slack\\.com',
    shape: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"'<>]+/gi,
    becomes: kept,
  },
  {
    hint: 'webhook',
    shape: /((?:discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com)\/)[^\s"'<>]+/gi,
    becomes: kept,
  },
  { hint: 'xox', shape: /\b(xox[abeprs]-)[A-Za-z0-9-]{8,}/g, becomes: kept },
  { hint: 'gh[opsur]_|github_pat_', shape: /\b(gh[opsur]_|github_pat_)[A-Za-z0-9_]{16,}/g, becomes: kept },
  { hint: 'eyJ', shape: /\b(eyJ)[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g, becomes: kept },
  {
    hint: 'PRIVATE KEY',
    shape: /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    becomes: kept,
  },
  { hint: 'bearer|basic', shape: /\b((?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{8,}/gi, becomes: kept },
  { hint: 'x-amz-', shape: /\b(x-amz-(?:security-token|signature)\s*[=:]\s*)[^\s&"']+/gi, becomes: kept },
  {
    hint: labelHint,
    shape: new RegExp(`\\b((?:[a-z0-9]+[_-]){0,8}${label}\\s*[=:]\\s*["']?)[^\\s&;,"']+`, 'gi'),
    becomes: kept,
  },
  {
    hint: labelHint,
    shape: new RegExp(`\\b(${camelLabel}\\s*[=:]\\s*["']?)[^\\s&;,"']+`, 'g'),
    becomes: kept,
  },
  // As JSON. A number or null after the colon is no secret, and must stay JSON.
  {
    hint: labelHint,
    shape: new RegExp(`\\b((?:[a-z0-9]+[_-]){0,8}${label}\\\\?["']\\s*:\\s*\\\\?["'])[^"'\\\\]+`, 'gi'),
    becomes: kept,
  },
  {
    hint: labelHint,
    shape: new RegExp(`\\b(${camelLabel}\\\\?["']\\s*:\\s*\\\\?["'])[^"'\\\\]+`, 'g'),
    becomes: kept,
  },
  // postgres://user:secret@host
  {
    hint: '://',
    shape: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]{0,200}:)[^\s/@]+(@)/gi,
    becomes: '$1[redacted]$2',
  },
];

const anyHint = new RegExp([...new Set(secrets.map(({ hint }) => hint))].join('|'), 'i');

/** The text with `[redacted]` where something looks like a secret. Done twice it is the same. */
export const withoutSecrets = (text: string): string =>
  anyHint.test(text) ? secrets.reduce((safer, { shape, becomes }) => safer.replace(shape, becomes), text) : text;
