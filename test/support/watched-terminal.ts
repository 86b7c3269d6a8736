import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openTerminal, type TerminalOptions, type TestTerminal } from './terminal.ts';

/** A program in a terminal whose modes are read before it starts and after it has ended. */
export interface WatchedTerminal extends TestTerminal {
  /** Sends a signal to the program itself, once it runs. */
  signal(name: NodeJS.Signals): void;
  program(): number;
  /** Resolves when the program has ended and the terminal had time to be given back. */
  ended(): Promise<Afterwards>;
}

export interface Afterwards {
  /** As a shell tells it: 128 and the signal's number for a program that was killed. */
  readonly status: number;
  /** Whether `stty -g` says the same as before. */
  readonly sameModes: boolean;
  /** Private modes that were switched on and never off, the hidden cursor as `25`. */
  readonly leftOn: readonly string[];
}

// Dash does not touch the modes of a terminal, so what it finds afterwards is what the program has left. A guardian
// needs a moment, hence the tries.
const script = `
before=$(stty -g)
ulimit -c 0
sh -c 'echo "<program $$>"; exec "$@"' sh "$@"
status=$?
tries=0
until [ "$(stty -g)" = "$before" ] || [ $tries -ge 20 ]; do sleep 0.1; tries=$((tries + 1)); done
if [ "$(stty -g)" = "$before" ]; then modes=same; else modes=other; fi
[ $status -gt 128 ] && sleep 0.3
echo "<ended $status $modes>"
`;

export function openWatched(args: readonly string[], options: Omit<TerminalOptions, 'script'>): WatchedTerminal {
  const terminal = openTerminal(args, { ...options, script });
  const { output, exit } = terminal;
  const program = (): number => {
    const [, number] = /<program (\d+)>/.exec(output()) ?? [];
    if (number === undefined) throw new Error('the program has not started yet');
    return Number(number);
  };
  return {
    ...terminal,
    program,
    signal: name => void process.kill(program(), name),
    async ended() {
      await exit;
      const [, status, modes] = /<ended (\d+) (same|other)>/.exec(output()) ?? [];
      if (status === undefined) throw new Error(`the program has no end:\n${output().slice(-2000)}`);
      return { status: Number(status), sameModes: modes === 'same', leftOn: leftOn(output()) };
    },
  };
}

export function leftOn(output: string): readonly string[] {
  const on = new Set<string>();
  for (const [, mode = '', letter] of output.matchAll(/\u001b\[\?(\d+)([hl])/g)) {
    // The cursor is hidden by switching it off.
    if ((letter === 'h') === (mode !== '25')) on.add(mode);
    else on.delete(mode);
  }
  return [...on];
}

/** How many sockets the process listens on. */
export function listeningSockets(pid: number): number {
  const inodes = ['tcp', 'tcp6'].flatMap(protocol =>
    readFileSync(`/proc/${pid}/net/${protocol}`, 'utf8')
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === '0A')
      .map(columns => `socket:[${columns[9]}]`),
  );
  const open = readdirSync(`/proc/${pid}/fd`).map(fd => linkOf(`/proc/${pid}/fd/${fd}`));
  return open.filter(target => inodes.includes(target)).length;
}

/** A process may end while one looks at it. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A descriptor may be closed while one looks at it. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The process number of the program's guardian, once there is one. */
export async function guardianOf(terminal: WatchedTerminal): Promise<number> {
  for (;;) {
    const guardian = childrenOf(terminal.program()).find(({ command }) => command.includes('headroom-guardian'));
    if (guardian !== undefined) return guardian.pid;
    await setTimeout(5);
  }
}

/** The children of a process that are alive, by their command lines. */
export function childrenOf(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children
    .split(' ')
    .filter(child => child !== '')
    .map(child => ({ pid: Number(child), command: commandOf(child) }));
}
