import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../../src/domain/account-snapshot.ts';
import { evaluate } from '../../../src/domain/check.ts';
import { fresh, missing } from '../../../src/domain/observed.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import * as given from '../../support/snapshots.ts';
import { now, serviceAt } from '../../support/snapshots.ts';
import { ids, planOf, reasonsOf, scale, warnings } from './asked.ts';

const within = (account: Partial<AccountSnapshot>, snapshot: Snapshot = serviceAt(2)): Snapshot => ({
  ...snapshot,
  account: { ...snapshot.account, ...account },
});

const quota = (limitVcpus: number, usedVcpus: number) => ({ fargateQuota: fresh({ limitVcpus, usedVcpus }, now) });

const roomChecks = (plan: Plan) =>
  plan.steps.flatMap(step => (step.kind === 'check' && step.check.check === 'room-for-tasks' ? [step] : []));

describe('room for more tasks', () => {
  it('refuses what the Fargate quota does not hold, with the numbers and the ways out', () => {
    expect(reasonsOf(scale(within(quota(6, 3)), 6))).toBe(
      'Fargate vCPU: 6 tasks would take 7 of 6 vCPU (117 %; 1 a task, and 1 are held by others), and ECS would not place the others. Of these tasks there is room for 5: ask for that many at most, or request a higher quota L-3032A538 in Service Quotas.',
    );
    expect(scale(within(quota(6, 3)), 5).kind).toBe('plan');
  });

  it('says every shortage at once, the ceiling too', () => {
    const network = fresh(
      ['a', 'b', 'c'].map(zone => ({ id: `subnet-${zone}`, zone: `us-east-1${zone}`, freeAddresses: 1 })),
      now,
    );
    const said = reasonsOf(scale(within(quota(6, 3), serviceAt(2, { min: 2, max: 10 }, { network })), 12));
    expect(said).toContain('MaxCapacity of waooaw-backend is 10');
    expect(said).toContain('Fargate vCPU: 12 tasks');
    expect(said).toContain('Subnet addresses: 12 tasks would take 12 of 5 addresses');
  });

  it('never stands in the way of scaling in', () => {
    const plan = planOf(scale(within(quota(1, 9), serviceAt(8)), 7));
    expect(roomChecks(plan)).toEqual([]);
    expect(warnings(plan)).not.toContain('vCPU');
  });

  it('warns where a rolling deployment would not find its addresses', () => {
    const network = fresh(
      ['a', 'b', 'c'].map(zone => ({ id: `subnet-${zone}`, zone: `us-east-1${zone}`, freeAddresses: 2 })),
      now,
    );
    expect(warnings(planOf(scale(serviceAt(2, undefined, { network }), 6)))).toContain(
      'Subnet addresses: 6 tasks take 6 of 8 addresses (75 %), and a rolling deployment, which runs old and new tasks side by side, would not find enough.',
    );
  });

  it('is looked at again before the first write, and blocks then', () => {
    const plan = planOf(scale(within(quota(16, 3)), 6));
    const [check] = roomChecks(plan);
    expect(check).toMatchObject({ id: 'check-room', onFailure: 'block' });
    if (check === undefined) throw new Error('the plan has no such check');
    expect(evaluate(check.check, within(quota(16, 3)), now)).toEqual({
      verdict: 'passed',
      says: 'room for 6 tasks: 7 of 16 vCPU, 6 of 12,002 addresses',
    });
    expect(evaluate(check.check, within(quota(16, 14)), now)).toMatchObject({ verdict: 'failed' });
    expect(evaluate(check.check, within({ fargateQuota: missing(given.denied) }), now)).toMatchObject({
      verdict: 'waiting',
      says: expect.stringContaining('Attach the read policy'),
    });
  });

  it('that nobody could look at is said, and looked at again as a warning', () => {
    const unread = within({ fargateQuota: missing(given.denied) });
    const plan = planOf(scale(unread, 6));
    expect(warnings(plan)).toContain(
      'Whether there is room is not known for Fargate vCPU. The Fargate vCPU quota and its use cannot be read now: ECS answered AccessDenied for ecs:DescribeServices. Attach the read policy to your role.',
    );
    expect(plan.predictions).toContainEqual({ label: 'Fargate vCPU', before: 'unknown', after: 'unknown' });
    expect(ids(plan)).toContain('check-unknown-room');
    expect(roomChecks(plan).map(({ onFailure, check }) => [onFailure, check])).toMatchObject([
      ['block', { limits: ['subnet-addresses'] }],
      ['warn', { limits: ['fargate-vcpus'] }],
    ]);
  });
});
