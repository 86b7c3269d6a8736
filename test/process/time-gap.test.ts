import { expect, it } from 'vitest';
import { watchForGaps } from '../../src/process/time-gap.ts';

/** A machine whose clocks and ticks a test moves. */
function machine() {
  let monotonic = 1000;
  let wall = 1_800_000_000_000;
  let tick = (): void => {};
  const gaps: number[] = [];
  const stop = watchForGaps(lostMs => gaps.push(lostMs), {
    monotonicMs: () => monotonic,
    wallMs: () => wall,
    repeat(_, run) {
      tick = run;
      return () => {
        tick = () => {};
      };
    },
  });
  return {
    gaps,
    stop,
    pass(ms: { readonly monotonic: number; readonly wall: number }) {
      monotonic += ms.monotonic;
      wall += ms.wall;
      tick();
    },
  };
}

it('a tick that comes a little late is no gap', () => {
  const { pass, gaps } = machine();
  for (const ms of [250, 260, 900, 1500, 250]) pass({ monotonic: ms, wall: ms });
  expect(gaps).toEqual([]);
});

it.each([
  ['a process that was stopped', { monotonic: 60_000, wall: 60_000 }, 60_000],
  ['a machine that slept, whose monotonic clock slept too', { monotonic: 250, wall: 3_600_000 }, 3_600_000],
  ['a clock that was set back', { monotonic: 250, wall: -5000 }, 5000],
])('%s is a gap, once', (_, lost, gap) => {
  const { pass, gaps } = machine();
  pass(lost);
  pass({ monotonic: 250, wall: 250 });
  expect(gaps).toEqual([gap]);
});

it('nothing is heard after the watch has been stopped', () => {
  const { pass, gaps, stop } = machine();
  stop();
  pass({ monotonic: 60_000, wall: 60_000 });
  expect(gaps).toEqual([]);
});
