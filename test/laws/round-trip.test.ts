import { describe, expect, it } from 'vitest';
import { procedures } from '../../src/procedures/index.ts';
import { planProcedure } from '../../src/session/planning.ts';
import { heldBy } from '../support/held-by-world.ts';
import { owedIn } from '../support/obligations.ts';
import { completedRun, simulatedAccount, takenBack } from '../support/simulated-session.ts';
import { type RoundTrip, roundTrips } from './round-trips.ts';

async function thereAndBack(id: string, { input, arrange, owed }: RoundTrip): Promise<void> {
  const { aws, session, stateDir, call } = await simulatedAccount();
  arrange?.(call);
  if (owed !== undefined) owedIn(stateDir, owed);
  const before = structuredClone(heldBy(aws.world));
  const procedure = procedures.find(each => each.id === id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);

  const planned = await planProcedure(session, procedure, input);
  if (planned.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(planned)}`);
  const run = await completedRun(session, planned.plan);
  expect(heldBy(aws.world)).not.toEqual(before);

  await takenBack(session, run);
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
