import fc from 'fast-check';
import { expect, it } from 'vitest';
import { durationText, parseDuration } from '../../src/domain/duration.ts';

it.each([
  ['2h', 7_200_000],
  ['90m', 5_400_000],
  ['1h30m', 5_400_000],
  ['45s', 45_000],
  ['0s', 0],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(['', '2', '2 h', 'h', '1.5h', '-1h', '30m1h', '1H'])('%j is no duration', text => {
  expect(parseDuration(text)).toBeUndefined();
});

it('is written as it would be typed', () => {
  expect([5_400_000, 7_200_000, 61_000, 0].map(durationText)).toEqual(['1h30m', '2h', '1m1s', '0s']);
  fc.assert(
    fc.property(fc.nat(900_000), wholeSeconds => {
      expect(parseDuration(durationText(wholeSeconds * 1000))).toBe(wholeSeconds * 1000);
    }),
  );
});
