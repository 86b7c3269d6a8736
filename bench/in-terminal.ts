import { spawn } from '@lydell/node-pty';
import { cleanEnvironment } from '../test/support/built-program.ts';

/** A command in a pseudo-terminal, and what is waited for. */
export interface TerminalCommand {
  readonly command: readonly [program: string, ...args: string[]];
  /** What its output must show, in this order; nothing means that it ends. */
  readonly until: readonly RegExp[];
  readonly env?: Readonly<Record<string, string>>;
}

const patienceMs = 20_000;

/**
 * Milliseconds from before the start until each of the patterns stood in the output, or, without any, until the end.
 * A program that is still there then is told to leave.
 */
export function timesInTerminal({ command: [program, ...args], until, env }: TerminalCommand): Promise<number[]> {
  const times: number[] = [];
  let output = '';
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const terminal = spawn(program, args, {
      name: 'xterm-256color',
      cols: 120,
      rows: 40,
      env: cleanEnvironment(env),
    });
    const timer = setTimeout(() => {
      terminal.kill('SIGKILL');
      reject(
        new Error(`${program} ${args.join(' ')} showed ${times.length} of ${until.length}: ${output.slice(-500)}`),
      );
    }, patienceMs);
    terminal.onData(data => {
      if (times.length === until.length) return;
      output += data;
      while (until[times.length]?.test(output)) times.push(performance.now() - from);
      if (times.length === until.length) terminal.kill('SIGTERM');
    });
    terminal.onExit(() => {
      clearTimeout(timer);
      if (until.length === 0) times.push(performance.now() - from);
      if (times.length === Math.max(1, until.length)) resolve(times);
      else reject(new Error(`${program} ${args.join(' ')} ended early: ${output.slice(-500)}`));
    });
  });
}
