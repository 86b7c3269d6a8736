import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import * as given from '../../support/snapshots.ts';
import { now, serviceAt } from '../../support/snapshots.ts';
import { planOf, reasonsOf, scale, warnings } from './asked.ts';

describe('blocked', () => {
  const broken = (overrides: Parameters<typeof given.counts>[0]): Snapshot =>
    serviceAt(2, undefined, { counts: fresh(given.counts(overrides), now) });
  const [primary] = given.counts().deployments;
  if (!primary) throw new Error('the builder makes a deployment');

  it.each([
    ['a service that is being deleted', broken({ status: 'DRAINING' }), 6, 'is DRAINING'],
    ['a DAEMON service', broken({ schedulingStrategy: 'DAEMON' }), 6, 'Change the number of instances'],
    [
      'a failed deployment',
      broken({ deployments: [{ ...primary, rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start.' }] }),
      6,
      'Roll back or deploy again first',
    ],
    [
      'scaling in during a deployment',
      broken({ desiredCount: 4, deployments: [primary, { ...primary, id: 'old', status: 'ACTIVE' }] }),
      2,
      'Wait until it is done',
    ],
    [
      'counts that cannot be read',
      serviceAt(2, undefined, { counts: { state: 'missing', because: given.denied } }),
      6,
      'Attach the read policy',
    ],
    [
      'auto-scaling that was not read yet',
      serviceAt(2, undefined, { scaling: { state: 'pending' } }),
      6,
      'Wait for the first reading',
    ],
    ['an unknown service', { ...serviceAt(2), services: [] }, 6, 'There is no service'],
  ])('%s, with the next step', (_, snapshot, desiredCount, says) => {
    expect(reasonsOf(scale(snapshot, desiredCount))).toContain(says);
  });

  it('in sentences that end once, also where AWS ends its own', () => {
    const because = { ...given.denied, because: 'AWS says: User ann is not authorized.', nextStep: 'Ask for it' };
    expect(reasonsOf(scale(serviceAt(2, undefined, { counts: { state: 'missing', because } }), 6))).toBe(
      'The counts of waooaw-backend cannot be read now: AWS says: User ann is not authorized. Ask for it.',
    );
  });

  it('not by a deployment on the way out: an incident does not wait for it', () => {
    const plan = planOf(scale(broken({ deployments: [primary, { ...primary, id: 'old', status: 'ACTIVE' }] }), 6));
    expect(warnings(plan)).toContain('A deployment is replacing the tasks');
    expect(plan.steps[0]).toMatchObject({ kind: 'check', onFailure: 'warn' });
  });
});
