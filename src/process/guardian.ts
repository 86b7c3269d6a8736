import type { ChildProcess } from 'node:child_process';
import { guardianScript } from './guardian-script.ts';

/**
 * A small process that outlives this one for a moment: where this one is killed, aborts or runs out of memory, it gives
 * the terminal back and says what was under way. See docs/decisions/0013.
 */
export interface Guardian {
  /** The terminal's modes are the program's now; these are to be set back. */
  hasModes(before: string): void;
  /** Whether the terminal is the program's, to be given back by the guardian. */
  holds(isFull: boolean): void;
  /** What is to be said in the program's place. Lines that are not plain ASCII are left out. */
  say(lines: readonly string[]): void;
  /** The program leaves by itself. Nothing is heard after this. */
  dismiss(): void;
}

// Taken where it is needed first: most commands need none.
const childProcess = (): typeof import('node:child_process') => process.getBuiltinModule('node:child_process');

/** The terminal's modes as `stty` reads them; undefined where there is no `stty`. */
export function savedModes(): string | undefined {
  if (process.platform === 'win32') return undefined;
  const { stdout } = childProcess().spawnSync('stty', ['-g'], {
    stdio: ['inherit', 'pipe', 'ignore'],
    encoding: 'utf8',
    timeout: 1000,
  });
  const modes = stdout?.trim() ?? '';
  return /^[0-9a-f:]+$/i.test(modes) ? modes : undefined;
}

/** To be started just before the terminal becomes the program's: from its first moment on, the guardian gives it back. */
export function startGuardian(): Guardian {
  const child = childProcess().spawn('sh', ['-c', guardianScript, 'headroom-guardian'], {
    // A session of its own: neither ctrl-c nor the hang-up of this terminal is meant for it.
    detached: true,
    stdio: ['pipe', process.stdout.fd, 'ignore', process.stdin.fd],
    // No secrets, and no locale in which something else than ASCII is printable.
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    cwd: '/',
  });
  // Without a shell there is no guardian, and the program is no worse for it.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.unref();
  unrefPipe(child);
  const tell = (line: string): void => {
    // A pipe has room for lines as short as these: they are with the guardian when this returns, also at the very end.
    if (child.stdin?.writable) child.stdin.write(`${line}\n`);
  };
  return {
    hasModes: before => tell(`modes ${before}`),
    holds: isFull => tell(isFull ? 'full' : 'given'),
    say(lines) {
      tell('unsay');
      for (const line of lines) if (/^[ -~]{1,500}$/.test(line)) tell(`say ${line}`);
    },
    dismiss() {
      tell('bye');
      child.stdin?.end();
    },
  };
}

/** The pipe must not keep the program alive. */
function unrefPipe({ stdin }: ChildProcess): void {
  if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
}
