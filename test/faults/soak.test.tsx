import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSessionActions } from '../../src/commands/session-actions.ts';
import { hours, minutes, seconds } from '../../src/domain/time.ts';
import { App } from '../../src/screens/app.tsx';
import { drawOnCells } from '../support/cell-screen.tsx';
import { platform } from '../support/platform.ts';
import { StandingClock } from '../support/screen.tsx';
import { cases, inFull, measured } from './figures.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const heapMb = (): number => {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** What is done in each minute, so that more is drawn than ages: rows come and go, panels and help open and close. */
const keysOfMinute = ['j', 'j', 'G', 'tab', '?', '?', 'g', '/', 'a', 'escape'];

describe('a dashboard that is never left', () => {
  it('G20, D4: keeps its memory through every tick, poll and key of a working day', async () => {
    const clock = new StandingClock(Date.UTC(2026, 10, 24, 8));
    const { session, asked } = platform({ services: 300, clock });
    onTestFinished(() => session.close());
    const { actions } = createSessionActions(session, { quit: () => {}, copy: () => {} });
    session.keepConnected();
    const screen = await drawOnCells(<App />, {
      width: 120,
      height: 40,
      session: { store: session.store, actions, clock },
    });
    const lastsMs = cases(minutes(12), hours(8));
    const settledMs = inFull ? hours(1) : minutes(4);
    const heaps: number[] = [];
    let requests = 0;
    for (let passedMs = 0; passedMs < lastsMs; passedMs += seconds(1)) {
      clock.advance(seconds(1));
      await screen.drawn();
      const second = (passedMs / 1000) % 60;
      const key = second % 6 === 0 ? keysOfMinute[second / 6] : undefined;
      if (key !== undefined) screen.press(key);
      // The harness keeps what it hears; the program must not.
      screen.writes.length = 0;
      requests += asked.splice(0).length;
      if (passedMs >= settledMs && passedMs % (settledMs / 4) === 0) heaps.push(heapMb());
    }
    await screen.drawn();
    const [first = Number.NaN] = heaps;
    const last = heaps.at(-1) ?? Number.NaN;
    expect(requests).toBeGreaterThan(lastsMs / 5_000);
    expect(screen.renders()).toBeGreaterThan(lastsMs / 1000);
    expect(last).toBeLessThan(first * 1.1);
    const memoryMb = process.memoryUsage().rss / 2 ** 20;
    measured(
      'G20',
      `${screen.renders()} frames and ${requests} requests in ${lastsMs / hours(1)} hours: the heap is ${last.toFixed(1)} MB after ${first.toFixed(1)} MB in the first hour; ${memoryMb.toFixed(0)} MB with the test around it`,
    );
  }, 3_000_000);
});
