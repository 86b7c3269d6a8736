import { describe, expect, it } from 'vitest';
import type { ScalingActivity } from '../../../src/domain/snapshot.ts';
import { activityWords, shortEvent } from '../../../src/screens/dashboard/aws-words.ts';
import { pictureTime } from '../../support/ui-snapshots.ts';

describe('events of ECS', () => {
  it.each([
    ['(service api) has reached a steady state.', 'has reached a steady state.'],
    [
      '(service api) has started 2 tasks: (task 0f3a8c1d5e7b4a6f9c2d1e0b8a7f6c5d) (task 1f3a8c1d5e7b4a6f9c2d1e0b8a7f6c5d).',
      'has started 2 tasks: (task 0f3a8c1d) (task 1f3a8c1d).',
    ],
    [
      '(service api) registered 1 targets in (target-group arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/api/0123456789abcdef)',
      'registered 1 targets in (target group api)',
    ],
    [
      '(service api, taskSet ecs-svc/123) has begun draining connections on 1 tasks.',
      'has begun draining connections on 1 tasks.',
    ],
    [
      '(service api) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section.',
      'cannot place a task: Capacity is unavailable at this time.',
    ],
    ['a sentence that AWS has not written yet', 'a sentence that AWS has not written yet'],
  ])('%s', (message, words) => {
    expect(shortEvent({ message })).toBe(words);
  });
});

describe('activities of auto-scaling', () => {
  const activity = (change: Partial<ScalingActivity>): ScalingActivity => ({
    id: 'a',
    startedAt: pictureTime,
    endedAt: pictureTime,
    status: 'Successful',
    description: 'Setting desired count to 4.',
    cause: 'monitor alarm TargetTracking-service/prod/api-AlarmHigh-5f in state ALARM triggered policy cpu-scaling',
    message: '',
    notScaledReasons: [],
    ...change,
  });

  it('say what was set and which policy asked for it', () => {
    expect(activityWords(activity({}))).toEqual({
      outcome: 'scaled',
      what: 'Set desiredCount to 4',
      why: 'cpu-scaling, high alarm',
    });
  });

  it('say that it is still under way', () => {
    expect(activityWords(activity({ status: 'InProgress' })).what).toBe('Set desiredCount to 4 (under way)');
  });

  it('say why it did not scale', () => {
    const words = activityWords(activity({ status: 'Failed', notScaledReasons: ['AlreadyAtMaxCapacity'] }));
    expect(words).toMatchObject({ outcome: 'held-back', what: 'Not scaled: already at MaxCapacity' });
  });

  it('are at rest when there is nothing left to take away', () => {
    const words = activityWords(activity({ status: 'Failed', notScaledReasons: ['AlreadyAtMinCapacity'] }));
    expect(words).toMatchObject({ outcome: 'resting', what: 'Not scaled: already at MinCapacity' });
  });

  it('give a reason that is new to us as AWS writes it', () => {
    expect(activityWords(activity({ notScaledReasons: ['SolarFlare'] })).what).toBe('Not scaled: SolarFlare');
  });

  it('say what failed, in the words of AWS', () => {
    const words = activityWords(activity({ status: 'Failed', message: 'Failed to set desired count to 30.' }));
    expect(words).toMatchObject({ outcome: 'held-back', what: 'Failed: Failed to set desired count to 30.' });
  });

  it('name the bound that moved the count', () => {
    expect(activityWords(activity({ cause: 'minimum capacity was set to 4' })).why).toBe('MinCapacity was set to 4');
  });
});
