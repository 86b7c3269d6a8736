import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Secrets } from '../domain/ports.ts';
import { type SecretReference, type SecretSource, secretReference, sourceOfSecret } from '../domain/secret.ts';

/** A secret is a line; what is longer than this is something else. */
const longestBytes = 64 * 1024;

/** Why a secret cannot be had: the end of a sentence that begins with the name of what asks for it. */
class NoSecret extends Error {}

/**
 * The secrets of one session, in memory and nowhere else. A reference survives in a plan: the secret is then looked up
 * again where it came from, and is only handed out if it is still the same.
 */
export function createSecrets(env: Readonly<Record<string, string | undefined>>): Secrets {
  const kept = new Map<SecretReference, string>();

  function keep(secret: string, source: SecretSource): SecretReference {
    const reference = secretReference(createHash('sha256').update(secret).digest('hex'), source);
    kept.set(reference, secret);
    return reference;
  }

  function lookUp(source: SecretSource): string {
    if (source.startsWith('env:')) return fromVariable(source.slice('env:'.length), env);
    if (source.startsWith('file:')) return fromFile(source.slice('file:'.length));
    throw new NoSecret('was typed into another session, and is not kept anywhere');
  }

  return {
    keepTyped: secret => keep(secret, 'prompt:'),
    keepFrom(source) {
      try {
        return keep(lookUp(source), source);
      } catch (error) {
        if (error instanceof NoSecret) return { says: error.message };
        throw error;
      }
    },
    reveal(reference) {
      const known = kept.get(reference);
      if (known !== undefined) return known;
      try {
        const source = sourceOfSecret(reference);
        const found = lookUp(source);
        return keep(found, source) === reference ? found : undefined;
      } catch (error) {
        if (error instanceof NoSecret) return undefined;
        throw error;
      }
    },
  };
}

function fromVariable(name: string, env: Readonly<Record<string, string | undefined>>): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new NoSecret('must name an environment variable, such as env:WEBHOOK_URL');
  const secret = env[name];
  if (secret === undefined || secret === '')
    throw new NoSecret(`names the environment variable ${name}, which is not set`);
  return secret;
}

/** The same file is judged and read, whatever happens to its name meanwhile. */
function fromFile(path: string): string {
  let fd: number;
  try {
    // Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    throw new NoSecret(`names the file ${path}, which cannot be read`);
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile() || stat.size > longestBytes)
      throw new NoSecret(`names ${path}, which is no file with a secret in it`);
    if ((stat.mode & 0o077) !== 0)
      throw new NoSecret(`names the file ${path}, which others may read; take that away first: chmod 600 ${path}`);
    const secret = readFileSync(fd, 'utf8').replace(/\r?\n$/, '');
    if (secret === '') throw new NoSecret(`names the file ${path}, which is empty`);
    return secret;
  } finally {
    closeSync(fd);
  }
}
