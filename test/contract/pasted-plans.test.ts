import { describe, expect, it } from 'vitest';
import { awsArguments } from '../../src/domain/aws-cli.ts';
import { roundTrips } from '../laws/round-trips.ts';
import { aws, awsVersion } from '../support/aws-command.ts';
import { heldBy } from '../support/held-by-world.ts';
import { plannedTrip } from '../support/planned-trip.ts';
import { completedRun } from '../support/simulated-session.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so nothing here was checked with it.');

describe.skipIf(awsVersion === undefined)('the commands of a plan, pasted into a shell', () => {
  it.each(Object.entries(roundTrips).flatMap(([id, trips]) => trips.slice(0, 1).map(trip => ({ id, trip }))))(
    'do what the run of $id does',
    // The command takes a second or two to start, and a plan may have a dozen.
    { timeout: 180_000 },
    async ({ id, trip }) => {
      const ran = await plannedTrip(id, trip);
      await completedRun(ran.session, ran.plan);
      const pasted = await plannedTrip(id, trip);
      for (const step of pasted.plan.steps) {
        if (step.kind === 'apply')
          await aws(pasted.aws.url, awsArguments(step.effect, { ...pasted.plan.session, endpoint: null }));
      }
      expect(heldBy(pasted.aws.world)).toEqual(heldBy(ran.aws.world));
    },
  );
});
