import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openSession } from '../../src/compose.ts';
import { resolveSettings } from '../../src/config/settings.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Run } from '../../src/domain/run.ts';
import { flagsOperator } from '../../src/runner/operators/flags.ts';
import { planUndoOf } from '../../src/session/planning.ts';
import { startRun } from '../../src/session/runs.ts';
import type { HeadroomSession } from '../../src/session/session.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';

/** A simulated minute passes in a second: starts are over quickly, and alarms do not act while a busy machine is slow. */
const speed = 60;

export interface SimulatedAccount {
  readonly aws: RunningSimulator;
  readonly session: HeadroomSession;
  /** Where its journals are. */
  readonly stateDir: string;
  /** Calls an operation of AWS as somebody else would. */
  readonly call: (operation: string, input: object) => void;
}

/** The runbook's production account on a quiet day, and a session with it through the real SDK; gone when the test ends. */
export async function simulatedAccount(env: Readonly<Record<string, string>> = {}): Promise<SimulatedAccount> {
  const aws = await startSimulator({ seed: 7, start: Date.UTC(2026, 10, 24, 12), speed, durations: 0.3, port: 0 });
  const stateDir = mkdtempSync(join(tmpdir(), 'headroom-account-'));
  const session = openSession(resolveSettings({ endpoint: aws.url, stateDir }, { HOME: stateDir, ...env }));
  onTestFinished(async () => {
    await session.close();
    await aws.close();
  });
  await session.connect();
  const call = (operation: string, input: object): void => {
    aws.calls.call(operation, input, { requestId: 'somebody-else' });
  };
  return { aws, session, stateDir, call };
}

/** Runs a plan to its end, however that comes, with every question answered. */
export async function endedRun(session: HeadroomSession, plan: Plan): Promise<Run> {
  const phrases = plan.steps.flatMap(step => (step.kind === 'confirm' ? [step.ask.phrase] : []));
  const operator = flagsOperator({ yes: true, phrases });
  const { ended } = startRun(session, 'test', { plan, operator, hold: false, onEvent: () => {} });
  return (await ended).run;
}

/** The same for a run that has to come to its end. */
export async function completedRun(session: HeadroomSession, plan: Plan): Promise<Run> {
  const run = await endedRun(session, plan);
  expect(run.ended).toEqual({ kind: 'completed', says: expect.any(String) });
  return run;
}

/** Takes the run back, and waits until that is done and verified. */
export async function takenBack(session: HeadroomSession, run: Run): Promise<Run> {
  const undo = await planUndoOf(session, run);
  if (undo.kind !== 'plan') throw new Error(`no way back: ${JSON.stringify(undo)}`);
  return completedRun(session, undo.plan);
}
