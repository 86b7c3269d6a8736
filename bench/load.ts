import { setTimeout as pause } from 'node:timers/promises';
import { startSimulated } from '../test/support/simulated.ts';
import type { Bench, Figure } from './figure.ts';
import { openProgram } from './program.ts';
import { median, spread } from './statistics.ts';

const rounds = 3;
const watchMs = 15_000;
const settleMs = 20_000;
/** A simulated hour in a minute. */
const hourlySpeed = 60;

interface Case {
  readonly what: string;
  readonly speed: number;
  readonly cells: boolean;
  /** Data stands still, and ages go on. */
  readonly paused?: boolean;
  readonly cpuGoal?: number;
}

const cases: readonly Case[] = [
  { what: 'a tick a second', speed: 1, cells: true, cpuGoal: 2 },
  { what: 'a tick a second, without the cells', speed: 1, cells: false },
  { what: 'four frames a second', speed: 30, cells: true, cpuGoal: 5 },
  { what: 'four frames a second, without the cells', speed: 30, cells: false },
  { what: 'paused: the clock alone', speed: 1, cells: true, paused: true, cpuGoal: 0.6 },
];

/** Processor and memory while the dashboard is watched. */
export const load: Bench = {
  title: 'Processor and memory',
  how: `The built program at 120x40 on the runbook's account, which another process simulates; user and system time of the program alone over ${watchMs / 1000} s, ${settleMs / 1000} s after its start, the cases in turn, ${rounds} rounds. Four frames a second: at 30x time everything is polled as often as it ever is, twice a second, and drawn with the clock. An hour of polls: one minute at ${hourlySpeed}x.`,
  async measure() {
    const readings = new Map<Case, { cpu: number; memory: number }[]>(cases.map(each => [each, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const each of cases) readings.get(each)?.push(await watch(each));
    }
    return [...cases.flatMap(each => figuresOf(each, readings.get(each) ?? [])), await hourOfPolls()];
  },
};

async function watch({ speed, cells, paused = false }: Case): Promise<{ cpu: number; memory: number }> {
  const aws = await startSimulated(['--speed', String(speed)]);
  const program = openProgram(aws, { cells });
  await program.terminal.waitFor(/waooaw-backend +\d+ +\d+/);
  if (paused) program.terminal.type(' ');
  await pause(settleMs);
  const reading = { cpu: await program.cpuPercent(watchMs), memory: program.memoryMb() };
  await program.end();
  await aws.stop();
  return reading;
}

function figuresOf(
  { what, cpuGoal }: Case,
  readings: readonly { readonly cpu: number; readonly memory: number }[],
): readonly Figure[] {
  const cpus = readings.map(({ cpu }) => cpu);
  const memory = median(readings.map(reading => reading.memory));
  const [low, high] = spread(cpus);
  return [
    {
      what: `${what}: processor`,
      measured: `${median(cpus).toFixed(1)} % (${low.toFixed(1)} to ${high.toFixed(1)})`,
      goal: cpuGoal === undefined ? 'none, to compare' : `at most ${cpuGoal} %`,
      met: cpuGoal === undefined || median(cpus) <= cpuGoal,
    },
    { what: `${what}: memory`, measured: `${memory.toFixed(0)} MB`, goal: 'at most 130 MB', met: memory <= 130 },
  ];
}

async function hourOfPolls(): Promise<Figure> {
  const aws = await startSimulated(['--speed', String(hourlySpeed)]);
  const program = openProgram(aws);
  await program.terminal.waitFor(/waooaw-backend +\d+ +\d+/);
  await pause(settleMs);
  const before = program.memoryMb();
  await pause(60_000);
  const more = program.memoryMb() - before;
  await program.end();
  await aws.stop();
  return {
    what: 'memory after an hour of polls',
    measured: `${more.toFixed(1)} MB more than after ${settleMs / 1000} s`,
    goal: 'at most 5 MB more',
    met: more <= 5,
  };
}
