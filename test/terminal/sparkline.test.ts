import { describe, expect, it } from 'vitest';
import type { Series } from '../../src/domain/metrics.ts';
import { minutes } from '../../src/domain/time.ts';
import { plainText } from '../../src/terminal/line.ts';
import { buckets, roundAxisMax, sparkline } from '../../src/terminal/sparkline.ts';

const series = (...values: readonly (number | null)[]): Series => ({
  periodMs: minutes(1),
  points: values.map((value, index) => ({ at: minutes(index), value })),
});

const axis = (count: number) => ({ endsAt: minutes(count), spanMs: minutes(count), max: 100, threshold: 70 });

describe('a sparkline', () => {
  it('draws on a fixed axis: a quiet service looks quiet', () => {
    expect(plainText(sparkline(series(2, 3, 2, 4), axis(4), 4))).toBe('▁▁▁▁');
    expect(plainText(sparkline(series(12, 40, 75, 100), axis(4), 4))).toBe('▁▄▆█');
  });

  it('draws a minute without data as a gap, and zero as the lowest bar', () => {
    expect(plainText(sparkline(series(50, null, 0, 50), axis(4), 4))).toBe('▄·▁▄');
  });

  it('draws data that stopped coming as a gap that grows at its end', () => {
    expect(plainText(sparkline(series(50, 50), { ...axis(2), endsAt: minutes(4), spanMs: minutes(4) }, 4))).toBe(
      '▄▄··',
    );
  });

  it('marks what lies above the threshold, and not what lies on it', () => {
    const marked = sparkline(series(60, 70, 71, 90), axis(4), 4).filter(({ tone }) => tone === 'warning');
    expect(plainText(marked)).toHaveLength(2);
  });

  it('clips what exceeds the axis instead of rescaling it', () => {
    expect(plainText(sparkline(series(50, 250), axis(2), 2))).toBe('▄█');
  });

  it('gives the mean where several minutes share a cell, leaving out those without data', () => {
    expect(buckets(series(10, 30, 50, null), axis(4), 2)).toEqual([20, 50]);
  });

  it('leaves the front blank where there are more cells than minutes', () => {
    expect(buckets(series(10, 30), axis(2), 4)).toEqual([null, null, 10, 30]);
  });

  it('keeps the bars as they are while time goes by within a cell', () => {
    const points = series(...Array.from({ length: 60 }, (_, minute) => minute));
    const at = (endsAt: number) => buckets(points, { endsAt, spanMs: minutes(60), max: 100, threshold: null }, 12);
    const earlier = at(minutes(57));
    const later = at(minutes(59));
    expect(later.slice(0, -1)).toEqual(earlier.slice(0, -1));
  });
});

it('grows an axis in round steps', () => {
  expect([0, 0.3, 1, 1.01, 4.2, 999, 1001, 5200].map(roundAxisMax)).toEqual([1, 0.5, 1, 2, 5, 1000, 2000, 10_000]);
});
