import { describe, expect, it } from 'vitest';
import { createSimulatedClock, createWallClock, type Timers } from '../../src/aws/clock.ts';

const start = Date.UTC(2030, 0, 1);

/** Real time by hand: nothing passes until a test says so. */
function handTimers(): Timers & { pass(ms: number): void } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    monotonicMs: () => now,
    setTimer(run, afterMs) {
      const timer = { at: now + afterMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter(timer => timer !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = until;
    },
  };
}

const announced = (now: number, speed: number) => ({ 'x-sim-now': String(now), 'x-sim-speed': String(speed) });

/** Whether a sleep is over, once everything that is already settled has been heard. */
async function isOver(sleep: Promise<void>): Promise<boolean> {
  const pending = Symbol('pending');
  await new Promise(resolve => setImmediate(resolve));
  return (await Promise.race([sleep, Promise.resolve(pending)])) !== pending;
}

describe('a clock that follows a simulated AWS', () => {
  it('runs on between answers at the announced speed', () => {
    const timers = handTimers();
    const clock = createSimulatedClock({ now: start, speed: 60 }, timers);
    timers.pass(1_000);
    expect(clock.now()).toBe(start + 60_000);
  });

  it('is set by every answer that announces a time', () => {
    const timers = handTimers();
    const clock = createSimulatedClock({ now: start, speed: 1 }, timers);
    clock.hear(announced(start + 500_000, 10));
    expect(clock.speed).toBe(10);
    timers.pass(100);
    expect(clock.now()).toBe(start + 501_000);
  });

  it('A7: never goes backwards: an answer that comes late makes it wait', () => {
    const timers = handTimers();
    const clock = createSimulatedClock({ now: start, speed: 1 }, timers);
    timers.pass(1_000);
    clock.hear(announced(start + 400, 1));
    expect(clock.now()).toBe(start + 1_000);
    timers.pass(600);
    expect(clock.now()).toBe(start + 1_000);
    timers.pass(100);
    expect(clock.now()).toBe(start + 1_100);
  });

  it.each([
    ['no headers', {}],
    ['only one of them', { 'x-sim-now': String(start + 5_000) }],
    ['a time that is no number', { 'x-sim-now': 'noon', 'x-sim-speed': '1' }],
    ['a speed below zero', announced(start + 5_000, -1)],
  ])('is left alone by an answer with %s', (_, headers) => {
    const clock = createSimulatedClock({ now: start, speed: 1 }, handTimers());
    clock.hear(headers);
    expect(clock.now()).toBe(start);
    expect(clock.speed).toBe(1);
  });

  it('sleeps in its own time', async () => {
    const timers = handTimers();
    const clock = createSimulatedClock({ now: start, speed: 60 }, timers);
    const sleep = clock.sleep(60_000);
    timers.pass(999);
    expect(await isOver(sleep)).toBe(false);
    timers.pass(1);
    expect(await isOver(sleep)).toBe(true);
  });

  it('wakes sleepers whose time a leap has passed', async () => {
    const clock = createSimulatedClock({ now: start, speed: 1 }, handTimers());
    const sleep = clock.sleep(600_000);
    clock.hear(announced(start + 3_600_000, 1));
    expect(await isOver(sleep)).toBe(true);
  });

  it('stands still at speed 0, and its sleepers with it, until time is announced again', async () => {
    const timers = handTimers();
    const clock = createSimulatedClock({ now: start, speed: 0 }, timers);
    const sleep = clock.sleep(1_000);
    timers.pass(100_000);
    expect(clock.now()).toBe(start);
    expect(await isOver(sleep)).toBe(false);
    clock.hear(announced(start, 1));
    timers.pass(1_000);
    expect(await isOver(sleep)).toBe(true);
  });
});

describe.each([
  ['the wall clock', (timers: Timers) => createWallClock(timers)],
  ['a simulated clock', (timers: Timers) => createSimulatedClock({ now: start, speed: 1 }, timers)],
])('%s', (_, create) => {
  it('ends a sleep when the signal aborts, without rejecting', async () => {
    const clock = create(handTimers());
    const abort = new AbortController();
    const sleep = clock.sleep(60_000, abort.signal);
    expect(await isOver(sleep)).toBe(false);
    abort.abort();
    expect(await isOver(sleep)).toBe(true);
  });

  it('does not begin a sleep that is aborted already', async () => {
    expect(await isOver(create(handTimers()).sleep(60_000, AbortSignal.abort()))).toBe(true);
  });

  it('sleeps for longer than the longest timer of Node', async () => {
    const timers = handTimers();
    const sleep = create(timers).sleep(Number.POSITIVE_INFINITY);
    timers.pass(2 ** 32);
    expect(await isOver(sleep)).toBe(false);
  });
});
