import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../src/sim/simulator.ts';
import { programPath } from '../test/support/built-program.ts';
import type { Bench, Figure } from './figure.ts';
import { type TerminalCommand, timesInTerminal } from './in-terminal.ts';
import { versionOf } from './machine.ts';
import { median, spread } from './statistics.ts';

const rounds = 15;

const launcherPath = new URL('../bin/headroom', import.meta.url).pathname;

/** First words; something that only the first frame of Ink has; what ECS, CloudWatch and auto-scaling have answered. */
const moments = [/headroom {2}/, /WRITES ARMED/, /\d %[\s\S]*MinCapacity \d/];

export const start: Bench = {
  title: 'Start',
  how: [
    `Each program is started ${rounds} times in a pseudo-terminal of 120 x 40, all of them in turn, and the time is taken`,
    'until its output has the words in question, or until it ends. The floor is `node -e 0` of the same Node. The dashboard',
    'talks to the simulated AWS over the loopback; its live data is there when the tasks, the utilization and the bounds of',
    'its services are on the screen. Its compile cache is filled by a start that is not measured; in one row it is off.',
  ].join('\n'),
  async measure() {
    const simulator = await startSimulator({
      world: 'waooaw-production',
      seed: 1,
      start: Date.now(),
      speed: 1,
      durations: 1,
      port: 0,
    });
    const home = mkdtempSync(join(tmpdir(), 'headroom-bench-'));
    const dashboard = ['--endpoint', simulator.url, '--state-dir', join(home, 'state')] as const;
    const env = { HOME: home };
    const node = (...args: readonly string[]): TerminalCommand['command'] => [process.execPath, ...args];
    const commands: Record<string, TerminalCommand> = {
      floor: { command: node('-e', '0'), until: [] },
      dashboard: { command: node(programPath, ...dashboard), until: moments, env },
      uncached: {
        command: node(programPath, ...dashboard),
        until: moments,
        env: { ...env, NODE_DISABLE_COMPILE_CACHE: '1' },
      },
      launched: { command: [launcherPath, ...dashboard], until: moments, env },
      version: { command: node(programPath, '--version'), until: [], env },
      help: { command: node(programPath, '--help'), until: [], env },
      ...(versionOf('aws') !== undefined && { aws: { command: ['aws', '--version'], until: [] } as const }),
    };
    try {
      return figuresOf(await inTurn(commands));
    } finally {
      await simulator.close();
    }
  },
};

type Times = Readonly<Record<string, readonly (readonly number[])[]>>;

/** The times of each command, by moment and round; the first round fills caches and does not count. */
async function inTurn(commands: Readonly<Record<string, TerminalCommand>>): Promise<Times> {
  const times: Record<string, number[][]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, command] of Object.entries(commands)) {
      const moments = await timesInTerminal(command);
      if (round === 0) times[name] = moments.map(() => []);
      else for (const [moment, time] of moments.entries()) times[name]?.[moment]?.push(time);
    }
  }
  return times;
}

function figuresOf(times: Times): readonly Figure[] {
  const of = (name: string, moment = 0): readonly number[] => times[name]?.[moment] ?? [];
  const floor = median(of('floor'));
  const aws = of('aws');
  const row = (what: string, taken: readonly number[], mostFloors?: number): Figure => {
    const ratio = median(taken) / floor;
    return {
      what,
      measured: `${inMs(taken)}, ${ratio.toFixed(1)} x floor`,
      goal: mostFloors === undefined ? '' : `at most ${mostFloors} x floor`,
      met: mostFloors === undefined || ratio <= mostFloors,
    };
  };
  const over = median(of('dashboard')) - floor;
  const share = median(of('dashboard', 1)) / median(aws);
  return [
    row("Node's floor", of('floor')),
    {
      what: 'first useful bytes',
      measured: `${inMs(of('dashboard'))}, floor + ${over.toFixed(0)} ms`,
      goal: 'at most floor + 10 ms',
      met: over <= 10,
    },
    row('first frame of Ink', of('dashboard', 1), 3.6),
    aws.length === 0
      ? { what: 'first frame beside aws --version', measured: 'skipped: aws is not installed', goal: '', met: true }
      : {
          what: 'first frame beside aws --version',
          measured: `${share.toFixed(2)} of its ${inMs(aws)}`,
          goal: 'at most 0.33',
          met: share <= 1 / 3,
        },
    row('first live data', of('dashboard', 2), 7),
    row('first frame without the compile cache', of('uncached', 1)),
    row('first live data without the compile cache', of('uncached', 2)),
    row('first useful bytes through the launcher', of('launched')),
    row('--version', of('version')),
    row('--help', of('help')),
  ];
}

const inMs = (taken: readonly number[]): string => {
  const [low, high] = spread(taken);
  return `${median(taken).toFixed(0)} ms (${low.toFixed(0)}–${high.toFixed(0)})`;
};
