import { spawn } from 'node:child_process';
import { cleanEnvironment, programPath } from './built-program.ts';

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly finished: Promise<Finished>;
  /** Resolves with everything printed so far as soon as stdout matches. */
  printed(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Whoever read its output has left. */
  closeStdout(): void;
}

/** Starts the built program without a terminal. */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [programPath, ...args], {
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    stdout += data;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    stderr += data;
  });
  const finished = new Promise<Finished>(resolve => {
    child.once('close', exitCode => resolve({ exitCode, stdout, stderr }));
  });
  return {
    finished,
    printed(pattern) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(stdout)) return;
          listeners.delete(look);
          resolve(stdout);
        };
        listeners.add(look);
        void finished.then(end =>
          reject(new Error(`the program ended before it printed ${pattern}: ${JSON.stringify(end)}`)),
        );
        look();
      });
    },
    kill: signal => void child.kill(signal),
    closeStdout: () => child.stdout.destroy(),
  };
}

export const runProgram = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> =>
  startProgram(args, env).finished;
