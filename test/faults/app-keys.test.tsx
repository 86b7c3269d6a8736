import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { type AppOnSimulator, appOnSimulator } from '../support/app-on-simulator.tsx';
import { cases, seed } from './figures.ts';
import { anyGesture, type Happening } from './gestures.ts';
import { Watched } from './watched-question.ts';

/** From the dashboard to the question of a plan: s, the count, Enter, c. */
async function toQuestion(app: AppOnSimulator, count: string): Promise<void> {
  app.screen.press('s');
  await app.screen.until(frame => frame.includes('Tasks'));
  app.screen.press(...count, 'enter');
  await app.screen.until(frame => frame.includes('the plan'));
  app.screen.press('c');
  await app.screen.until(frame => frame.includes('void in'));
  await app.settle();
}

/** Has it happen to the real program: keys and pastes as bytes of a terminal, time by its clock. */
async function perform({ screen, clock, settle }: AppOnSimulator, happening: Happening): Promise<void> {
  clock.advance(happening.afterMs);
  // The question's own clock has looked before the key is heard, as it would have every tenth of a second.
  await settle();
  if (happening.type === 'paste') screen.paste('6');
  else if (happening.type === 'key') {
    if (happening.press.kind === 'chunk') screen.chunk(happening.press.text);
    else screen.press(happening.press.name);
  } else if (happening.type === 'cut-off') {
    // Hidden, and seen to be: a size that nobody has drawn hides nothing.
    screen.resize(40, 10);
    await screen.until(frame => frame.includes('This terminal is'));
    await settle();
    screen.resize(100, 30);
    await screen.until(frame => frame.includes('void in'));
  }
  await settle();
}

/** What a terminal can send, and a person can do, in time that only goes on; the rest is the business of the pure run. */
const isPossible = (happening: Happening): boolean =>
  happening.type !== 'data-went-stale' &&
  Math.abs(happening.afterMs) < 3000 &&
  happening.afterMs >= 0 &&
  !(
    happening.type === 'key' &&
    happening.press.kind === 'key' &&
    ['escape', 'ctrl-u', 'tab'].includes(happening.press.name)
  ) &&
  // A piece of one character is a key to every terminal, and what begins with a bracket the answer of one.
  !(happening.type === 'key' && happening.press.kind === 'chunk' && /^(?:[[\]].*|.)$/s.test(happening.press.text));

describe('G11: random keys at the real program, down to what the simulated AWS has taken', () => {
  it.each([
    ['number', true, '6'],
    ['press', false, '3'],
  ] as const)('nothing is written unless the %s was meant', { timeout: 900_000 }, async (grade, production, count) => {
    const random = new RandomStream(seed);
    const seen = { keys: 0, confirmed: 0, questions: 0 };
    const wanted = cases(60, 4000);
    while (seen.keys < wanted) {
      const app = await appOnSimulator({ production });
      await toQuestion(app, count);
      const ask = app.session.store.getSnapshot().run?.question?.ask;
      expect(ask?.grade).toBe(grade);
      const phrase = ask?.phrase ?? '';
      const watched = new Watched({ grade, phrase }, app.clock.now());
      seen.questions += 1;
      let meant = false;
      while (watched.outcome() === 'open') {
        for (const happening of anyGesture(random, phrase).filter(isPossible)) {
          if (happening.type === 'key') seen.keys += 1;
          meant = watched.happen(happening) || meant;
          await perform(app, happening);
          if (watched.outcome() !== 'open') break;
          // The screen and the model are of one mind at every key, or whatever follows shows nothing.
          if (app.session.store.getSnapshot().run?.question === undefined) expect.fail(app.screen.frame());
          expect(app.simulator.history.writes).toEqual([]);
        }
      }
      await app.pass(400);
      if (meant) {
        seen.confirmed += 1;
        expect(app.simulator.history.writes.length).toBeGreaterThan(0);
      } else expect(app.simulator.history.writes).toEqual([]);
    }
    expect(seen.confirmed).toBeGreaterThan(0);
  });
});
