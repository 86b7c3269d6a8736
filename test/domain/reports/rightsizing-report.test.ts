import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestSize } from '../../../src/domain/fargate-sizes.ts';
import { fresh, missing } from '../../../src/domain/observed.ts';
import { rightsizingReport, type ServiceSizing } from '../../../src/domain/reports/rightsizing-report.ts';
import { suggestionFor } from '../../../src/domain/reports/sizing.ts';
import type { ServiceSnapshot } from '../../../src/domain/snapshot.ts';
import type { HourOfUse, Spread } from '../../../src/domain/utilization.ts';
import * as given from '../../support/snapshots.ts';
import { now, serviceAt } from '../../support/snapshots.ts';

const flat = (value: number): Spread => ({ average: value, p95: value, maximum: value });

function sizing({
  count = 4,
  days = 7,
  ...parts
}: Partial<ServiceSnapshot> & { readonly count?: number; readonly days?: number } = {}): ServiceSizing {
  const [service] = rightsizingReport(serviceAt(count, undefined, parts), now, days).services;
  if (service === undefined) throw new Error('the service is there');
  return service;
}

const used = (use: Partial<HourOfUse>, hourly?: Parameters<typeof given.weekOfUse>[1]) => ({
  utilization: fresh(given.weekOfUse(use, hourly), now),
});

describe('the verdict', () => {
  it.each([
    ['OVER', { cpu: { average: 12, p95: 20, maximum: 40 }, memory: flat(40) }, 'CPU p95 is 20 %, and neither'],
    [
      'RIGHT',
      { cpu: { average: 25, p95: 45, maximum: 55 }, memory: flat(40) },
      'CPU p95 is 45 %: what is reserved is used.',
    ],
    ['RIGHT', { cpu: { average: 12, p95: 20, maximum: 75 }, memory: flat(40) }, 'CPU reached 75 %'],
    ['RIGHT', { cpu: flat(10), memory: flat(70) }, 'Memory reached 70 %'],
    ['UNDER', { cpu: { average: 60, p95: 82, maximum: 99 }, memory: flat(40) }, 'CPU p95 is 82 %, above 70 %.'],
    ['UNDER', { cpu: flat(10), memory: flat(94) }, 'at 100 % a task is killed'],
  ])('%s', (verdict, use, says) => {
    const found = sizing(used(use));
    expect(found.verdict).toBe(verdict);
    expect(found.because).toContain(says);
  });

  it('leaves one bad hour in twenty out of p95, and in the maximum', () => {
    const { use, verdict } = sizing(
      used({ cpu: flat(20), memory: flat(40) }, (hour, index) =>
        index % 24 === 0 ? { ...hour, cpu: flat(58) } : hour,
      ),
    );
    expect(use?.cpu).toMatchObject({ p95: 20, maximum: 58 });
    expect(verdict).toBe('OVER');
  });

  it('looks back as many days as it is asked, and no further', () => {
    const busyLastWeek = used({ cpu: flat(20), memory: flat(40) }, (hour, index) =>
      index < 7 * 24 ? { ...hour, cpu: flat(90) } : hour,
    );
    expect(sizing(busyLastWeek).verdict).toBe('OVER');
    expect(sizing({ ...busyLastWeek, days: 14 }).verdict).toBe('UNDER');
  });

  it.each([
    [
      'a service that began on Friday',
      used({}, (hour, index) => (index < 11 * 24 ? undefined : hour)),
      'has 72 of 168 hours; it takes 118',
    ],
    ['no memory', used({ memory: null }), 'no memory of it'],
    ['no hours at all', used({}, () => undefined), 'has 0 of 168 hours'],
    ['an answer that did not come', { utilization: missing(given.denied) }, 'Attach the read policy'],
    ['0 tasks', { count: 0 }, 'set to 0 tasks'],
  ])('is NO DATA with %s, which is no verdict and suggests nothing', (_, parts, says) => {
    const found = sizing(parts);
    expect(found).toMatchObject({ verdict: 'NO DATA', suggestion: null });
    expect(found.because).toContain(says);
  });
});

