import { describe, expect, it } from 'vitest';
import type { ServiceSnapshot } from '../../src/domain/snapshot.ts';
import { seconds } from '../../src/domain/time.ts';
import { App } from '../../src/screens/app.tsx';
import { type CellScreen, drawOnCells } from '../support/cell-screen.tsx';
import { type FakeSession, fakeSession, StandingClock } from '../support/screen.tsx';
import { agent, backend, pictureSnapshot, pictureTime } from '../support/ui-snapshots.ts';

const size = { width: 120, height: 40 };

async function open(services: readonly ServiceSnapshot[] = [backend(), agent()]): Promise<{
  readonly session: FakeSession;
  readonly screen: CellScreen;
}> {
  const session = fakeSession(
    { snapshot: pictureSnapshot(services), requests: { lastMinute: 31, perMinute: 300, isHeld: false } },
    { clock: new StandingClock(pictureTime) },
  );
  const screen = await drawOnCells(<App />, { ...size, session });
  return { session, screen };
}

/** What an event costs: frames that Ink drew, and what was written to the terminal for them. */
async function costOf(screen: CellScreen, happen: () => void): Promise<{ renders: number; writes: readonly string[] }> {
  await screen.drawn();
  const [renders, writes] = [screen.renders(), screen.writes.length];
  happen();
  await screen.drawn();
  return { renders: screen.renders() - renders, writes: screen.writes.slice(writes) };
}

const bytesOf = (writes: readonly string[]): number => Buffer.byteLength(writes.join(''));

interface Shown {
  readonly screen: string;
  /** The keys that lead there from the dashboard. */
  readonly keys: readonly string[];
  /** What a second may cost: one age at the top, or six more of the metrics, which grow by the second too. */
  readonly tickBytes: number;
}

const screens: readonly Shown[] = [
  { screen: 'the dashboard', keys: [], tickBytes: 60 },
  { screen: 'the filter', keys: ['/', 'a'], tickBytes: 60 },
  { screen: 'the wizard', keys: ['s'], tickBytes: 70 },
  { screen: 'the help', keys: ['?'], tickBytes: 20 },
  { screen: 'the history', keys: ['t'], tickBytes: 20 },
  { screen: 'the procedures', keys: ['a'], tickBytes: 20 },
  { screen: 'the capacity report', keys: ['p'], tickBytes: 20 },
  { screen: 'the right-sizing report', keys: ['u'], tickBytes: 20 },
];

/** The same values in new objects: what a poll brings that finds nothing new. */
const again = (session: FakeSession): void =>
  session.store.update(state => ({ ...state, ...(state.snapshot && { snapshot: structuredClone(state.snapshot) }) }));

describe.each(screens)('on $screen', ({ keys, tickBytes }) => {
  async function there() {
    const opened = await open();
    for (const key of keys) {
      opened.screen.press(key);
      await opened.screen.drawn();
    }
    return opened;
  }

  it('a tick of the clock is one frame and one write of a few bytes, without erasing anything', async () => {
    const { session, screen } = await there();
    // A quiet second: ages in minutes stay, the age of the data at the top moves.
    session.clock.advance(seconds(1));
    await screen.drawn();
    const cost = await costOf(screen, () => session.clock.advance(seconds(1)));
    expect(cost.renders).toBeLessThanOrEqual(1);
    expect(cost.writes).toHaveLength(1);
    expect(bytesOf(cost.writes)).toBeLessThanOrEqual(tickBytes);
    expect(cost.writes.join('')).not.toMatch(/\u001b\[[0-3]?J|\u001b\[[12]?K/);
  });

  it('a poll that finds nothing new is at most one frame, and writes nothing', async () => {
    const { session, screen } = await there();
    const cost = await costOf(screen, () => again(session));
    expect(cost.renders).toBeLessThanOrEqual(1);
    expect(cost.writes).toEqual([]);
  });

  it('a second in which nothing happens draws nothing', async () => {
    const { screen } = await there();
    expect(await costOf(screen, () => {})).toEqual({ renders: 0, writes: [] });
  });
});

describe('what is not on the screen', () => {
  it('draws nothing when it changes', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...agent(),
      key: `platform/s-${index}` as const,
      service: `s-${index}`,
    }));
    const { session, screen } = await open(many);
    const cost = await costOf(screen, () =>
      session.store.keep(state => ({
        ...state,
        snapshot: pictureSnapshot([...many.slice(0, 200), ...many.slice(100, 200)]),
      })),
    );
    expect(cost).toEqual({ renders: 0, writes: [] });
  });

  it('D1: is not laid out: five thousand services are as many rows as the terminal has', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      ...agent(),
      key: `platform/s-${index}` as const,
      service: `s-${index}`,
    }));
    const { screen } = await open(many);
    const text = Array.from({ length: size.height }, (_, row) =>
      screen.emulator.buffer.active.getLine(row)?.translateToString(true),
    ).join('\n');
    expect(text).toContain('1 of 5000');
    expect(text.match(/s-\d+ +1 +1/g)?.length).toBeLessThan(12);
    const cost = await costOf(screen, () => screen.press('j'));
    expect(cost.renders).toBe(1);
    expect(cost.writes).toHaveLength(1);
  });
});
