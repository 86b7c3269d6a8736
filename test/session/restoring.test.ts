import { describe, expect, it } from 'vitest';
import { planOf as planOfResult } from '../../src/commands/plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { findProcedure } from '../../src/procedures/index.ts';
import { planProcedure } from '../../src/session/planning.ts';
import type { HeadroomSession } from '../../src/session/session.ts';
import type { PlanResult } from '../../src/store/actions.ts';
import { heldBy } from '../support/held-by-world.ts';
import { savedIn } from '../support/saved-removal.ts';
import { completedRun, simulatedAccount } from '../support/simulated-session.ts';

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/waooaw-production/waooaw-backend',
  ScalableDimension: 'ecs:service:DesiredCount',
};

async function asked(
  session: HeadroomSession,
  id: string,
  typed: Readonly<Record<string, string>> = {},
): Promise<PlanResult> {
  const procedure = findProcedure(id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  return planProcedure(session, procedure, { service: 'waooaw-backend', ...typed });
}

async function planned(...of: Parameters<typeof asked>): Promise<Plan> {
  const result = await asked(...of);
  if (result.kind === 'nothing-to-do') throw new Error(result.because);
  return planOfResult(result);
}

const accountWithSchedule = async () => {
  const account = await simulatedAccount();
  account.call('application-autoscaling:RegisterScalableTarget', {
    ...target,
    SuspendedState: { DynamicScalingOutSuspended: true },
  });
  account.call('application-autoscaling:PutScheduledAction', {
    ...target,
    ScheduledActionName: 'night-down',
    Schedule: 'cron(0 2 * * ? *)',
    Timezone: 'Europe/Berlin',
    ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 },
  });
  return account;
};

describe('auto-scaling that a run removed', () => {
  it('O4: comes back to the letter, from the newest run, from a run by its id, and from a saved plan', async () => {
    const { aws, session } = await accountWithSchedule();
    const before = structuredClone(heldBy(aws.world));
    const plan = await planned(session, 'remove-auto-scaling');
    const removal = await completedRun(session, plan);
    for (const from of ['last', removal.id, removal.id.slice(0, 19), savedIn(plan)]) {
      expect(heldBy(aws.world).targets[target.ResourceId]).toBeUndefined();
      await completedRun(session, await planned(session, 'restore-auto-scaling', { from }));
      expect(heldBy(aws.world)).toEqual(before);
      aws.calls.call('application-autoscaling:DeregisterScalableTarget', target, { requestId: 'somebody-else' });
    }
  });

  it('C6: and registered again by hand, as the runbook says, comes back with its policies; the plan says what was wrong', async () => {
    const { aws, session, call } = await accountWithSchedule();
    const before = structuredClone(heldBy(aws.world));
    await completedRun(session, await planned(session, 'remove-auto-scaling'));
    call('application-autoscaling:RegisterScalableTarget', { ...target, MinCapacity: 2, MaxCapacity: 10 });
    const plan = await planned(session, 'restore-auto-scaling');
    expect(plan.warnings[0]).toContain('has a scalable target (2–10) and no policy: nothing scales it.');
    await completedRun(session, plan);
    expect(heldBy(aws.world)).toEqual(before);
  });
});

describe('what cannot be restored', () => {
  it('is answered before anything is asked of AWS, with what to do', async () => {
    const { session } = await simulatedAccount();
    expect(await asked(session, 'restore-auto-scaling', { from: '20261123' })).toEqual({
      kind: 'bad-input',
      problems: [{ field: 'from', says: expect.stringContaining('from names no run') }],
    });
    expect(await asked(session, 'restore-auto-scaling', { from: './missing.json' })).toEqual({
      kind: 'bad-input',
      problems: [{ field: 'from', says: 'from names ./missing.json, which cannot be read' }],
    });
    expect(await asked(session, 'restore-auto-scaling', { from: '{"target":1}' })).toMatchObject({ kind: 'bad-input' });
  });
});

describe('policies that are set up', () => {
  it('count as set up once their alarms have data, which takes a minute or more', async () => {
    const { session, call } = await simulatedAccount();
    call('application-autoscaling:DeregisterScalableTarget', target);
    const run = await completedRun(session, await planned(session, 'set-up-auto-scaling', { requestTarget: '800' }));
    const said = run.steps.map(({ says }) => says).join('\n');
    expect(said).toContain('the alarms of cpu-scaling have data');
    expect(said).toContain('the alarms of request-scaling have data');
  });
});
