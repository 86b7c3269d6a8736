import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type RequestLimits, requestLimits } from '../../src/aws/request.ts';
import type { TransportEffect } from '../../src/sim/faults/fault.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { call, inputsFor } from '../aws/support/every-operation.ts';
import { type SimulatedAccount, simulatedAccount } from '../aws/support/simulated-account.ts';
import { freshStateDir } from '../support/simulated.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import { inFull, measured } from './figures.ts';

/** The slice waits a fortieth of what the program waits; in full it is the real limits. */
const shrink = inFull ? 1 : 40;
const { totalMs } = requestLimits;
const limits: RequestLimits = {
  connectionMs: requestLimits.connectionMs / shrink,
  requestMs: requestLimits.requestMs / shrink,
  socketMs: requestLimits.socketMs / shrink,
  totalMs: { read: totalMs.read / shrink, poll: totalMs.poll / shrink, write: totalMs.write / shrink },
};
/** In the slice with what a busy machine takes besides. */
const boundMs = inFull ? 45_500 : 45_000 / shrink + 5_000;

const open: SimulatedAccount[] = [];
let simulator: RunningSimulator | undefined;
let terminal: TestTerminal | undefined;
afterEach(async () => {
  terminal?.kill();
  await simulator?.close();
  simulator = undefined;
  for (const account of open.splice(0)) await account.close();
});

const endless: readonly TransportEffect[] = [
  { kind: 'hang', applied: false },
  { kind: 'hang', applied: true },
  { kind: 'trickle', msPerByte: 100 },
  { kind: 'delay', ms: 3_600_000 },
];

let longestMs = 0;
const leaving: Record<string, number> = {};
afterAll(() => {
  const left = Object.entries(leaving).map(([when, ms]) => `${when} ${(ms / 1000).toFixed(1)} s`);
  measured('G16', `longest call ${(longestMs / 1000).toFixed(1)} s; leaving: ${left.join(', ')}`);
});

describe('waiting for AWS', () => {
  it.each(endless)(
    'G16: no call lasts longer than 45 s: $kind',
    async effect => {
      const account = await simulatedAccount();
      open.push(account);
      const opened = account.open({ limits });
      const inputs = await inputsFor(account, account.open());
      account.setFaults({ effect });
      await Promise.all(
        (['asked', 'polled', 'written'] as const).map(async as => {
          const began = performance.now();
          const operation = as === 'written' ? 'ecs:UpdateService' : 'ecs:DescribeServices';
          const { faultKind } = await call(operation, inputs, opened, as === 'polled' ? 'polled' : 'asked');
          expect(faultKind).toBe('timeout');
          const ms = performance.now() - began;
          expect(ms).toBeLessThan(boundMs);
          longestMs = Math.max(longestMs, ms);
        }),
      );
    },
    60_000,
  );
});

const enter = '\r';

/** Keys count once the keyboard was silent for a moment; until then the question says so. */
const armed = /Type 6 and Enter(?:(?!Keys count)[\s\S])*esc says no/;

describe('leaving the dashboard', () => {
  /** A simulated AWS, and the built program's dashboard on it. */
  async function dashboard() {
    simulator = await startSimulator({ seed: 1, start: Date.now(), speed: 20, durations: 1, port: 0 });
    terminal = openTerminal(['--endpoint', simulator.url, '--state-dir', freshStateDir()], { columns: 100, rows: 30 });
    await terminal.waitFor(/waooaw-backend +2 +2/);
    return { terminal, simulator };
  }

  async function exitAfter(act: () => void, { exit }: TestTerminal): Promise<number> {
    const began = performance.now();
    act();
    await exit;
    return performance.now() - began;
  }

  it('G16: takes less than 2 s while nothing answers any more', async () => {
    const { terminal, simulator } = await dashboard();
    simulator.perform({ add: { effect: { kind: 'hang', applied: false } } });
    await terminal.waitFor(/read \d\d:\d\d:\d\d UTC, (\d\d s|\d+ min) ago/);
    leaving['nothing answers'] = await exitAfter(() => terminal.type('q'), terminal);
    expect(leaving['nothing answers']).toBeLessThan(inFull ? 2_000 : 10_000);
  }, 60_000);

  // It takes the ten seconds that it may take.
  it.runIf(inFull)(
    'G16: takes less than 10 s while a write is in flight that nobody answers',
    async () => {
      const { terminal, simulator } = await dashboard();
      simulator.perform({
        add: { match: { operation: 'RegisterScalableTarget' }, effect: { kind: 'hang', applied: true } },
      });
      terminal.type('j');
      await terminal.waitFor(/▸. waooaw-backend/);
      terminal.type('s');
      await terminal.waitFor(/How many tasks/);
      terminal.type('6');
      await terminal.waitFor(/\[ ?6/);
      terminal.type(enter);
      await terminal.waitFor(/MinCapacity +2 → 6/);
      terminal.type('c');
      await terminal.waitFor(armed);
      terminal.type('6');
      await terminal.waitFor(/▸ 6/);
      terminal.type(enter);
      await expect.poll(() => simulator.history.writes.length, { timeout: 20_000 }).toBe(1);
      leaving['with a write in flight'] = await exitAfter(() => terminal.kill('SIGTERM'), terminal);
      expect(leaving['with a write in flight']).toBeLessThan(10_000);
      expect(simulator.history.writes).toHaveLength(1);
    },
    60_000,
  );
});