describe('the suggestion', () => {
  const quiet = used({ cpu: { average: 10, p95: 15, maximum: 25 }, memory: flat(30) });

  it('is fewer tasks, with what they save', () => {
    const { suggestion } = sizing({ ...quiet, count: 8 });
    expect(suggestion).toEqual({ kind: 'tasks', from: 8, to: 3, savesPerMonthUsd: expect.closeTo(5 * 36.04, 1) });
  });

  it('is a smaller task where two are left: a single one is no redundancy', () => {
    expect(sizing({ ...quiet, count: 2 }).suggestion).toEqual({
      kind: 'task-size',
      from: { cpuUnits: 1024, memoryMiB: 2048 },
      to: { cpuUnits: 512, memoryMiB: 1024 },
      savesPerMonthUsd: expect.closeTo(36.04, 1),
    });
  });

  it('is more tasks for what is under, with what they cost', () => {
    const { suggestion } = sizing({ ...used({ cpu: flat(82), memory: flat(40) }), count: 4 });
    expect(suggestion).toEqual({ kind: 'tasks', from: 4, to: 6, savesPerMonthUsd: expect.closeTo(-2 * 36.04, 1) });
  });

  it('has no price, and no smaller size, for tasks on EC2', () => {
    const on = (desiredCount: number) => ({
      counts: fresh(given.counts({ desiredCount, capacityProviders: ['EC2'] }), now),
    });
    expect(sizing({ ...quiet, ...on(8) })).toMatchObject({ cost: null, suggestion: { to: 3, savesPerMonthUsd: null } });
    expect(sizing({ ...quiet, ...on(2) }).suggestion).toBeNull();
  });

  it('never goes below two tasks, and leaves CPU and memory room for a peak', () => {
    const anySpread = fc
      .tuple(fc.nat(100), fc.nat(100), fc.nat(100))
      .map(values => values.toSorted((a, b) => a - b))
      .map(([average = 0, p95 = 0, maximum = 0]): Spread => ({ average, p95, maximum }));
    fc.assert(
      fc.property(
        anySpread,
        anySpread,
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom('OVER', 'UNDER'),
        (cpu, memory, tasks, verdict) => {
          const task = { cpuUnits: 1024, memoryMiB: 4096 };
          const suggestion = suggestionFor(verdict, { cpu, memory, tasks, task, isPriced: true });
          if (suggestion?.kind !== 'tasks') return;
          expect(suggestion.to).toBeGreaterThanOrEqual(2);
          expect((cpu.p95 * tasks) / suggestion.to).toBeLessThanOrEqual(55 + 1e-9);
          expect((cpu.maximum * tasks) / suggestion.to).toBeLessThanOrEqual(80 + 1e-9);
          expect(Math.sign(suggestion.savesPerMonthUsd ?? 0)).toBe(verdict === 'OVER' ? 1 : -1);
        },
      ),
    );
  });
});

describe('the report', () => {
  it('sums what is there and what the suggestions save', () => {
    const plain = serviceAt(8, undefined, used({ cpu: flat(15), memory: flat(30) }));
    const report = rightsizingReport(plain, now);
    expect(report.cost.perMonthUsd).toBeCloseTo(8 * 36.04, 1);
    expect(report.savesPerMonthUsd).toBeCloseTo(5 * 36.04, 1);
  });
});

describe('the sizes that Fargate has', () => {
  it.each([
    [
      { cpuUnits: 100, memoryMiB: 300 },
      { cpuUnits: 256, memoryMiB: 512 },
    ],
    [
      { cpuUnits: 256, memoryMiB: 1500 },
      { cpuUnits: 256, memoryMiB: 2048 },
    ],
    [
      { cpuUnits: 300, memoryMiB: 900 },
      { cpuUnits: 512, memoryMiB: 1024 },
    ],
    [
      { cpuUnits: 256, memoryMiB: 6000 },
      { cpuUnits: 1024, memoryMiB: 6144 },
    ],
    [
      { cpuUnits: 5000, memoryMiB: 17_000 },
      { cpuUnits: 8192, memoryMiB: 20_480 },
    ],
    [{ cpuUnits: 99_999, memoryMiB: 1 }, undefined],
  ])('%o fits into %o', (need, size) => {
    expect(smallestSize(need)).toEqual(size);
  });
});
