import { describe, expect, it } from 'vitest';
import { procedures } from '../../src/procedures/index.ts';
import { heldBy } from '../support/held-by-world.ts';
import { plannedTrip } from '../support/planned-trip.ts';
import { completedRun, takenBack } from '../support/simulated-session.ts';
import { type RoundTrip, roundTrips } from './round-trips.ts';

async function thereAndBack(id: string, trip: RoundTrip): Promise<void> {
  const { aws, session, plan } = await plannedTrip(id, trip);
  const before = structuredClone(heldBy(aws.world));
  const run = await completedRun(session, plan);
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
