import { onTestFinished } from 'vitest';
import { printing } from '../../src/commands/io.ts';
import { runProgram } from '../../src/commands/program.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { noScreen } from './no-screen.ts';
import { tempDir } from './temp-dir.ts';

export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line in this process, with nothing of this machine's configuration in its environment. */
export async function headroom(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Said> {
  let stdout = '';
  let stderr = '';
  const streams = {
    stdout: (text: string): void => {
      stdout += text;
    },
    stderr: (text: string): void => {
      stderr += text;
    },
  };
  const home = { HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent', XDG_STATE_HOME: '/nonexistent' };
  const exitCode = await runProgram(args, {
    ...printing(streams),
    env: { ...home, ...env },
    ...noScreen,
    signal,
  });
  return { exitCode, stdout, stderr };
}

export interface HeadlessAccount {
  readonly simulator: RunningSimulator;
  readonly stateDir: string;
  /** The flags that lead there. */
  readonly flags: readonly string[];
}

/** A simulated account whose hours pass in seconds, of the present test. */
export async function headlessAccount(): Promise<HeadlessAccount> {
  const simulator = await startSimulator({ seed: 1, start: Date.now(), speed: 300, durations: 1, port: 0 });
  onTestFinished(() => simulator.close());
  const stateDir = tempDir();
  return { simulator, stateDir, flags: ['--endpoint', simulator.url, '--state-dir', stateDir] };
}

export const scaleTo = (count: string): readonly string[] => [
  'scale-service',
  '--service',
  'waooaw-backend',
  '--desired-count',
  count,
];
