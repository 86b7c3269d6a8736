import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimClock } from '../../../src/sim/world/clock.ts';

describe('the clock', () => {
  it('does things in the order of their time, and first come first served at the same instant', () => {
    const clock = new SimClock(0);
    const done: string[] = [];
    clock.at(20, () => done.push('later'));
    clock.at(10, () => done.push('first of two'));
    clock.at(10, () => done.push('second of two'));
    clock.runUntil(30);
    expect(done).toEqual(['first of two', 'second of two', 'later']);
  });

  it('shows each action the time at which it was planned', () => {
    const clock = new SimClock(100);
    const seen: number[] = [];
    clock.every(10, 105, () => seen.push(clock.now));
    clock.runUntil(128);
    expect(seen).toEqual([105, 115, 125]);
    expect(clock.now).toBe(128);
  });

  it('does what an action plans for the same instant before it goes on', () => {
    const clock = new SimClock(0);
    const done: string[] = [];
    clock.at(5, () => {
      clock.after(0, () => done.push(`planned at ${clock.now}`));
    });
    clock.runUntil(5);
    expect(done).toEqual(['planned at 5']);
  });

  it('does not do what was cancelled, and does not mind when it is cancelled twice', () => {
    const clock = new SimClock(0);
    const done: string[] = [];
    const cancelled = clock.at(5, () => done.push('cancelled'));
    clock.at(6, () => done.push('kept'));
    clock.cancel(cancelled);
    clock.cancel(cancelled);
    clock.runUntil(10);
    expect(done).toEqual(['kept']);
  });

  it('never runs backwards', () => {
    const clock = new SimClock(50);
    clock.runUntil(40);
    expect(clock.now).toBe(50);
  });

  it('orders any mix of times as a sort would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), times => {
        const clock = new SimClock(0);
        const done: number[] = [];
        for (const time of times) clock.at(time, () => done.push(time));
        clock.runUntil(1000);
        expect(done).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});
