import { expect, it } from 'vitest';
import { cadences } from '../../../src/aws/observe/index.ts';
import { seconds } from '../../../src/domain/time.ts';

it('only what the dashboard shows is read again and again: everything else waits until somebody asks', () => {
  expect(cadences.map(({ part }) => part).toSorted()).toEqual([
    'activities',
    'alarms',
    'counts',
    'metrics',
    'scaling',
    'targets',
    'task',
  ]);
});

it('nothing is asked for more than twelve times a minute', () => {
  for (const { everyMs } of cadences) expect(everyMs).toBeGreaterThanOrEqual(seconds(5));
});
