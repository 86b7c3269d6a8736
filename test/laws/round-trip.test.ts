import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSession } from '../../src/compose.ts';
import { resolveSettings } from '../../src/config/settings.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Run } from '../../src/domain/run.ts';
import { procedures } from '../../src/procedures/index.ts';
import { flagsOperator } from '../../src/runner/operators/flags.ts';
import { planProcedure, planUndoOf } from '../../src/session/planning.ts';
import { startRun } from '../../src/session/runs.ts';
import type { HeadroomSession } from '../../src/session/session.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { heldBy } from '../support/held-by-world.ts';
import { arranger, type RoundTrip, roundTrips } from './round-trips.ts';

/** Four simulated minutes pass in a second: starts are over quickly, and auto-scaling does not act between two looks. */
const speed = 240;

async function account(): Promise<{ readonly aws: RunningSimulator; readonly session: HeadroomSession }> {
  const aws = await startSimulator({ seed: 7, start: Date.UTC(2026, 10, 24, 12), speed, durations: 0.3, port: 0 });
  const stateDir = mkdtempSync(join(tmpdir(), 'headroom-round-trip-'));
  const session = openSession(resolveSettings({ endpoint: aws.url, stateDir }, { HOME: stateDir }));
  onTestFinished(async () => {
    await session.close();
    await aws.close();
  });
  await session.connect();
  return { aws, session };
}

/** Runs a plan to its end, with every question answered. */
async function completed(session: HeadroomSession, plan: Plan): Promise<Run> {
  const phrases = plan.steps.flatMap(step => (step.kind === 'confirm' ? [step.ask.phrase] : []));
  const operator = flagsOperator({ yes: true, phrases });
  const { ended } = startRun(session, 'test', { plan, operator, hold: false, onEvent: () => {} });
  const { run } = await ended;
  expect(run.ended).toEqual({ kind: 'completed', says: expect.any(String) });
  return run;
}

async function thereAndBack(id: string, { input, arrange }: RoundTrip): Promise<void> {
  const { aws, session } = await account();
  arrange?.(arranger(aws.calls, 'somebody-else'));
  const before = structuredClone(heldBy(aws.world));
  const procedure = procedures.find(each => each.id === id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);

  const planned = await planProcedure(session, procedure, input);
  if (planned.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(planned)}`);
  const run = await completed(session, planned.plan);
  expect(heldBy(aws.world)).not.toEqual(before);

  const undo = await planUndoOf(session, run);
  if (undo.kind !== 'plan') throw new Error(`no way back: ${JSON.stringify(undo)}`);
  await completed(session, undo.plan);
  expect(heldBy(aws.world)).toEqual(before);
}

it('every procedure has a way there and back', () => {
  expect(Object.keys(roundTrips).toSorted()).toEqual(procedures.map(({ id }) => id).toSorted());
  for (const trips of Object.values(roundTrips)) expect(trips.length).toBeGreaterThan(0);
});

describe.each(Object.entries(roundTrips))('%s', (id, trips) => {
  it.each(trips)('$when: applied and undone, the account is as it was before, to the letter', async trip => {
    await thereAndBack(id, trip);
  });
});
