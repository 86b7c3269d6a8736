/** What CloudWatch keeps of the samples of one series in one stretch of time. */
export interface Bucket {
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

export const merged = (one: Bucket, other: Bucket): Bucket => ({
  sum: one.sum + other.sum,
  min: Math.min(one.min, other.min),
  max: Math.max(one.max, other.max),
  count: one.count + other.count,
});

/**
 * How samples lie between their minimum and their maximum: pairs of (part of the samples, part of the way), both rising
 * from 0 to 1. It stands in for the samples themselves, which nobody could keep for 15 days.
 */
export type Distribution = readonly (readonly [part: number, way: number])[];

export const EVENLY: Distribution = [
  [0, 0],
  [1, 1],
];

/** Most requests are quick, a few are slow: the 95th percentile sits at a third of the slowest. */
export const LONG_TAILED: Distribution = [
  [0, 0],
  [0.5, 0.11],
  [0.9, 0.23],
  [0.95, 0.31],
  [0.99, 0.55],
  [1, 1],
];

const interpolate = (points: readonly (readonly [number, number])[], x: number): number => {
  let [beforeX, beforeY] = points[0] ?? [0, 0];
  for (const [atX, atY] of points) {
    if (x <= atX) return atX === beforeX ? atY : beforeY + ((atY - beforeY) * (x - beforeX)) / (atX - beforeX);
    [beforeX, beforeY] = [atX, atY];
  }
  return beforeY;
};

const mean = (distribution: Distribution): number => {
  let area = 0;
  for (const [index, [part, way]] of distribution.entries()) {
    const [beforePart, beforeWay] = distribution[index - 1] ?? [0, 0];
    area += ((part - beforePart) * (way + beforeWay)) / 2;
  }
  return area;
};

const LONG_TAILED_P95 = interpolate(LONG_TAILED, 0.95);
const LONG_TAILED_MEAN = mean(LONG_TAILED);

/** The bucket whose samples have this distribution between `min` and the value that 95 % stay below. */
export const longTailed = (request: { p95: number; count: number }): Bucket => {
  const min = request.p95 / 4;
  const max = min + (request.p95 - min) / LONG_TAILED_P95;
  return { min, max, count: request.count, sum: request.count * (min + (max - min) * LONG_TAILED_MEAN) };
};

const partBelow = (bucket: Bucket, inverse: readonly (readonly [number, number])[], value: number): number => {
  if (value >= bucket.max) return 1;
  if (value < bucket.min) return 0;
  return interpolate(inverse, (value - bucket.min) / (bucket.max - bucket.min));
};

/** Enough halvings to find a percentile to more digits than anybody reads. */
const HALVINGS = 40;

/** The value that `part` (0 to 1) of all samples in the buckets stay below. */
const percentile = (buckets: readonly Bucket[], distribution: Distribution, part: number): number => {
  const inverse = distribution.map(([x, y]) => [y, x] as const);
  const wanted = part * buckets.reduce((sum, { count }) => sum + count, 0);
  let low = Math.min(...buckets.map(({ min }) => min));
  let high = Math.max(...buckets.map(({ max }) => max));
  for (let halving = 0; halving < HALVINGS && low < high; halving += 1) {
    const middle = (low + high) / 2;
    const below = buckets.reduce((sum, bucket) => sum + bucket.count * partBelow(bucket, inverse, middle), 0);
    if (below < wanted) low = middle;
    else high = middle;
  }
  return high;
};

export interface PlainStatistic {
  readonly kind: 'Average' | 'Sum' | 'Minimum' | 'Maximum' | 'SampleCount';
}

export type Statistic = PlainStatistic | { readonly kind: 'percentile'; readonly part: number };

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount`, `p95`, `p99.9`; undefined for anything else. */
export const parseStatistic = (name: string): Statistic | undefined => {
  switch (name) {
    case 'Average':
    case 'Sum':
    case 'Minimum':
    case 'Maximum':
    case 'SampleCount':
      return { kind: name };
    default: {
      const digits = PERCENTILE.exec(name)?.[1];
      return digits === undefined ? undefined : { kind: 'percentile', part: Number(digits) / 100 };
    }
  }
};

/** The inverse of `parseStatistic`. */
export const statisticName = (statistic: Statistic): string =>
  // 0.999 * 100 is not 99.9 in binary; AWS takes at most ten digits.
  statistic.kind === 'percentile' ? `p${Number((statistic.part * 100).toFixed(10))}` : statistic.kind;

export const statisticOfOne = (bucket: Bucket, statistic: Statistic, distribution: Distribution): number => {
  switch (statistic.kind) {
    case 'Sum':
      return bucket.sum;
    case 'SampleCount':
      return bucket.count;
    case 'Average':
      return bucket.sum / bucket.count;
    case 'Minimum':
      return bucket.min;
    case 'Maximum':
      return bucket.max;
    case 'percentile':
      return bucket.min + (bucket.max - bucket.min) * interpolate(distribution, statistic.part);
  }
};

/** The statistic over all samples of the buckets (at least one). */
export const statisticOf = (buckets: readonly Bucket[], statistic: Statistic, distribution: Distribution): number => {
  const [only] = buckets;
  // One minute at a time is what alarms and charts ask for.
  if (only !== undefined && buckets.length === 1) return statisticOfOne(only, statistic, distribution);
  const total = (value: (bucket: Bucket) => number): number => buckets.reduce((sum, bucket) => sum + value(bucket), 0);
  switch (statistic.kind) {
    case 'Sum':
      return total(({ sum }) => sum);
    case 'SampleCount':
      return total(({ count }) => count);
    case 'Average':
      return total(({ sum }) => sum) / total(({ count }) => count);
    case 'Minimum':
      return Math.min(...buckets.map(({ min }) => min));
    case 'Maximum':
      return Math.max(...buckets.map(({ max }) => max));
    case 'percentile':
      return percentile(buckets, distribution, statistic.part);
  }
};
