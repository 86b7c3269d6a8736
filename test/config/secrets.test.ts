import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/config/secrets.ts';
import { fingerprintOf, type SecretReference, sourceOfSecret } from '../../src/domain/secret.ts';

const webhook = 'https://hooks.example.com/services/T000/B000/abcdef';
const directory = mkdtempSync(join(tmpdir(), 'headroom-secrets-'));

function fileWith(name: string, text: string, mode = 0o600): `file:${string}` {
  const path = join(directory, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return `file:${path}`;
}

const reference = (kept: SecretReference | { readonly says: string }): SecretReference => {
  if (typeof kept !== 'string') throw new Error(kept.says);
  return kept;
};

describe('a secret', () => {
  it('is known by where it is kept and by its fingerprint, which say nothing of it', () => {
    const secrets = createSecrets({ WEBHOOK_URL: webhook });
    const kept = reference(secrets.keepFrom('env:WEBHOOK_URL'));
    expect(kept).not.toContain('hooks.example.com');
    expect(sourceOfSecret(kept)).toBe('env:WEBHOOK_URL');
    expect(fingerprintOf(kept)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(secrets.reveal(kept)).toBe(webhook);
  });

  it('in a file is the file without its last line feed', () => {
    const secrets = createSecrets({});
    expect(secrets.reveal(reference(secrets.keepFrom(fileWith('webhook', `${webhook}\n`))))).toBe(webhook);
  });

  it('is found again by another session, from a plan that was saved', () => {
    const kept = reference(createSecrets({ WEBHOOK_URL: webhook }).keepFrom('env:WEBHOOK_URL'));
    expect(createSecrets({ WEBHOOK_URL: webhook }).reveal(kept)).toBe(webhook);
  });

  it('that has changed since, or is gone, is not handed out', () => {
    const kept = reference(createSecrets({ WEBHOOK_URL: webhook }).keepFrom('env:WEBHOOK_URL'));
    expect(createSecrets({ WEBHOOK_URL: 'https://other.example.com' }).reveal(kept)).toBeUndefined();
    expect(createSecrets({}).reveal(kept)).toBeUndefined();
  });

  it('that was typed is known to its own session alone', () => {
    const secrets = createSecrets({});
    const kept = secrets.keepTyped(webhook);
    expect(secrets.reveal(kept)).toBe(webhook);
    expect(createSecrets({}).reveal(kept)).toBeUndefined();
  });

  it.each([
    ['a variable that is not set', 'env:NOT_SET', 'names the environment variable NOT_SET, which is not set'],
    ['no name of a variable', 'env:A B', 'must name an environment variable'],
    ['a file that is not there', 'file:/no/such/file', 'which cannot be read'],
    ['a file that others may read', fileWith('open', webhook, 0o644), 'which others may read'],
    ['an empty file', fileWith('empty', ''), 'which is empty'],
    [
      'a file that holds far more than a secret',
      fileWith('large', 'x'.repeat(70_000)),
      'which is no file with a secret',
    ],
  ] as const)('%s is refused in words', (_, source, says) => {
    expect(createSecrets({}).keepFrom(source)).toMatchObject({ says: expect.stringContaining(says) });
  });

  it('a directory is no file', () => {
    mkdirSync(join(directory, 'directory'), { mode: 0o700 });
    expect(createSecrets({}).keepFrom(`file:${join(directory, 'directory')}`)).toMatchObject({
      says: expect.stringContaining('which is no file with a secret'),
    });
  });
});
