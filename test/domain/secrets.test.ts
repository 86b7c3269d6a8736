import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../src/domain/secrets.ts';

/** What secrets are made of, in pieces: no piece alone is one, and no scanner takes the test for a leak. */
const pieces = [
  'AKIA',
  'ABCDEFGHIJKLMNOP',
  'IQoJb3JpZ2lu',
  'hooks.slack.com/services/',
  'discord.com/api/webhooks/',
  'webhook.office.com/',
  'xoxb-',
  'ghp_',
  'github_pat_',
  'eyJ',
  '-----BEGIN RSA PRIVATE KEY-----',
  'Bearer ',
  'basic ',
  'X-Amz-Signature',
  'dbPassword',
  'PASSWD',
  'pwd',
  'sessionToken',
  'api_key',
  'signature',
  'postgres://',
  'user:',
  '@host',
  'abcdefabcdefabcdef',
  '=',
  ':',
  '"',
  '\\"',
  '.',
  ' ',
  '-',
];

const some = 'canarycanarycanary';

const secrets: readonly string[] = [
  `AKIA${'ABCDEFGHIJKLMNOP'}`,
  `ASIA${'ABCDEFGHIJKLMNOP'}`,
  ...['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz'].map(start => start + some),
  ...['hooks.slack.com/services/', 'discord.com/api/webhooks/', 'webhook.office.com/'].map(start => start + some),
  `xoxb-${some}`,
  `ghp_${some}`,
  `github_pat_${some}`,
  `eyJ${some}.${some}.${some}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${some}`,
  `BASIC ${some}`,
  `x-amz-security-token: ${some}`,
  ...['db_password', 'PASSWD', 'pwd', 'passphrase', 'secret', 'TOKEN', 'api-key', 'signature'].flatMap(label => [
    `${label}=${some}`,
    `"${label}": "${some}"`,
  ]),
  ...['dbPassword', 'SecretAccessKey', 'sessionToken', 'ApiKey'].flatMap(label => [
    `${label}=${some}`,
    `"${label}": "${some}"`,
  ]),
  `postgres://app:${some}@db`,
];

describe('text that may hold secrets', () => {
  it.each(secrets)('loses %s', secret => {
    expect(withoutSecrets(secret)).toContain('[redacted]');
    expect(withoutSecrets(secret)).not.toContain(some);
  });

  it('loses the same ones, whatever else stands in it: no secret is passed over for want of a hint', () => {
    let redacted = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 7 }), parts => {
        const text = parts.join('');
        const safe = withoutSecrets(text);
        if (safe !== text) redacted += 1;
        // With a hint of its own before it, every shape is looked for.
        expect(withoutSecrets(`xox\n${text}`)).toBe(`xox\n${safe}`);
        expect(withoutSecrets(safe)).toBe(safe);
      }),
      { numRuns: 20_000 },
    );
    expect(redacted).toBeGreaterThan(1000);
  });
});
