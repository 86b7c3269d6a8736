import { describe, expect, it } from 'vitest';
import { scaleService } from '../../../src/procedures/scale-service.ts';
import { planProcedure } from '../../../src/session/planning.ts';
import type { HeadroomSession } from '../../../src/session/session.ts';
import { completedRun, endedRun, simulatedAccount } from '../../support/simulated-session.ts';
import { planOf, reasonsOf } from './asked.ts';

async function scale(session: HeadroomSession, service: string, desiredCount: number, raiseCeiling = 'no') {
  const result = await planProcedure(session, scaleService, { service, desiredCount: `${desiredCount}`, raiseCeiling });
  if (result.kind === 'bad-input' || result.kind === 'failed') throw new Error(JSON.stringify(result));
  return result;
}

describe('scaling out in a simulated account', () => {
  it('is refused where the Fargate quota ends, and planned for as many as fit', async () => {
    const { aws, session } = await simulatedAccount();
    // Two tasks of one vCPU and two of half a one run.
    aws.world.quotas.applyFargateVcpus(6);
    expect(reasonsOf(await scale(session, 'waooaw-backend', 6))).toContain(
      'Fargate vCPU: 6 tasks would take 7 of 6 vCPU (117 %; 1 a task, and 1 are held by others)',
    );
    expect((await scale(session, 'waooaw-backend', 5)).kind).toBe('plan');
  });

  it('is refused where the subnets have no addresses for it', async () => {
    const { aws, session } = await simulatedAccount();
    for (const { id } of aws.world.network.subnets()) aws.world.network.leaveFree(id, 1);
    expect(reasonsOf(await scale(session, 'waooaw-backend', 8))).toContain('8 tasks would take 8 of 5 addresses');
    expect((await scale(session, 'waooaw-backend', 5)).kind).toBe('plan');
  });

  it('is stopped before the first write where the room is gone by then', async () => {
    const { aws, session } = await simulatedAccount();
    const plan = planOf(await scale(session, 'waooaw-backend', 6));
    aws.world.quotas.applyFargateVcpus(6);
    const writes = aws.history.writes.length;
    const run = await endedRun(session, plan);
    expect(run.ended).toMatchObject({
      kind: 'stopped',
      because: 'blocked',
      says: expect.stringContaining('of 6 vCPU'),
    });
    expect(aws.history.writes).toHaveLength(writes);
  });

  it('of the agent counts as done only with its tasks spread over the zones', async () => {
    const { session } = await simulatedAccount();
    const run = await completedRun(session, planOf(await scale(session, 'waooaw-agent', 5)));
    const applied = run.steps.find(({ step }) => step.kind === 'apply');
    expect(applied?.says).toMatch(/running 5\/5; spread over its zones: us-east-1a \d, us-east-1b \d, us-east-1c \d/);
  });
});
