import { describe, expect, it } from 'vitest';
import type { Grade } from '../../src/domain/confirmation.ts';
import { appOnSimulator } from '../support/app-on-simulator.tsx';
import { measured } from './figures.ts';
import { key } from './gestures.ts';
import { Watched } from './watched-question.ts';

/** Forty words a minute: an anxious hand, not a typist's. */
const betweenKeysMs = 300;

/** From the moment at which the reader knows the answer to the moment at which it counts. */
function answerMs(grade: Grade, phrase: string): number {
  const watched = new Watched({ grade, phrase }, 0);
  let passed = 0;
  const wait = (ms: number): void => {
    for (let waited = 0; waited < ms && watched.outcome() === 'open'; waited += 20) {
      watched.happen({ type: 'tick', afterMs: 20 });
      passed += 20;
    }
  };
  wait(500);
  for (const name of grade === 'press' ? [phrase] : [...phrase, 'enter']) {
    watched.happen(key(name, 0));
    if (watched.outcome() === 'open') wait(betweenKeysMs);
  }
  wait(2000);
  expect(watched.outcome()).toBe('confirmed');
  return passed;
}

describe('G31: what safety costs', () => {
  it('is at most a second for a press, three for a number, ten for a name', () => {
    const costs = {
      press: answerMs('press', 'y'),
      number: answerMs('number', '12'),
      name: answerMs('name', 'waooaw-production-backend'),
    };
    expect(costs.press).toBeLessThanOrEqual(1000);
    expect(costs.number).toBeLessThanOrEqual(3000);
    expect(costs.name).toBeLessThanOrEqual(10_000);
  });

  it('leaves an expert within fifteen seconds of the dashboard when the write for "backend to 6" has left', async () => {
    const app = await appOnSimulator();
    const from = app.clock.now();
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const each of keys) {
        await app.pass(betweenKeysMs);
        app.screen.press(each);
        await app.settle();
      }
    };
    await press('s', '6', 'enter');
    await app.screen.until(frame => frame.includes('the plan'));
    // As long as it takes to see what it says of floor, ceiling and cost.
    await app.pass(5000);
    await press('c');
    await app.screen.until(frame => frame.includes('Type 6 and Enter'));
    await app.pass(600);
    await press('6', 'enter');
    while (app.simulator.history.writes.length === 0) await app.settle();
    const tookMs = app.clock.now() - from;
    expect(tookMs).toBeLessThanOrEqual(15_000);
    measured(
      'G31',
      `a press ${answerMs('press', 'y') / 1000} s, a number ${answerMs('number', '12') / 1000} s, a name of 25 letters ${answerMs('name', 'waooaw-production-backend') / 1000} s at 300 ms a key; from the dashboard to the write of "backend to 6" ${tookMs / 1000} s, 5 s of reading the plan included`,
    );
  });
});
