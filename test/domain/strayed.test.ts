import { expect, it } from 'vitest';
import { strayed } from '../../src/domain/strayed.ts';
import { createFakeAws } from '../runner/fake-aws.ts';
import { scaleStep, service } from '../support/scale-plan.ts';

const step = scaleStep({ id: 'apply-1', from: 2, to: 6 });

async function held(desiredCount: number) {
  const aws = createFakeAws();
  aws.held.desiredCount = desiredCount;
  return aws.ports.observe([service], ['counts']);
}

it.each([2, 6])('what still is as it was (%i), or as it was made, has not strayed', async count => {
  expect(strayed(step, await held(count))).toBeUndefined();
});

it('what is neither has, and says what it is now', async () => {
  expect(strayed(step, await held(9))).toEqual({
    says: 'desiredCount of web-production/web-api is 9 now: neither the 2 from before nor the 6 that was written',
    byItself: true,
  });
});

it('a count that auto-scaling has raised beyond what was asked for is no stranger where the verification takes it', async () => {
  const orMore = {
    ...step,
    verify: { check: 'all', of: [{ check: 'service-stable', service, desiredCount: 6, orMore: true }] },
  } as const;
  expect(strayed(orMore, await held(9))).toBeUndefined();
  expect(strayed(orMore, await held(4))).toBeDefined();
});

it('what cannot be read has not strayed', async () => {
  const aws = createFakeAws();
  aws.readFault = { kind: 'unreachable', because: 'ECS did not answer', nextStep: 'Wait.' };
  expect(strayed(step, await aws.ports.observe([service], ['counts']))).toBeUndefined();
});
