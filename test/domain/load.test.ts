import { describe, expect, it } from 'vitest';
import { isOverload, loadOf, tightness } from '../../src/domain/load.ts';
import { fresh } from '../../src/domain/observed.ts';
import { minutes } from '../../src/domain/time.ts';
import { counts, denied, metrics, now, series, service } from '../support/snapshots.ts';

const busy = (cpuPercent: number) =>
  service({
    counts: fresh(counts({ desiredCount: 4 }), now),
    metrics: fresh(
      metrics({ cpuPercent: series(cpuPercent), requestsPerMinute: series(1200), requestsPerTask: series(300) }),
      now,
    ),
  });

describe('the load on one task', () => {
  it('is shared evenly by those that are left', () => {
    expect(loadOf(busy(30), { desiredCount: 2, now })).toEqual({
      cpuPercent: 30,
      cpuPercentAfter: 60,
      requestsPerTask: 300,
      requestsPerTaskAfter: 600,
      enoughTasks: 3,
    });
  });

  it.each([
    ['metrics that cannot be read', service({ metrics: { state: 'missing', because: denied } }), now],
    [
      'old metrics',
      { ...busy(30), metrics: { state: 'stale', value: metrics(), observedAt: now, because: denied } },
      now,
    ],
    ['a newest minute of ten minutes ago', busy(30), now + minutes(10)],
  ] as const)('is unknown with %s, and then no overload is claimed', (_, seen, at) => {
    const load = loadOf(seen, { desiredCount: 1, now: at });
    expect(load).toMatchObject({ cpuPercent: undefined, cpuPercentAfter: undefined });
    expect(isOverload(load)).toBe(false);
    expect(tightness(load, '1 task')).toBeUndefined();
  });

  it('of a minute before the scale-out was carried by the fewer tasks of then', () => {
    const justScaledOut = service({
      counts: fresh(counts({ desiredCount: 6 }), now),
      metrics: fresh(
        metrics({ cpuPercent: series(33), requestsPerMinute: series(1000), requestsPerTask: series(500) }),
        now,
      ),
    });
    // Two tasks carried it at 33 %: on two tasks it is 33 % again, and not the 99 % that six of them would make of it.
    expect(loadOf(justScaledOut, { desiredCount: 2, now })).toMatchObject({
      cpuPercentAfter: 33,
      requestsPerTaskAfter: 500,
    });
  });

  it('of no task at all cannot be told', () => {
    expect(loadOf(busy(30), { desiredCount: 0, now })).toMatchObject({ cpuPercent: 30, cpuPercentAfter: undefined });
  });
});

describe('what is left', () => {
  it.each([
    [27, undefined],
    [
      30,
      'CPU would rise from 30 % to about 60 % on 2 tasks, which leaves little room for a peak; 3 would stay near 55 %.',
    ],
    [
      40,
      'CPU would rise from 40 % to about 80 % on 2 tasks, above the 70 % at which the runbook scales out again; 3 would stay near 55 %.',
    ],
  ])('of four tasks at %i %%, with two taken away', (cpuPercent, says) => {
    expect(tightness(loadOf(busy(cpuPercent), { desiredCount: 2, now }), '2 tasks')).toBe(says);
  });

  it('is overloaded above what the runbook calls a reason to scale', () => {
    expect(isOverload(loadOf(busy(35), { desiredCount: 2, now }))).toBe(false);
    expect(isOverload(loadOf(busy(35.5), { desiredCount: 2, now }))).toBe(true);
  });
});
