import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requiredTasks } from '../../../src/domain/capacity.ts';
import { fresh, missing } from '../../../src/domain/observed.ts';
import { capacityReport } from '../../../src/domain/reports/capacity-report.ts';
import { measuredLoads } from '../../../src/domain/reports/measured-load.ts';
import type { TrafficEstimate } from '../../../src/domain/reports/traffic-estimate.ts';
import * as given from '../../support/snapshots.ts';
import { backend, now, serviceAt } from '../../support/snapshots.ts';

const estimateOf = (
  snapshot = serviceAt(2),
  expected: { perMinute?: number; bufferPercent?: number } = {},
): TrafficEstimate => {
  const [estimate] = capacityReport(snapshot, { services: [backend], ...expected }, now).estimates;
  if (estimate === undefined) throw new Error('the service is there');
  return estimate;
};

describe('the runbook’s formula', () => {
  it.each([
    ['its own example: 5,000 are 12', 5000, 500, 20, 12],
    ['the baseline', 1000, 500, 20, 3],
    ['rounds up', 2501, 500, 20, 7],
    ['never a single task', 10, 500, 20, 2],
    ['exact multiples stay exact', 35_000, 500, 20, 84],
    ['another buffer', 5000, 500, 50, 15],
  ])('%s', (_, expectedPerMinute, requestsPerTask, bufferPercent, tasks) => {
    expect(requiredTasks({ expectedPerMinute, requestsPerTask, bufferPercent })).toBe(tasks);
  });

  it('always leaves room for what is expected and the buffer', () => {
    const anyTraffic = fc.record({
      expectedPerMinute: fc.integer({ min: 1, max: 10_000_000 }),
      requestsPerTask: fc.integer({ min: 1, max: 20_000 }),
      bufferPercent: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(anyTraffic, traffic => {
        const capacity = requiredTasks(traffic) * traffic.requestsPerTask * 100;
        expect(capacity).toBeGreaterThanOrEqual(traffic.expectedPerMinute * (100 + traffic.bufferPercent));
      }),
    );
  });
});

describe('current capacity', () => {
  it('is what the task definition says, times what runs, and what that costs', () => {
    const { services, total } = capacityReport(serviceAt(3), { services: [] }, now);
    expect(services).toEqual([
      expect.objectContaining({ runningCount: 3, vcpusPerTask: 1, memoryGbPerTask: 2, unknown: [] }),
    ]);
    expect(total).toMatchObject({ tasks: 3, vcpus: 3, memoryGb: 6 });
    expect(total.cost?.perMonthUsd).toBeCloseTo(3 * 36.04, 1);
  });

  it('has no sum where a part of it is not known, and says why', () => {
    const snapshot = serviceAt(3, undefined, { task: missing(given.denied) });
    const { services, total } = capacityReport(snapshot, { services: [] }, now);
    expect(services[0]?.unknown.join()).toContain('The task definition of waooaw-backend cannot be read now');
    expect(total).toEqual({ tasks: 3, vcpus: null, memoryGb: null, cost: null });
  });

  it('has no price for tasks on EC2: instances are paid for there', () => {
    const counts = fresh(given.counts({ capacityProviders: ['EC2'] }), now);
    expect(capacityReport(serviceAt(2, undefined, { counts }), { services: [] }, now).services[0]?.cost).toBeNull();
  });
});

describe('the traffic estimate', () => {
  it('answers the runbook’s campaign by its formula and by measure, and names what stops it', () => {
    const { rows, first } = estimateOf(serviceAt(2), { perMinute: 5000 });
    expect(rows).toMatchObject([
      { expectedPerMinute: 5000, tasksByRunbook: 12, tasksByMeasure: 7, stoppedBy: ['task-ceiling'] },
    ]);
    expect(rows[0]?.cost?.perHourUsd).toBeCloseTo(12 * 0.04937, 5);
    expect(first).toBe('task-ceiling');
  });

  it('shows multiples of the present traffic until a number is named', () => {
    expect(estimateOf().rows.map(({ expectedPerMinute }) => expectedPerMinute)).toEqual([800, 1600, 2400, 4000]);
  });

  it('says how far each limit goes, and what is not known of one', () => {
    const snapshot = serviceAt(2);
    const denied = { ...snapshot, account: { ...snapshot.account, fargateQuota: missing(given.denied) } };
    expect(estimateOf(denied).limits).toEqual([
      {
        known: true,
        id: 'task-ceiling',
        label: 'MaxCapacity',
        mostTasks: 10,
        servesPerMinute: 4166,
        taken: '2 of 10 tasks',
      },
      expect.objectContaining({
        known: false,
        id: 'fargate-vcpus',
        because: expect.stringContaining('Attach the read'),
      }),
      expect.objectContaining({ id: 'subnet-addresses', mostTasks: 12_002 }),
    ]);
  });

  it.each([
    [
      'no load balancer',
      {
        counts: fresh(given.counts({ targetGroupArns: [] }), now),
        metrics: fresh(given.metrics({ requestsPerMinute: given.series() }), now),
      },
      'No load balancer counts',
    ],
    ['no answer', { metrics: missing(given.denied) }, 'cannot be read now'],
    [
      'no recent requests',
      { metrics: fresh(given.metrics({ requestsPerMinute: given.series(null, null) }), now) },
      'has no recent requests',
    ],
  ])('says why there is none with %s', (_, parts, says) => {
    const estimate = estimateOf(serviceAt(2, undefined, parts));
    expect(estimate.rows).toEqual([]);
    expect(estimate.because).toContain(says);
  });
});

describe('what was measured of a task', () => {
  const measure = (overrides: Parameters<typeof given.service>[0]) => measuredLoads(given.service(overrides), now);

  it('is drawn to 70 % CPU from now and from the busiest hour, the one nearer to it first', () => {
    const utilization = fresh(
      given.weekOfUse({}, (hour, index) =>
        index === 300 ? { ...hour, cpu: { average: 60, p95: 66, maximum: 70 }, requestsPerTask: 900 } : hour,
      ),
      now,
    );
    const measured = measure({ utilization });
    expect(measured.map(({ seen, requestsPerTask, cpuPercent }) => [seen, requestsPerTask, cpuPercent])).toEqual([
      ['busiest hour of 7 days', 900, 60],
      ['now', 400, 30],
    ]);
    expect(measured[0]?.requestsPerTaskAtTarget).toBe(1050);
    expect(measured[1]?.requestsPerTaskAtTarget).toBeCloseTo(933.3, 1);
  });

  it('does not look further back than seven days', () => {
    const utilization = fresh(
      given.weekOfUse({}, (hour, index) => (index < 7 * 24 ? { ...hour, requestsPerTask: 5000 } : hour)),
      now,
    );
    expect(measure({ utilization }).map(({ requestsPerTask }) => requestsPerTask)).not.toContain(5000);
  });

  it('says where so little CPU was used that the line may lead anywhere', () => {
    const metrics = fresh(given.metrics({ cpuPercent: given.series(8) }), now);
    const [only] = measure({ metrics, utilization: { state: 'pending' } });
    expect(only).toMatchObject({ seen: 'now', isFarOff: true });
  });

  it('is nothing where there is no load or no data', () => {
    expect(measure({ metrics: missing(given.denied), utilization: missing(given.denied) })).toEqual([]);
    const idle = fresh(given.metrics({ requestsPerTask: given.series(0) }), now);
    expect(measure({ metrics: idle, utilization: { state: 'pending' } })).toEqual([]);
  });
});
