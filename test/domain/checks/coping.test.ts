import { describe, expect, it } from 'vitest';
import { copingVerdict } from '../../../src/domain/checks/coping.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { ServiceSnapshot } from '../../../src/domain/snapshot.ts';
import { minutes } from '../../../src/domain/time.ts';
import { backend, counts, denied, metrics, now, series, serviceAt } from '../../support/snapshots.ts';

const limits = { cpuPercent: 70, p95Seconds: 1, errorPercent: 1, runningCount: 6, badMinutes: 3 };
const longAgo = now - minutes(30);

const verdict = (seen: Partial<ServiceSnapshot>, since = longAgo) =>
  copingVerdict({ service: backend, limits }, serviceAt(6, undefined, seen), since);

const measured = (overrides: Parameters<typeof metrics>[0]): Partial<ServiceSnapshot> => ({
  metrics: fresh(metrics(overrides), now),
});

it('a service inside its limits copes, and says what the worst minute of the watch was', () => {
  const seen = measured({ cpuPercent: series(90, 61, 30), p95Seconds: series(0.3, 0.42, 0.3) });
  expect(verdict(seen, now - minutes(3))).toEqual({
    verdict: 'passed',
    says: 'running 6, CPU at most 61 %, p95 latency at most 0.42 s, no errors',
  });
  expect(verdict({}, now).says).toBe('running 6, CPU 30 %');
});

describe('what ends a watch', () => {
  it.each([
    ['CPU', measured({ cpuPercent: series(40, 80, 81, 82) }), 'CPU is 82 %, above 70 for 3 min'],
    ['latency', measured({ p95Seconds: series(1.1, 1.2, 1.34) }), 'p95 latency is 1.34 s, above 1 for 3 min'],
    [
      'errors, as a share of the requests of the same minute',
      measured({ errorsPerMinute: series(20, 20, 24), requestsPerMinute: series(null, 800, 800, 800) }),
      '3.0 % of requests fail, above 1 for 3 min',
    ],
    [
      'tasks that were taken back',
      { counts: fresh(counts({ desiredCount: 4 }), now) },
      'desiredCount is 4, below 6: somebody or something took tasks away',
    ],
    [
      'tasks that die alike',
      {
        stoppedTasks: fresh(
          ['a', 'b', 'c'].map(taskId => ({
            taskId,
            stoppedAt: now,
            stopCode: 'EssentialContainerExited',
            stoppedReason: 'OutOfMemoryError: Container killed due to memory usage',
            exitCodes: [137],
          })),
          now,
        ),
      },
      '3 tasks died the same way: OutOfMemoryError',
    ],
  ])('%s', (_, seen, says) => {
    const given = verdict(seen);
    expect(given.verdict).toBe('failed');
    expect(given.says).toContain(says);
  });
});

describe('what does not', () => {
  it.each([
    ['two bad minutes', measured({ cpuPercent: series(40, 80, 81) })],
    ['bad minutes with a good one among the last', measured({ cpuPercent: series(80, 80, 60, 80) })],
    ['exactly the limit', measured({ cpuPercent: series(70, 70, 70) })],
    [
      'errors in minutes of which nobody knows the requests',
      measured({ errorsPerMinute: series(9, 9, 9), requestsPerMinute: series(null, null, null) }),
    ],
    ['more tasks than asked for: auto-scaling may add', { counts: fresh(counts({ desiredCount: 8 }), now) }],
  ])('%s', (_, seen) => {
    expect(verdict(seen).verdict).toBe('passed');
  });

  it('the load from before the watch: it is what the change was made for', () => {
    const hot = measured({ cpuPercent: series(90, 90, 90, 90) });
    expect(verdict(hot, now - minutes(3)).verdict).toBe('passed');
    expect(verdict(hot, now - minutes(4)).verdict).toBe('failed');
  });
});

it('without data there is no verdict, and never a good one', () => {
  const unseen = { state: 'missing', because: denied } as const;
  expect(verdict({ metrics: unseen })).toEqual({
    verdict: 'waiting',
    says: 'running 6, metrics cannot be read right now',
  });
  expect(verdict({ counts: unseen }).verdict).toBe('waiting');
});
