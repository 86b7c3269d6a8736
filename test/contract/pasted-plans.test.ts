import { describe, expect, it } from 'vitest';
import { awsArguments } from '../../src/domain/aws-cli.ts';
import { findProcedure } from '../../src/procedures/index.ts';
import { planProcedure } from '../../src/session/planning.ts';
import { roundTrips } from '../laws/round-trips.ts';
import { aws, awsVersion } from '../support/aws-command.ts';
import { heldBy } from '../support/held-by-world.ts';
import { completedRun, simulatedAccount } from '../support/simulated-session.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so nothing here was checked with it.');

const ids = ['set-up-auto-scaling', 'remove-auto-scaling', 'restore-auto-scaling'] as const;

/** An account as it is that day, and the plan that is made in it. */
async function planned(id: string, trip: (typeof roundTrips)[string][number]) {
  const account = await simulatedAccount();
  trip.arrange?.(account.call);
  const procedure = findProcedure(id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  const plan = await planProcedure(account.session, procedure, trip.input);
  if (plan.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(plan)}`);
  return { ...account, plan: plan.plan };
}

describe.skipIf(awsVersion === undefined)('the commands of a plan, pasted into a shell', () => {
  it.each(ids.flatMap(id => (roundTrips[id] ?? []).slice(0, 1).map(trip => ({ id, trip }))))(
    'do what the run of $id does',
    async ({ id, trip }) => {
      const ran = await planned(id, trip);
      await completedRun(ran.session, ran.plan);
      const pasted = await planned(id, trip);
      for (const step of pasted.plan.steps) {
        if (step.kind === 'apply')
          await aws(pasted.aws.url, awsArguments(step.effect, { ...pasted.plan.session, endpoint: null }));
      }
      expect(heldBy(pasted.aws.world)).toEqual(heldBy(ran.aws.world));
    },
  );
});
