import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import { machineAwayFromAws } from '../support/machine-away-from-aws.ts';

const run = promisify(execFile);

/** Measured: 16 s where nothing is cached. A machine without a network gives up long before that. */
const INSTALL_MS = 60_000;
const START_MS = 20_000;
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** The python of an environment that has moto, or why there is none. */
export type Moto = { readonly python: string; readonly missing?: undefined } | { readonly missing: string };

/** Installs the pinned moto into an environment of its own in the user's cache, once for every version of the pins. */
export async function installMoto(): Promise<Moto> {
  if (process.env['HEADROOM_TEST_MOTO'] === 'off') return { missing: 'HEADROOM_TEST_MOTO is off' };
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const environment = join(cache, 'headroom', `moto-${pins}`);
  const python = join(environment, 'bin', 'python');
  if (existsSync(python)) return { python };
  // Under another name until it is whole: a half-made environment would be taken for a whole one.
  const unfinished = `${environment}.${process.pid}`;
  try {
    mkdirSync(dirname(environment), { recursive: true });
    const limits = { signal: AbortSignal.timeout(INSTALL_MS) };
    await run('python3', ['-m', 'venv', '--without-pip', unfinished], limits);
    const pip = ['-m', 'pip', '--python', join(unfinished, 'bin', 'python'), '--disable-pip-version-check'];
    const install = [
      'install',
      '--quiet',
      '--no-compile',
      '--only-binary',
      ':all:',
      '--retries',
      '1',
      '--timeout',
      '10',
    ];
    await run('python3', [...pip, ...install, '--requirement', requirements], limits);
    renameSync(unfinished, environment);
    return { python };
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    return existsSync(python) ? { python } : { missing: lastWords(error) };
  }
}

export interface RunningMoto {
  readonly url: string;
  end(): Promise<void>;
}

/** Starts moto on a free port of the loopback interface; it lives no longer than `end`. */
export async function startMoto(python: string): Promise<RunningMoto> {
  const child = spawn(python, ['-m', 'moto.server', '--host', '127.0.0.1', '--port', '0'], {
    env: { ...machineAwayFromAws(), MOTO_ECS_SERVICE_RUNNING: '2' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const end = async (): Promise<void> => {
    // It has nothing to put away, and takes its time over it.
    child.kill('SIGKILL');
    await exited;
  };
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    seen.push(line);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url === undefined) continue;
    clearTimeout(timer);
    // It writes a line for every request, and would stand still once nobody reads them.
    child.stderr.resume();
    return { url, end };
  }
  clearTimeout(timer);
  throw new Error(`moto did not start: ${seen.join('\n')}`);
}

/** What python or pip said last, or why it said nothing. */
function lastWords(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? stripVTControlCharacters(String(error.stderr)).trim() : '';
  return said === '' ? String(error) : (said.split('\n').at(-1) ?? '');
}
