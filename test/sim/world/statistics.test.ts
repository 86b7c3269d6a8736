import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bucket,
  EVENLY,
  LONG_TAILED,
  longTailed,
  parseStatistic,
  statisticOf,
} from '../../../src/sim/world/statistics.ts';

const of = (name: string, buckets: readonly Bucket[], distribution = EVENLY): number => {
  const statistic = parseStatistic(name);
  if (statistic === undefined) throw new Error(`${name} is no statistic`);
  return statisticOf(buckets, statistic, distribution);
};

describe('statistics over several minutes', () => {
  const minutes: readonly Bucket[] = [
    { sum: 60, min: 10, max: 20, count: 4 },
    { sum: 200, min: 80, max: 120, count: 2 },
  ];

  it('weigh each sample once, however many a minute has', () => {
    expect(of('Average', minutes)).toBeCloseTo(260 / 6);
    expect(of('Sum', minutes)).toBe(260);
    expect(of('SampleCount', minutes)).toBe(6);
    expect(of('Minimum', minutes)).toBe(10);
    expect(of('Maximum', minutes)).toBe(120);
  });

  it('find percentiles across them', () => {
    expect(of('p50', minutes)).toBeGreaterThan(10);
    expect(of('p50', minutes)).toBeLessThanOrEqual(20);
    expect(of('p90', minutes)).toBeGreaterThan(80);
    expect(of('p100', minutes)).toBeCloseTo(120);
  });
});

describe('percentiles', () => {
  it('of requests are where they were put', () => {
    expect(of('p95', [longTailed({ p95: 0.26, count: 900 })], LONG_TAILED)).toBeCloseTo(0.26);
  });

  it('never fall as the part rises, whatever the minutes', () => {
    const bucket = fc
      .record({ min: fc.nat(100), width: fc.nat(100), count: fc.integer({ min: 1, max: 50 }) })
      .map(({ min, width, count }) => ({ min, max: min + width, count, sum: count * (min + width / 2) }));
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 1, maxLength: 10 }), buckets => {
        const values = ['p1', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99', 'p100'].map(name => of(name, buckets));
        for (const [index, value] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual((values[index - 1] ?? 0) - 1e-6);
        }
        expect(values.at(-1)).toBeCloseTo(Math.max(...buckets.map(({ max }) => max)));
      }),
    );
  });

  it.each(['Median', 'p101', 'p', 'pp95', 'average'])('%s is no statistic', name => {
    expect(parseStatistic(name)).toBeUndefined();
  });
});
