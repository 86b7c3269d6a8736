import { afterAll, describe, expect, it } from 'vitest';
import { freshStateDir, type Simulated, startSimulated } from '../support/simulated.ts';
import { openWatched, type WatchedTerminal } from '../support/watched-terminal.ts';
import { cases, measured } from './figures.ts';

const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings) await end();
});

const middle = (values: readonly number[], share = 0.5): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

interface Feel {
  readonly firstRowMs: number;
  readonly keyMs: readonly number[];
}

/** The program at an account, from its start through some keys. */
async function feel(aws: Simulated, row: RegExp): Promise<{ program: WatchedTerminal; feel: Feel }> {
  const began = performance.now();
  const program = openWatched(['--endpoint', aws.url, '--state-dir', freshStateDir(), '--read-only'], {
    columns: 120,
    rows: 40,
  });
  endings.push(() => program.kill());
  await program.waitFor(row);
  const firstRowMs = performance.now() - began;
  await program.waitFor(/\d %/);
  const keyMs: number[] = [];
  for (let press = 0; press < cases(12, 100); press += 1) {
    const from = program.output().length;
    const typed = performance.now();
    program.type(press % 2 === 0 ? 'j' : 'k');
    await program.waitForOutput(/▸/, from);
    keyMs.push(performance.now() - typed);
  }
  return { program, feel: { firstRowMs, keyMs } };
}

describe('an account of five thousand services', () => {
  it('G21, D1: starts, scrolls, filters and answers to keys as an account of two does', async () => {
    const large = await startSimulated(['--world', 'many-services']);
    const small = await startSimulated();
    endings.push(large.stop, small.stop);
    const few = await feel(small, /waooaw-backend/);
    const { program, feel: many } = await feel(large, /service-0000/);
    expect(middle(many.keyMs)).toBeLessThan(middle(few.feel.keyMs) * 2 + 20);

    await program.waitFor('1 of 5000');
    program.type('G');
    await program.waitFor(/service-4999 +\d[\s\S]*5000 of 5000/);
    program.type('/');
    await program.waitFor('▏');
    program.type('4711');
    await program.waitFor(/▸.+service-4711 +\d+ +\d+/);
    measured(
      'G21',
      `5,000 services: the first row after ${many.firstRowMs.toFixed(0)} ms (2 services: ${few.feel.firstRowMs.toFixed(0)} ms), a key in ${middle(many.keyMs, 0.95).toFixed(0)} ms at p95 (${middle(few.feel.keyMs, 0.95).toFixed(0)} ms); there is no screen of log lines`,
    );
  }, 120_000);
});
