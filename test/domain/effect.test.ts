import { describe, expect, it } from 'vitest';
import { effectAtOdds } from '../../src/domain/effect.ts';
import type { ApplyStep } from '../../src/domain/plan.ts';
import type { ServiceKey } from '../../src/domain/snapshot.ts';

const service: ServiceKey = 'web/api';
type Write = Pick<ApplyStep, 'changes' | 'unchanged' | 'effect'>;

const count: Write = {
  changes: [{ fact: { service, attribute: 'desiredCount' }, from: 2, to: 6 }],
  unchanged: [{ fact: { service, attribute: 'maxCapacity' }, value: 10 }],
  effect: { operation: 'ecs:UpdateService', input: { cluster: 'web', service: 'api', desiredCount: 6 } },
};

const floor: Write = {
  changes: [
    { fact: { service, attribute: 'minCapacity' }, from: 2, to: 6 },
    { fact: { service, attribute: 'desiredCount' }, from: 2, to: 6 },
  ],
  unchanged: [{ fact: { service, attribute: 'maxCapacity' }, value: 10 }],
  effect: {
    operation: 'application-autoscaling:RegisterScalableTarget',
    input: {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/web/api',
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 6,
    },
  },
};

/** The write with other members in its request. */
function sending({ effect, ...shown }: Write, members: object): Write {
  // Both kinds of input take any member here: an edited file is not bound by our types.
  return { ...shown, effect: { ...effect, input: { ...effect.input, ...members } } as Write['effect'] };
}

describe('a write', () => {
  it('is what it shows', () => {
    expect(effectAtOdds(count)).toBeUndefined();
    expect(effectAtOdds(floor)).toBeUndefined();
  });

  it('may repeat a value that is to stay', () => {
    expect(effectAtOdds(sending(floor, { MaxCapacity: 10 }))).toBeUndefined();
  });

  it.each([
    ['another count than shown', sending(count, { desiredCount: 0 }), 'sets desiredCount 0'],
    ['another floor than shown', sending(floor, { MinCapacity: 7 }), 'sets MinCapacity 7'],
    ['a ceiling that is not shown', sending(floor, { MaxCapacity: 99 }), 'sets MaxCapacity 99'],
    ['another service', sending(count, { service: 'payments' }), 'is for web/payments, and not for web/api'],
    ['another cluster', sending(count, { cluster: 'other' }), 'is for other/api'],
    ['another scalable target', sending(floor, { ResourceId: 'service/web/payments' }), 'is for web/payments'],
    ['something else than a service', sending(floor, { ResourceId: 'table/web/api' }), 'is for no service'],
    ['another dimension', sending(floor, { ScalableDimension: 'rds:cluster:ReadReplicaCount' }), 'is for no service'],
    ['no cluster, which would be the default one', sending(count, { cluster: undefined }), 'is for no service'],
    ['a new deployment along with it', sending(count, { forceNewDeployment: true }), 'also carry forceNewDeployment'],
    ['a suspension along with it', sending(floor, { SuspendedState: {} }), 'also carry SuspendedState'],
    ['nothing that moves', { ...count, changes: [] }, 'is shown to move nothing'],
    ['nothing at all', sending(count, { desiredCount: undefined }), 'is shown to move nothing'],
  ])('%s is at odds with what is shown', (_, write, says) => {
    expect(effectAtOdds(write)).toContain(says);
  });
});
