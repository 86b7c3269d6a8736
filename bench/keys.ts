import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Figure } from './figure.ts';
import { filledRow, manyServices, openProgram, servicesOf } from './program.ts';
import { quantile } from './statistics.ts';

const presses = 120;
const linkBytesPerMs = 12;

/** How long a key takes to be seen. */
export const keys: Bench = {
  title: 'From a key to its cell',
  how: `The built program at 120x40, with 25 and with 5,000 services, in a pseudo-terminal while it polls; j and k in turn, ${presses} times each, from the write of the key until the bytes with the moved selection have been read. On a link of 12 kB/s the same, with the time added that the bytes up to that cell take there: that figure is reckoned.`,
  async measure() {
    const aws = await manyServices();
    const figures: Figure[] = [];
    for (const [services, cells] of [
      [25, true],
      [5_000, true],
      [25, false],
    ] as const) {
      const program = openProgram(aws, { services: servicesOf(services), cells });
      await program.terminal.waitFor(filledRow);
      const times: number[] = [];
      const onLink: number[] = [];
      for (let press = 0; press < presses; press += 1) {
        // Out of step with the polls.
        await pause(90 + ((press * 37) % 60));
        const from = program.terminal.output().length;
        const began = performance.now();
        program.terminal.type(press % 2 === 0 ? 'j' : 'k');
        await program.terminal.waitForOutput(/▸/, from);
        const took = performance.now() - began;
        times.push(took);
        const [untilSeen = ''] = /^[\s\S]*?▸/.exec(program.terminal.output().slice(from)) ?? [];
        onLink.push(took + Buffer.byteLength(untilSeen) / linkBytesPerMs);
      }
      await program.end();
      const what = `${services} services${cells ? '' : ', without the cells'}`;
      const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
      const slow = quantile(onLink, 0.9);
      figures.push(
        {
          what,
          measured: `p50 ${p50.toFixed(1)}, p90 ${quantile(times, 0.9).toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
          goal: 'p50 at most 5 ms, p99 at most 20 ms',
          met: p50 <= 5 && p99 <= 20,
        },
        {
          what: `${what}, on 12 kB/s`,
          measured: `p90 ${slow.toFixed(0)} ms`,
          goal: 'p90 at most 50 ms',
          met: slow <= 50,
        },
      );
    }
    await aws.stop();
    return figures;
  },
};
