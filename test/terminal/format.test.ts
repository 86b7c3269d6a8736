import { expect, it } from 'vitest';
import { minutes, seconds } from '../../src/domain/time.ts';
import {
  age,
  count,
  countdown,
  duration,
  inSeconds,
  percent,
  plural,
  shortTime,
  timeOfDay,
  usd,
  usdDifference,
} from '../../src/terminal/format.ts';

it.each([
  [0, '0'],
  [1240, '1,240'],
  [99_949, '99,949'],
  [99_950, '100k'],
  [850_400, '850k'],
  [999_499, '999k'],
  [1_240_000, '1.2M'],
  [99_999_999, '100M'],
])('counts %d as %s, in at most six cells', (value, text) => {
  expect(count(value)).toBe(text);
  expect(text.length).toBeLessThanOrEqual(6);
});

it('says percent, seconds and money to what a reader can use', () => {
  expect([percent(0.4), percent(34.49), percent(100)]).toEqual(['0 %', '34 %', '100 %']);
  expect([inSeconds(0.418), inSeconds(9.996), inSeconds(12.34), inSeconds(140)]).toEqual([
    '0.42 s',
    '10.0 s',
    '12.3 s',
    '140 s',
  ]);
  expect([usd(0.3612), usd(1240.4), usdDifference(4.94), usdDifference(-12)]).toEqual([
    '$0.36',
    '$1,240',
    '+$4.94',
    '-$12.00',
  ]);
  expect([plural(1, 'task'), plural(4, 'task')]).toEqual(['1 task', '4 tasks']);
});

it('A7: says how long ago in the largest unit, and never a negative age', () => {
  const ages = [-500, seconds(42), seconds(61), minutes(59), minutes(60), minutes(60 * 47), minutes(60 * 50)];
  expect(ages.map(age)).toEqual(['0 s', '42 s', '1 min', '59 min', '1 h', '47 h', '2 d']);
});

it('says how long something lasts, and what is left of it', () => {
  expect([seconds(45), minutes(5), minutes(59.7), minutes(80)].map(duration)).toEqual([
    '45 s',
    '5 min',
    '1 h',
    '1 h 20 min',
  ]);
  expect([countdown(minutes(29) + seconds(4)), countdown(400), countdown(-1)]).toEqual(['29:04', '0:01', '0:00']);
});

it('writes times in UTC, and the day of what is older than a day', () => {
  const at = Date.UTC(2026, 10, 22, 19, 15, 7);
  expect(timeOfDay(at)).toBe('19:15:07');
  expect(shortTime(at, at + minutes(60))).toBe('19:15');
  expect(shortTime(at, at + minutes(60 * 24))).toBe('11-22');
});
