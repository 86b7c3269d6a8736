import { spawn } from '@lydell/node-pty';
import { cleanEnvironment, programPath } from './built-program.ts';
import { Terminal } from './emulator.ts';

/** The built program in a pseudo-terminal, read back through a terminal emulator: what a person would see and type. */
export interface TestTerminal {
  /** The screen as text, one string a row, without trailing blanks. */
  screen(): string;
  /** Resolves with the screen as soon as it matches; rejects with the last screen when the program ends or time is up. */
  waitFor(pattern: RegExp | string, withinMs?: number): Promise<string>;
  /** Resolves as soon as the bytes from `from` on match: for what no screen shows. */
  waitForOutput(pattern: RegExp, from?: number, withinMs?: number): Promise<void>;
  /** Resolves when everything that was written so far is on the screen. */
  drawn(): Promise<void>;
  /** Hands over the keys in one piece; what is typed next comes later than that, as fast fingers would. */
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Everything that was written to the terminal, as bytes came. */
  readonly output: () => string;
  /** Of the program, or of the shell around it. */
  readonly pid: number;
  readonly exit: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>;
  kill(signal?: string): void;
  /** Nobody reads the terminal any more, until `thaw`: the other end has frozen. */
  freeze(): void;
  thaw(): void;
  /** The other end is gone, as when an SSH connection drops. */
  hangUp(): void;
}

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The program as a job of an interactive shell, which is what `ctrl-z` needs. */
  readonly inShell?: boolean;
  /** A shell script around the program, which is its `"$@"`. */
  readonly script?: string;
  /** What stands between `node` and the program. */
  readonly nodeOptions?: readonly string[];
}

/** A test sees its key on the screen at once and would type the next too soon: the program takes that for a paste. */
const betweenKeysMs = 70;

export function openTerminal(
  args: readonly string[],
  { columns, rows, env = {}, cwd, inShell, script, nodeOptions = [] }: TerminalOptions,
): TestTerminal {
  const emulator = new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  const program = [process.execPath, ...nodeOptions, programPath, ...args];
  const [command = '', ...words] = inShell ? ['sh', '-i'] : script ? ['sh', '-c', script, 'sh', ...program] : program;
  const pty = spawn(command, words, {
    // The library sets TERM to this, whatever the environment says.
    name: env['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    env: cleanEnvironment(env),
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (inShell) pty.write(`${program.map(word => `'${word}'`).join(' ')}\r`);
  let fingersFreeAt = 0;
  let output = '';
  /** Told when bytes have come, and when they are on the screen: the emulator takes its time. */
  const ofBytes = new Set<() => void>();
  const ofScreen = new Set<() => void>();
  const tell = (listeners: ReadonlySet<() => void>): void => {
    for (const listener of listeners) listener();
  };
  let ended: { exitCode: number; signal: number | undefined } | undefined;
  pty.onData(data => {
    output += data;
    tell(ofBytes);
    emulator.write(data, () => tell(ofScreen));
  });
  // A terminal answers the questions that programs ask it (cursor position, device attributes).
  emulator.onData(reply => pty.write(reply));
  const exit = new Promise<{ exitCode: number; signal: number | undefined }>(resolve => {
    pty.onExit(({ exitCode, signal }) => {
      ended = { exitCode, signal: signal === 0 ? undefined : signal };
      // What was written last is still on its way through the emulator.
      emulator.write('', () => {
        resolve({ exitCode, signal: signal === 0 ? undefined : signal });
        tell(ofBytes);
        tell(ofScreen);
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

  /** Resolves with the screen once it is as wanted; looks again whenever its listeners are told. */
  const until = (
    matches: () => boolean,
    wanted: string,
    { withinMs = 20_000, listeners = ofScreen }: { withinMs?: number | undefined; listeners?: Set<() => void> },
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        listeners.delete(look);
        clearTimeout(timer);
        settle();
      };
      const look = (): void => {
        if (matches()) finish(() => resolve(screen()));
        else if (ended)
          finish(() =>
            reject(new Error(`the program ended (${JSON.stringify(ended)}) before ${wanted}:\n${screen()}`)),
          );
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`no ${wanted} within ${withinMs} ms; the screen was:\n${screen()}`))),
        withinMs,
      );
      listeners.add(look);
      look();
    });

  return {
    screen,
    waitFor(pattern, withinMs) {
      const matches = (): boolean =>
        typeof pattern === 'string' ? screen().includes(pattern) : pattern.test(screen());
      return until(matches, String(pattern), { withinMs });
    },
    async waitForOutput(pattern, from = 0, withinMs) {
      await until(() => pattern.test(output.slice(from)), String(pattern), { withinMs, listeners: ofBytes });
    },
    drawn: () => new Promise(resolve => emulator.write('', resolve)),
    type(keys) {
      const now = performance.now();
      const at = Math.max(now, fingersFreeAt);
      fingersFreeAt = at + betweenKeysMs;
      if (at === now) pty.write(keys);
      else setTimeout(() => !ended && pty.write(keys), at - now);
    },
    resize(newColumns, newRows) {
      // The emulator cannot be as small as a terminal may say that it is.
      emulator.resize(Math.max(2, newColumns), Math.max(1, newRows));
      pty.resize(newColumns, newRows);
    },
    output: () => output,
    pid: pty.pid,
    exit,
    kill: signal => {
      if (!ended) pty.kill(signal);
    },
    freeze: () => pty.pause(),
    thaw: () => pty.resume(),
    hangUp() {
      // The library types only what works everywhere; on Unix this closes the other end of the terminal.
      (pty as unknown as { destroy(): void }).destroy();
    },
  };
}
