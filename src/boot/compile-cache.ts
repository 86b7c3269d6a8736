import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** `flush` writes down what was compiled so far; Node does it by itself only at an orderly end. */
export interface CompileCache {
  flush(): void;
}

/**
 * Lets Node keep what V8 has made of our files in `$XDG_CACHE_HOME/headroom`, so that the next start need not compile
 * them again. Where that cannot be, nothing is kept and nothing is said.
 */
export function keepCompiled(env: Readonly<Record<string, string | undefined>>): CompileCache {
  const { enableCompileCache, flushCompileCache } = process.getBuiltinModule('node:module');
  // Older versions of Node 22 have no such thing to flush.
  const flush = flushCompileCache ?? (() => {});
  try {
    const directory = cacheDirectory(env);
    if (directory === undefined || enableCompileCache === undefined) return { flush() {} };
    enableCompileCache(directory);
    return { flush };
  } catch {
    return { flush() {} };
  }
}

/**
 * Our directory below the cache directory, made where it is missing.
 *
 * What lies there is run: it is ours alone, or it is not used. That also keeps a root who has somebody else's HOME, as
 * after `sudo`, from leaving files there that their owner cannot remove.
 *
 * @returns undefined where there is none that is ours.
 */
function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const configured = env['XDG_CACHE_HOME'];
  // The XDG specification has relative paths ignored. HOME may be relative as well.
  const base = configured !== undefined && isAbsolute(configured) ? configured : join(homedir(), '.cache');
  if (!isAbsolute(base) || !isOurs(dirname(base), { mayBeShared: true })) return undefined;
  make(base);
  if (!isOurs(base, { mayBeShared: false })) return undefined;
  const directory = join(base, 'headroom');
  make(directory);
  return isOurs(directory, { mayBeShared: false }) ? directory : undefined;
}

function make(directory: string): void {
  // A home that does not exist is not made.
  if (statSync(directory, { throwIfNoEntry: false }) === undefined) mkdirSync(directory, { mode: 0o700 });
}

/** Whether the directory belongs to who runs this, and, unless it may be shared, nobody else can write into it. */
function isOurs(directory: string, { mayBeShared }: { readonly mayBeShared: boolean }): boolean {
  const { uid, mode } = statSync(directory);
  return uid === process.geteuid?.() && (mayBeShared || (mode & 0o022) === 0);
}
