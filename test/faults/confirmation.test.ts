import { describe, expect, it } from 'vitest';
import type { Grade } from '../../src/domain/confirmation.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { cases, measured, seed } from './figures.ts';
import { anyGesture, type Happening, key } from './gestures.ts';
import { Watched } from './watched-question.ts';

const questions: readonly { readonly grade: Grade; readonly phrase: string }[] = [
  { grade: 'press', phrase: 'y' },
  { grade: 'press', phrase: 'y' },
  { grade: 'number', phrase: '6' },
  { grade: 'number', phrase: '66' },
  { grade: 'number', phrase: '12' },
  { grade: 'name', phrase: 'waooaw-backend' },
  { grade: 'name', phrase: 'aa' },
];

describe('G11: a million keys at questions', () => {
  it('G11: none is confirmed that nobody meant to confirm, and none refused that somebody did', {
    timeout: 600_000,
  }, () => {
    const wanted = cases(20_000, 1_000_000);
    const random = new RandomStream(seed);
    const count = { keys: 0, questions: 0, confirmed: 0, unintended: 0, missed: 0 };
    const ends = new Map<string, number>();
    while (count.keys < wanted) {
      const ask = questions[random.below(questions.length)];
      if (ask === undefined) throw new Error('there is no such question');
      const watched = new Watched(ask, random.below(1_000_000));
      count.questions += 1;
      while (watched.outcome() === 'open') {
        for (const happening of anyGesture(random, ask.phrase)) {
          if (happening.type === 'key' || happening.type === 'paste') count.keys += 1;
          const meant = watched.happen(happening);
          const outcome = watched.outcome();
          if (outcome === 'confirmed' && !meant) count.unintended += 1;
          if (meant && outcome === 'open') count.missed += 1;
          if (outcome !== 'open') break;
        }
      }
      const { outcome } = watched.state;
      ends.set(outcome, (ends.get(outcome) ?? 0) + 1);
      if (outcome === 'confirmed') count.confirmed += 1;
    }
    expect(count).toMatchObject({ unintended: 0, missed: 0 });
    // Every way out was taken, or the run has shown nothing.
    for (const outcome of ['confirmed', 'refused', 'expired', 'time-gap', 'stale-data'])
      expect(ends.get(outcome), outcome).toBeGreaterThan(0);
    measured(
      'G11',
      `${count.keys.toLocaleString('en')} keys at ${count.questions.toLocaleString('en')} questions: ${count.confirmed.toLocaleString('en')} meant and confirmed, 0 unintended, 0 missed`,
    );
  });
});

const holding = (name: string, times: number, everyMs: number): readonly Happening[] =>
  Array.from({ length: times }, (_, index) => key(name, index === 0 ? 0 : everyMs));

describe('at every question', () => {
  it.each(questions)('I1: 200 Enters at 33 ms say nothing to $phrase', ask => {
    for (const firstMs of [0, 100, 600, 900]) {
      const watched = new Watched(ask, 0);
      watched.happen({ type: 'tick', afterMs: firstMs });
      for (const press of holding('enter', 200, 33)) watched.happen(press);
      for (let ticks = 0; ticks < 20; ticks += 1) watched.happen({ type: 'tick', afterMs: 100 });
      expect(watched.state.outcome).toBe('open');
    }
  });

  it.each(questions)('I2: a burst of 1,000 keys before and at $phrase answers nothing', ask => {
    for (const name of [...ask.phrase, 'y', 'enter'])
      for (const everyMs of [0, 5, 16, 33, 59]) {
        const watched = new Watched(ask, 0);
        for (const press of holding(name, 1000, everyMs)) watched.happen(press);
        expect(['open', 'refused', 'expired']).toContain(watched.state.outcome);
      }
  });

  it.each(questions)('I3: a paste of $phrase counts for nothing, cut at every place', ask => {
    for (const text of [`${ask.phrase}\r`, 'yes\r', `${ask.phrase}${'x'.repeat(1_000_000)}\r`]) {
      const cuts = Math.min(text.length, 40);
      for (let cut = 0; cut <= cuts; cut += 1) {
        const watched = new Watched(ask, 0);
        for (let ticks = 0; ticks < 7; ticks += 1) watched.happen({ type: 'tick', afterMs: 100 });
        for (const part of [text.slice(0, cut), text.slice(cut)]) {
          if (part === '') continue;
          watched.happen(
            part.length === 1
              ? key(part === '\r' ? 'enter' : part, 4)
              : { type: 'key', press: { kind: 'chunk', text: part }, afterMs: 4 },
          );
        }
        for (let ticks = 0; ticks < 5; ticks += 1) watched.happen({ type: 'tick', afterMs: 100 });
        expect(watched.state.outcome).toBe('open');
      }
    }
  });

  it.each(questions)('I6: $phrase comes too late after a minute, however it is typed', ask => {
    const watched = new Watched(ask, 0);
    for (let ticks = 0; ticks < 600; ticks += 1) watched.happen({ type: 'tick', afterMs: 100 });
    for (const name of [...ask.phrase, 'enter']) watched.happen(key(name, 200));
    expect(watched.state.outcome).toBe('expired');
  });
});
