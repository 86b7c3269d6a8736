import { spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';

/** The built program in a pseudo-terminal, read back through a terminal emulator: what a person would see and type. */
export interface TestTerminal {
  /** The screen as text, one string a row, without trailing blanks. */
  screen(): string;
  /** Resolves with the screen as soon as it matches; rejects with the last screen when the program ends or time is up. */
  waitFor(pattern: RegExp | string, withinMs?: number): Promise<string>;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Everything that was written to the terminal, as bytes came. */
  readonly output: () => string;
  readonly exit: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
  kill(signal?: string): void;
}

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The program as a job of an interactive shell, which is what `ctrl-z` needs. */
  readonly inShell?: boolean;
}

export const programPath = new URL('../../dist/headroom.js', import.meta.url).pathname;

/** What the program may know of this machine: nothing that points at a real account. */
export const cleanEnvironment = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  AWS_EC2_METADATA_DISABLED: 'true',
  ...extra,
});

export function openTerminal(
  args: readonly string[],
  { columns, rows, env = {}, cwd, inShell }: TerminalOptions,
): TestTerminal {
  const emulator = new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  const program = [programPath, ...args];
  const pty = spawn(inShell ? 'sh' : process.execPath, inShell ? ['-i'] : program, {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: cleanEnvironment(env),
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (inShell) pty.write(`${[process.execPath, ...program].map(word => `'${word}'`).join(' ')}\r`);
  let output = '';
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let ended: { exitCode: number; signal: number | undefined } | undefined;
  pty.onData(data => {
    output += data;
    emulator.write(data, changed);
  });
  // A terminal answers the questions that programs ask it (cursor position, device attributes).
  emulator.onData(reply => pty.write(reply));
  const exit = new Promise<{ exitCode: number; signal: number | undefined }>(resolve => {
    pty.onExit(({ exitCode, signal }) => {
      ended = { exitCode, signal: signal === 0 ? undefined : signal };
      // What was written last is still on its way through the emulator.
      emulator.write('', () => {
        resolve({ exitCode, signal: signal === 0 ? undefined : signal });
        changed();
      });
    });
  });

  const screen = (): string => {
    const { active } = emulator.buffer;
    return Array.from(
      { length: emulator.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    ).join('\n');
  };

  return {
    screen,
    waitFor(pattern, withinMs = 20_000) {
      const matches = (): boolean =>
        typeof pattern === 'string' ? screen().includes(pattern) : pattern.test(screen());
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          listeners.delete(look);
          clearTimeout(timer);
          settle();
        };
        const look = (): void => {
          if (matches()) finish(() => resolve(screen()));
          else if (ended)
            finish(() =>
              reject(new Error(`the program ended (${JSON.stringify(ended)}) before ${pattern}:\n${screen()}`)),
            );
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`no ${pattern} within ${withinMs} ms; the screen was:\n${screen()}`))),
          withinMs,
        );
        listeners.add(look);
        look();
      });
    },
    type: keys => pty.write(keys),
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    output: () => output,
    exit,
    kill: signal => {
      if (!ended) pty.kill(signal);
    },
  };
}
