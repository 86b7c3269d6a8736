const rising = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The middle of the values; NaN where there are none. */
export function median(values: readonly number[]): number {
  const sorted = rising(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Half of the values lie between these two: what a single disturbance does not move. */
export function spread(values: readonly number[]): readonly [low: number, high: number] {
  return [quantile(values, 0.25), quantile(values, 0.75)];
}

/** @param share from 0, the least value, to 1, the greatest. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = rising(values);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}
