import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Figure } from './figure.ts';
import { filledRow, manyServices, openProgram, servicesOf } from './program.ts';
import { median, spread } from './statistics.ts';

const sizes = [25, 200, 2_000, 5_000];
const rounds = 3;
const settleMs = 6_000;
const watchMs = 12_000;

interface Run {
  readonly firstRowMs: number;
  readonly cpuPercent: number;
  readonly memoryMb: number;
}

const measures = [
  { key: 'firstRowMs', what: 'first row', unit: 'ms', goal: 1.2 },
  { key: 'cpuPercent', what: 'processor', unit: '%', goal: 1.2 },
] as const;

/** Twenty-five services against thousands. */
export const scale: Bench = {
  title: 'Size of the account',
  how: `The built program at 120x40 on one simulated AWS of 5,000 services in another process, at real speed, of which the configuration names as many as are measured; sizes take turns, ${rounds} rounds. First row: from the start of the process to the first service on the screen. Processor: over ${watchMs / 1000} s, once the rows are filled.`,
  async measure() {
    const aws = await manyServices();
    const runs = new Map<number, Run[]>(sizes.map(size => [size, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) {
        const began = performance.now();
        const program = openProgram(aws, { services: servicesOf(size) });
        await program.terminal.waitFor(/service-0000/);
        const firstRowMs = performance.now() - began;
        await program.terminal.waitFor(filledRow);
        await pause(settleMs);
        const cpuPercent = await program.cpuPercent(watchMs);
        runs.get(size)?.push({ firstRowMs, cpuPercent, memoryMb: program.memoryMb() });
        await program.end();
      }
    }
    await aws.stop();
    return sizes.flatMap(size => figuresOf(size, runs.get(size) ?? [], runs.get(25) ?? []));
  },
};

function figuresOf(size: number, runs: readonly Run[], few: readonly Run[]): readonly Figure[] {
  const memory = median(runs.map(({ memoryMb }) => memoryMb));
  const more = memory - median(few.map(({ memoryMb }) => memoryMb));
  return [
    ...measures.map(({ key, what, unit, goal }): Figure => {
      const values = runs.map(run => run[key]);
      const times = median(values) / median(few.map(run => run[key]));
      const [low, high] = spread(values);
      return {
        what: `${size} services: ${what}`,
        measured: `${median(values).toFixed(1)} ${unit} (${low.toFixed(1)} to ${high.toFixed(1)}), ${times.toFixed(2)} x that of 25`,
        goal: `at most ${goal} x`,
        met: times <= goal,
      };
    }),
    {
      what: `${size} services: memory`,
      measured: `${memory.toFixed(0)} MB, ${more.toFixed(0)} MB more than with 25`,
      goal: 'at most 30 MB more',
      met: more <= 30,
    },
  ];
}
