import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/program.ts';
import { freshStateDir } from '../support/simulated.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import { terminals } from '../support/terminals.ts';
import { childrenOf } from '../support/watched-terminal.ts';
import { cases, inFull, measured } from './figures.ts';
import { type ReachableScreen, reach, screens, stateCopiedFrom, stateWithOneRun } from './screens-to-die-on.ts';

const { endLater, onSimulated } = terminals();

let recorded: string;
beforeAll(async () => {
  recorded = await stateWithOneRun();
});

interface Drop {
  readonly terminal: TestTerminal;
  readonly pid: number;
  /** The exit status, once the program has ended. */
  readonly status: () => Promise<number>;
}

/** A terminal whose script outlives it, so that somebody can tell how the program ended. */
async function openToDrop(args: readonly string[], { around = '' } = {}): Promise<Drop> {
  const kept = freshStateDir();
  const terminal = openTerminal(args, {
    columns: 100,
    rows: 30,
    script: `ulimit -c 0; trap '' HUP; ${around} sh -c 'echo $$ > ${kept}/pid; exec "$@"' sh "$@"; echo $? > ${kept}/status`,
  });
  endLater(() => terminal.kill('SIGKILL'));
  await terminal.waitFor(/headroom/);
  return {
    terminal,
    pid: Number(readFileSync(`${kept}/pid`, 'utf8')),
    async status() {
      const file = `${kept}/status`;
      while (!existsSync(file) || readFileSync(file, 'utf8') === '') await setTimeout(20);
      return Number(readFileSync(file, 'utf8'));
    },
  };
}

const chosen = screens.filter((_, index) => index % Math.ceil(screens.length / cases(2, screens.length)) === 0);

// One after the other: a program that is started meanwhile inherits the other end of the terminal, and keeps it open.
describe('G19: an SSH connection that drops', () => {
  let ended = 0;
  let slowestMs = 0;

  it.each(chosen)(
    'S1: on $screen ends the program with 129, with no core dump and no orphan',
    async ({ screen }) => {
      const { reach: there, running } = screens.find(each => each.screen === screen) as ReachableScreen;
      const stateDir = stateCopiedFrom(recorded);
      const drop = await openToDrop(['demo', '--speed', '20', '--state-dir', stateDir]);
      await there(drop.terminal);
      const droppedAt = performance.now();
      drop.terminal.hangUp();
      expect(await drop.status()).toBe(129);
      slowestMs = Math.max(slowestMs, performance.now() - droppedAt);
      const { stdout } = await runProgram(['history', '--state-dir', stateDir]);
      const unfinished = stdout.split('\n').filter(line => /unfinished/.test(line));
      expect({ runs: stdout.trim().split('\n').length, unfinished }).toMatchObject({ unfinished: [] });
      expect(/interrupted|unanswered|refused/.test(stdout)).toBe(running === true);
      ended += 1;
    },
    60_000,
  );

  it.runIf(inFull)(
    'S1: with a write in flight waits for its end, records it, and is gone within 15 s',
    async () => {
      const { program, simulated, stateDir } = await onSimulated();
      await reach('the confirmation', program);
      await simulated.addFault({
        match: { operation: 'RegisterScalableTarget' },
        effect: { kind: 'hang', applied: true },
      });
      program.type('6');
      await program.waitFor(/▸ 6/);
      program.type('\r');
      await program.waitFor(/sending/);
      const pid = program.program();
      const droppedAt = performance.now();
      program.hangUp();
      while (existsSync(`/proc/${pid}`)) await setTimeout(20);
      slowestMs = Math.max(slowestMs, performance.now() - droppedAt);
      expect(performance.now() - droppedAt).toBeLessThan(15_000);
      const { stdout } = await runProgram(['history', '--state-dir', stateDir]);
      expect(stdout).toMatch(/waooaw-backend/);
    },
    60_000,
  );

  it('S2: without a hang-up signal, by end of file alone, the program ends as well and does not spin', async () => {
    // In a session of its own the terminal is not its controlling one: nobody signals it when that goes.
    const drop = await openToDrop(['demo', '--speed', '20', '--state-dir', freshStateDir()], { around: 'setsid -w' });
    await reach('the dashboard', drop.terminal);
    drop.terminal.hangUp();
    expect(await drop.status()).toBe(129);
  }, 60_000);

  it('leaves no guardian behind that would hold the terminal', async () => {
    const drop = await openToDrop(['demo', '--speed', '20', '--state-dir', freshStateDir()]);
    await reach('the dashboard', drop.terminal);
    const [guardian] = childrenOf(drop.pid);
    expect(guardian?.command).toContain('headroom-guardian');
    drop.terminal.hangUp();
    await drop.status();
    while (existsSync(`/proc/${guardian?.pid}`)) await setTimeout(20);
  }, 60_000);

  afterAll(() => {
    measured(
      'G19',
      `dropped on ${ended} of ${screens.length} screens and with a write in flight: 0 core dumps, 0 orphans, gone within ${(slowestMs / 1000).toFixed(1)} s`,
    );
  });
});
