import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullBudget, type Lane, refilled, spent, waitMs } from '../../src/domain/request-budget.ts';
import { minutes } from '../../src/domain/time.ts';

/** When requests go that each wait for their turn, the next one asking as soon as the one before it has gone. */
function sentTimes(
  perMinute: number,
  lanes: readonly { readonly lane: Lane; readonly pauseMs: number }[],
): readonly number[] {
  let budget = fullBudget(perMinute, 0);
  let now = 0;
  return lanes.map(({ lane, pauseMs }) => {
    now += pauseMs;
    budget = refilled(budget, now);
    while (waitMs(budget, lane) > 0) {
      now += waitMs(budget, lane);
      budget = refilled(budget, now);
    }
    budget = spent(budget);
    return now;
  });
}

describe('a budget of requests', () => {
  it('is never exceeded, in any minute, by whatever waits for its turn', () => {
    const lane = fc.constantFrom<Lane>('screen', 'elsewhere');
    const request = fc.record({ lane, pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })) });
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 600 }), fc.array(request, { maxLength: 800 }), (perMinute, requests) => {
        const sent = sentTimes(perMinute, requests);
        for (const [index, at] of sent.entries()) {
          const inMinute = sent.slice(index).filter(other => other < at + minutes(1)).length;
          expect(inMinute).toBeLessThanOrEqual(perMinute);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets a quarter go at once, so that the first picture does not wait', () => {
    const first = Array.from({ length: 75 }, () => ({ lane: 'screen', pauseMs: 0 }) as const);
    expect(sentTimes(300, first)).toEqual(first.map(() => 0));
  });

  it('keeps half of the bucket for the screen', () => {
    let budget = fullBudget(300, 0);
    let elsewhere = 0;
    while (waitMs(budget, 'elsewhere') === 0) {
      budget = spent(budget);
      elsewhere += 1;
    }
    expect(elsewhere).toBe(38);
    expect(waitMs(budget, 'screen')).toBe(0);
  });

  it('is not refilled by a clock that is set back', () => {
    expect(refilled(spent(fullBudget(300, 1000), 80), 0).left).toBe(-5);
  });
});
