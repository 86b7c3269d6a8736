import { describe, expect, it } from 'vitest';
import { readerTime } from '../../../src/screens/wizard/reader-time.ts';

/** A clock whose two times a test sets as it likes. */
function clocks(speed: number) {
  const at = { session: 5_000_000, monotonic: 77 };
  const clock = { now: () => at.session, sleep: async () => {}, speed, monotonicMs: () => at.monotonic };
  return { at, clock };
}

describe("the reader's time at a question", () => {
  it('is measured on the monotonic clock, through the small corrections of a simulated AWS', () => {
    const { at, clock } = clocks(60);
    const read = readerTime(clock, at.session);
    at.monotonic += 400;
    for (const offMs of [0, 900 * 60, -900 * 60]) {
      at.session = 5_000_000 + 400 * 60 + offMs;
      expect(read()).toBe(400);
    }
  });

  it('counts a sleep of the machine, and a time of day that was set, forward and back', () => {
    const { at, clock } = clocks(1);
    const read = readerTime(clock, at.session);
    at.monotonic += 100;
    at.session += 3_600_000;
    expect(read()).toBe(3_600_000);
    at.session = 5_000_000 - 3_600_000;
    expect(read()).toBe(-3_600_000);
  });

  it('begins when the question was asked, not when it appeared', () => {
    const { at, clock } = clocks(10);
    const read = readerTime(clock, at.session - 20_000);
    expect(read()).toBe(2000);
    at.monotonic += 5;
    at.session += 50;
    expect(read()).toBe(2005);
  });

  it('is the session clock where there is no other', () => {
    const { at, clock } = clocks(2);
    const read = readerTime({ now: clock.now, sleep: clock.sleep, speed: 2 }, at.session);
    at.session += 100;
    expect(read()).toBe(50);
  });
});
