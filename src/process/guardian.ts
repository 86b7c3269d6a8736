import type { ChildProcess } from 'node:child_process';
import { guardianScript } from './guardian-script.ts';

/**
 * A small process that outlives this one for a moment: where this one is killed, aborts or runs out of memory, it gives
 * the terminal back and says what was under way. See docs/decisions/0013.
 */
export interface Guardian {
  /** The terminal's modes are about to become the program's: those of now are to be set back. */
  keepModes(): void;
  /** They are the program's now. */
  hasModes(): void;
  /** Whether the terminal is the program's, to be given back by the guardian. */
  holds(isFull: boolean): void;
  /** What is to be said in the program's place. Lines that are not plain ASCII are left out. */
  say(lines: readonly string[]): void;
  /** The program leaves by itself. Nothing is heard after this. */
  dismiss(): void;
}

// Taken where it is needed first: most commands need none.
const childProcess = (): typeof import('node:child_process') => process.getBuiltinModule('node:child_process');

/** The terminal's modes as `stty` reads them now; undefined where there is no `stty`. */
function modesNow(): string | undefined {
  const { stdout } = childProcess().spawnSync('stty', ['-g'], {
    stdio: ['inherit', 'pipe', 'ignore'],
    encoding: 'utf8',
    timeout: 1000,
  });
  return modesIn(stdout ?? '');
}

const modesIn = (said: string): string | undefined => (/^[0-9a-f:]+\n$/i.test(said) ? said.trim() : undefined);

/** To be started just before the terminal becomes the program's: from its first moment on, the guardian gives it back. */
export function startGuardian(): Guardian {
  const child = childProcess().spawn('sh', ['-c', guardianScript, 'headroom-guardian'], {
    // A session of its own: neither ctrl-c nor the hang-up of this terminal is meant for it.
    detached: true,
    stdio: ['pipe', 1, 'ignore', 0, 'pipe'],
    // No secrets, and no locale in which something else than ASCII is printable.
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    cwd: '/',
  });
  // Without a shell there is no guardian, and the program is no worse for it.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.unref();
  unref(child.stdin);
  let said = '';
  let modes: string | undefined;
  const [, , , , telling] = child.stdio;
  unref(telling);
  if (telling && 'on' in telling) telling.on('error', () => {}).on('data', (text: unknown) => (said += String(text)));
  const tell = (line: string): void => {
    // A pipe has room for lines as short as these: they are with the guardian when this returns, also at the very end.
    if (child.stdin?.writable) child.stdin.write(`${line}\n`);
  };
  return {
    keepModes() {
      // It has told them long ago, but for a machine that is busy; a terminal in its own modes need not be asked again.
      modes ??= modesIn(said) ?? modesNow();
    },
    hasModes() {
      if (modes !== undefined) tell(`modes ${modes}`);
    },
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

/** A pipe must not keep the program alive. */
function unref(pipe: ChildProcess['stdio'][number] | undefined): void {
  if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
}
