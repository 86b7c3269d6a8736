import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateMath, MathError } from '../../../src/sim/api/metric-math.ts';

const series: Readonly<Record<string, ReadonlyMap<number, number>>> = {
  m1: new Map([
    [0, 10],
    [60, 20],
    [120, 30],
  ]),
  m2: new Map([
    [0, 2],
    [120, 0],
  ]),
};

const math = (text: string): readonly (readonly [number, number])[] => [
  ...evaluateMath(text, {
    periods: [0, 60, 120, 180],
    series: id => series[id],
    metrics: () => Object.values(series),
  }),
];

describe('metric math', () => {
  it.each([
    [
      'm1 * 2 + 1',
      [
        [0, 21],
        [60, 41],
        [120, 61],
      ],
    ],
    [
      '1 + m1 * 2',
      [
        [0, 21],
        [60, 41],
        [120, 61],
      ],
    ],
    [
      '(m1 - 10) / 10',
      [
        [0, 0],
        [60, 1],
        [120, 2],
      ],
    ],
    [
      '-m1',
      [
        [0, -10],
        [60, -20],
        [120, -30],
      ],
    ],
    // Only where both have a value; and nothing divided by zero is a value.
    ['m1 / m2', [[0, 5]]],
    [
      'SUM([m1, m2])',
      [
        [0, 12],
        [60, 20],
        [120, 30],
      ],
    ],
    [
      'AVG(METRICS())',
      [
        [0, 6],
        [60, 20],
        [120, 15],
      ],
    ],
    [
      'm1 - MIN(m1)',
      [
        [0, 0],
        [60, 10],
        [120, 20],
      ],
    ],
    [
      'FILL(m2, 7)',
      [
        [0, 2],
        [60, 7],
        [120, 0],
        [180, 7],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(math(text)).toEqual(expected);
  });

  it.each(['', 'm1 +', 'm3', '2', 'SUM()', 'NOPE(m1)', '[m1, m2]', 'm1 m2', 'm1 $ 2', 'constructor(m1)'])(
    'refuses "%s"',
    text => {
      expect(() => math(text)).toThrow(MathError);
    },
  );

  it('never fails in any other way, whatever is written', () => {
    const piece = fc.constantFrom(
      'm1',
      'm2',
      '1',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      '[',
      ']',
      ',',
      'SUM',
      'FILL',
      'METRICS',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        try {
          math(pieces.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(MathError);
        }
      }),
    );
  });
});
