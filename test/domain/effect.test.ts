import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { configurationWrite } from '../../src/domain/configuration-write.ts';
import { alarmText } from '../../src/domain/configurations/alarm.ts';
import { scheduledActionText } from '../../src/domain/configurations/scheduled-action.ts';
import { effectAtOdds } from '../../src/domain/effect.ts';
import type { Change } from '../../src/domain/fact.ts';
import type { ApplyStep } from '../../src/domain/plan.ts';
import { deregisterWrite, registerWrite } from '../../src/domain/scalable-target-write.ts';
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

const suspension: Write = {
  changes: [{ fact: { service, attribute: 'dynamicScalingInSuspended' }, from: false, to: true }],
  unchanged: [
    { fact: { service, attribute: 'dynamicScalingOutSuspended' }, value: false },
    { fact: { service, attribute: 'scheduledScalingSuspended' }, value: false },
  ],
  effect: {
    operation: 'application-autoscaling:RegisterScalableTarget',
    input: {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/web/api',
      ScalableDimension: 'ecs:service:DesiredCount',
      SuspendedState: {
        DynamicScalingInSuspended: true,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
    },
  },
};

const held = {
  target: {
    minCapacity: 2,
    maxCapacity: 10,
    suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
  },
  policies: [{ name: 'cpu-scaling', configuration: '{"PolicyType":"TargetTrackingScaling"}' }],
  scheduledActions: [],
  desiredCount: 2,
};
const noActions = { fact: { service, attribute: 'scheduledActions' as const }, value: '[]' };
const deregistration: Write = { ...deregisterWrite(service, held), unchanged: [noActions] };
const registration: Write = {
  ...registerWrite(service, { from: null, to: held.target, desiredCount: 1 }),
  unchanged: [],
};

const without = ({ changes, ...write }: Write, attribute: string): Write => ({
  ...write,
  changes: changes.filter(({ fact }) => fact.attribute !== attribute),
});

const alarm = { attribute: 'alarm', name: 'high-cpu' } as const;
const alarmWrite: Write = {
  ...configurationWrite(alarm, { from: null, to: alarmText({ Threshold: 80 } satisfies MetricAlarm) }),
  unchanged: [],
};
const action = { service, attribute: 'scheduledAction', name: 'night' } as const;
const actionText = (MinCapacity: number): string =>
  scheduledActionText({ Schedule: 'rate(1 day)', ScalableTargetAction: { MinCapacity } });
const rescheduling: Write = {
  ...configurationWrite(action, { from: actionText(2), to: actionText(4) }),
  unchanged: [],
};

const changing = ({ changes, ...write }: Write, more: readonly Change[]): Write => ({
  ...write,
  changes: [...changes, ...more],
});

describe('writes of more than bounds', () => {
  it.each([
    ['a suspension', suspension],
    ['a first registration, which lifts the count into its bounds', registration],
    ['a deregistration with all that goes with it', deregistration],
    ['an alarm', alarmWrite],
    ['another schedule', rescheduling],
  ])('%s is what it shows', (_, write) => {
    expect(effectAtOdds(write)).toBeUndefined();
  });

  it.each([
    [
      'a suspension of which only one flag is sent',
      sending(suspension, { SuspendedState: { DynamicScalingInSuspended: true } }),
      'also carry SuspendedState in part only',
    ],
    [
      'a suspension of something else as well',
      sending(suspension, {
        SuspendedState: {
          DynamicScalingInSuspended: true,
          DynamicScalingOutSuspended: true,
          ScheduledScalingSuspended: false,
        },
      }),
      'sets scale-out suspended, which is not what is shown',
    ],
    [
      'a count that the bounds would not move there',
      changing(floor, [{ fact: { service, attribute: 'desiredCount' }, from: 20, to: 12 }]),
      'does not move desiredCount as is shown',
    ],
    [
      'a flag that the request says nothing of',
      changing(floor, [{ fact: { service, attribute: 'scheduledScalingSuspended' }, from: true, to: false }]),
      'does not move scheduled scaling as is shown',
    ],
    ['a deregistration that hides its policies', without(deregistration, 'scalingPolicies'), 'sets policies none'],
    [
      'a deregistration that hides one policy',
      without(deregistration, 'scalingPolicy'),
      'would also delete cpu-scaling',
    ],
    [
      'a deregistration that says nothing of scheduled actions',
      { ...deregistration, unchanged: [] },
      'sets scheduled actions none',
    ],
    ['an alarm under another name', sending(alarmWrite, { AlarmName: 'low-cpu' }), 'sets alarm low-cpu'],
    ['another threshold', sending(alarmWrite, { Threshold: 8 }), 'sets alarm high-cpu'],
    ['an alarm with tags', sending(alarmWrite, { Tags: [] }), 'also carry Tags'],
    [
      'another schedule of another service',
      sending(rescheduling, { ResourceId: 'service/web/other' }),
      'is for web/other',
    ],
    [
      'an update that leaves the time zone to what is there',
      sending(rescheduling, { Timezone: undefined }),
      'would keep what it does not name',
    ],
    [
      'a change of another fact along with it',
      changing(alarmWrite, [{ fact: { attribute: 'rule', name: 'night' }, from: null, to: '{}' }]),
      'does not move rule night as is shown',
    ],
  ])('%s is at odds with what is shown', (_, write, says) => {
    expect(effectAtOdds(write)).toContain(says);
  });
});
