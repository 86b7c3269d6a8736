import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grouped } from '../../src/domain/grouped.ts';

it.each([0, 2])('writes numbers of %i decimals as en-US does', mostDecimals => {
  const standard = new Intl.NumberFormat('en-US', { maximumFractionDigits: mostDecimals });
  // Nothing of ours is larger.
  const numbers = fc.oneof(
    fc.integer(),
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.double({ min: -10, max: 10, noNaN: true }),
    fc.constantFrom(
      0,
      1.005,
      -1.005,
      2.5,
      -2.5,
      999.5,
      1000,
      0.125,
      1234.5,
      99_999.995,
      Number.NaN,
      Infinity,
      -Infinity,
    ),
  );
  // A zero that was negative reads as a zero.
  const sameZero = (text: string): string => text.replace(/^-0$/, '0');
  fc.assert(
    fc.property(numbers, value => {
      expect(sameZero(grouped(value, mostDecimals))).toBe(sameZero(standard.format(value)));
    }),
  );
});
