import { describe, expect, it } from 'vitest';
import type { ServicePart } from '../../src/domain/snapshot.ts';
import { seconds } from '../../src/domain/time.ts';
import { type Cadence, createPoller } from '../../src/store/poller.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

interface Sweep {
  readonly atMs: number;
  readonly parts: readonly ServicePart[];
}

const cadences: readonly Cadence[] = [
  { part: 'counts', everyMs: seconds(5), shownIn: 'rows' },
  { part: 'metrics', everyMs: seconds(60), shownIn: 'rows' },
];

/** Lets a poller run on a virtual clock until a moment, and tells what it read when. */
async function sweepsUntil(
  endMs: number,
  {
    readTakesMs = () => 0,
    speed = 1,
    during = () => undefined,
  }: {
    readTakesMs?: (parts: readonly ServicePart[], atMs: number) => number;
    speed?: number;
    during?: (act: Act) => void;
  } = {},
): Promise<readonly Sweep[]> {
  const clock = { ...createVirtualClock(0), speed };
  const sweeps: Sweep[] = [];
  const poller = createPoller({
    clock,
    cadences,
    attention: () => ({ rows: ['cluster/service'], panel: [] }),
    async read(readings) {
      const parts = readings.flatMap(reading => reading.parts);
      sweeps.push({ atMs: clock.now(), parts });
      const takesMs = readTakesMs(parts, clock.now());
      if (takesMs > 0) await clock.sleep(takesMs);
      return new Map();
    },
    onPace: () => {},
  });
  during({ at: clock.at, poller });
  poller.start();
  await clock.sleep(endMs);
  poller.stop();
  return sweeps;
}

interface Act {
  readonly at: ReturnType<typeof createVirtualClock>['at'];
  readonly poller: ReturnType<typeof createPoller>;
}

const timesOf = (sweeps: readonly Sweep[], part: ServicePart): readonly number[] =>
  sweeps.filter(({ parts }) => parts.includes(part)).map(({ atMs }) => atMs / 1000);

describe('the poller', () => {
  it('reads counts every 5 s and metrics every 60 s, in one sweep where both are due', async () => {
    const sweeps = await sweepsUntil(seconds(62));
    expect(timesOf(sweeps, 'metrics')).toEqual([0, 60]);
    expect(timesOf(sweeps, 'counts')).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
    expect(sweeps.find(({ atMs }) => atMs === seconds(60))?.parts).toEqual(['counts', 'metrics']);
  });

  it('has one read of a part in flight: a slow answer delays the next one instead of piling up', async () => {
    const sweeps = await sweepsUntil(seconds(40), { readTakesMs: () => seconds(12) });
    expect(timesOf(sweeps, 'counts')).toEqual([0, 12, 24, 36]);
  });

  it('N12: holds up one sweep for a part that has become slow, and after that no other part', async () => {
    const sweeps = await sweepsUntil(seconds(80), {
      readTakesMs: parts => (parts.includes('metrics') ? seconds(15) : 0),
    });
    expect(timesOf(sweeps, 'counts')).toEqual([0, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75]);
    expect(timesOf(sweeps, 'metrics')).toEqual([0, 60]);
    expect(sweeps.filter(({ parts }) => parts.length > 1)).toHaveLength(1);
  });

  it('N12: reads a part that is quick again together with the others', async () => {
    const sweeps = await sweepsUntil(seconds(130), {
      readTakesMs: (parts, atMs) => (parts.includes('metrics') && atMs < seconds(60) ? seconds(15) : 0),
    });
    expect(sweeps.find(({ atMs }) => atMs === seconds(60))?.parts).toEqual(['counts']);
    expect(sweeps.find(({ atMs }) => atMs === seconds(120))?.parts).toEqual(['counts', 'metrics']);
  });

  it('does not ask more often than twice a real second, however fast the clock runs', async () => {
    const sweeps = await sweepsUntil(seconds(125), { speed: 60 });
    expect(timesOf(sweeps, 'counts')).toEqual([0, 30, 60, 90, 120]);
  });

  it('reads nothing while paused, but reads once when it is asked to', async () => {
    const sweeps = await sweepsUntil(seconds(60), {
      during({ at, poller }) {
        at(seconds(11), () => poller.setPaused(true));
        at(seconds(30), () => poller.refresh());
      },
    });
    expect(timesOf(sweeps, 'counts')).toEqual([0, 5, 10, 30]);
    expect(timesOf(sweeps, 'metrics')).toEqual([0, 30]);
  });

  it('takes up its rhythm again when the pause ends', async () => {
    const sweeps = await sweepsUntil(seconds(31), {
      during({ at, poller }) {
        at(seconds(6), () => poller.setPaused(true));
        at(seconds(20), () => poller.setPaused(false));
      },
    });
    expect(timesOf(sweeps, 'counts')).toEqual([0, 5, 20, 25, 30]);
  });
});
