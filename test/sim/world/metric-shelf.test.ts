import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { MetricSeries } from '../../../src/sim/world/metric-series.ts';
import { MetricShelf } from '../../../src/sim/world/metric-shelf.ts';
import { single } from '../../../src/sim/world/tally.ts';

const id = { namespace: 'test', metricName: 'count', dimensions: [] };
const on = (shelf: MetricShelf): MetricSeries => new MetricSeries(id, { unit: 'Count' }, shelf);

const fill = (shelf: MetricShelf): readonly MetricSeries[] => {
  const all: MetricSeries[] = [];
  while (!shelf.isFull) all.push(on(shelf));
  return all;
};

it('the series of a shelf do not touch each other', () => {
  const all = fill(new MetricShelf(24));
  expect(all.length).toBeGreaterThan(1);
  for (const [index, series] of all.entries()) {
    // Each in an hour of its own, and all of them in a common one.
    series.write(index * HOUR, single(index));
    series.write(23 * HOUR + 59 * MINUTE, { sum: 10 * index, min: index, max: 9 * index, count: 2 });
  }
  for (const [index, series] of all.entries()) {
    expect(series.minutes()).toEqual([
      [index * HOUR, single(index)],
      [23 * HOUR + 59 * MINUTE, { sum: 10 * index, min: index, max: 9 * index, count: 2 }],
    ]);
  }
});

it('has no place left when it is full', () => {
  const shelf = new MetricShelf(24);
  fill(shelf);
  expect(() => on(shelf)).toThrow('Invariant');
});

it('a series that is kept for six hours forgets what is older', () => {
  const series = on(new MetricShelf(6));
  for (let minute = 0; minute < 10 * 60; minute += 1) series.write(minute * MINUTE, single(minute));
  expect(series.minutes()).toHaveLength(7 * 60);
  expect(series.minutes()[0]?.[0]).toBe(3 * HOUR);
  expect([series.at(3 * HOUR - MINUTE), series.at(10 * HOUR - MINUTE)?.sum]).toEqual([undefined, 599]);
});

it('nothing of a forgotten hour comes back in the hour that takes its page', () => {
  const shelf = new MetricShelf(1);
  const [busy, rare] = [on(shelf), on(shelf)];
  rare.write(30 * MINUTE, single(1));
  for (const hour of [0, 1, 2, 3]) busy.write(hour * HOUR, single(hour));
  expect(rare.minutes()).toEqual([]);
  expect(busy.minutes().map(([at]) => at / HOUR)).toEqual([2, 3]);
});

it('a series knows its newest minute before any time, gaps and late data included', () => {
  const series = on(new MetricShelf(24));
  expect(series.newestBefore(HOUR)).toBeUndefined();
  series.write(5 * HOUR + 7 * MINUTE, single(1));
  series.write(2 * HOUR, single(1));
  expect(series.newestBefore(Number.POSITIVE_INFINITY)).toBe(5 * HOUR + 7 * MINUTE);
  expect(series.newestBefore(5 * HOUR + 7 * MINUTE)).toBe(2 * HOUR);
  expect(series.newestBefore(2 * HOUR + 1)).toBe(2 * HOUR);
  expect(series.newestBefore(2 * HOUR)).toBeUndefined();
});
