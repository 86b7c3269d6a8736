import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grade } from '../../../src/domain/confirmation.ts';
import {
  type ConfirmEvent,
  type ConfirmState,
  expiresAfterMs,
  openConfirm,
  reduceConfirm,
} from '../../../src/screens/wizard/confirm-state.ts';
import type { KeyPress } from '../../../src/terminal/key-name.ts';

const key = (name: string): KeyPress => ({ kind: 'key', name, text: [...name].length === 1 ? name : '' });

const open = (grade: Grade, phrase: string): ConfirmState => openConfirm({ grade, phrase, askedAt: 0 }, 0);

/** Presses with the pause before each, in milliseconds. */
function press(state: ConfirmState, ...presses: readonly (readonly [pauseMs: number, name: string])[]): ConfirmState {
  return presses.reduce(
    (before, [pauseMs, name]) =>
      reduceConfirm(before, { type: 'key', press: key(name), at: before.lastSeenAt + pauseMs }),
    state,
  );
}

const pause = (state: ConfirmState, ms: number): ConfirmState => {
  // The clock ticks along, as it does on the screen: one leap would count as a gap in time.
  let ticked = state;
  for (let passed = 0; passed < ms; passed += 100)
    ticked = reduceConfirm(ticked, { type: 'tick', at: ticked.lastSeenAt + Math.min(100, ms - passed) });
  return ticked;
};

describe('one key', () => {
  it('confirms after half a second of silence and a short pause behind it', () => {
    const pressed = press(pause(open('press', 'y'), 600), [0, 'y']);
    expect(pressed.outcome).toBe('open');
    expect(pause(pressed, 300).outcome).toBe('confirmed');
  });

  it('does not count when it was typed ahead', () => {
    expect(pause(press(open('press', 'y'), [100, 'y']), 2000).outcome).toBe('open');
  });

  it('does not count while it is held, however long the first repeat takes', () => {
    for (const firstRepeatMs of [225, 500, 660]) {
      const typedAhead = press(open('press', 'y'), [100, 'y'], [firstRepeatMs, 'y']);
      const held = press(typedAhead, ...Array.from({ length: 200 }, () => [33, 'y'] as const));
      expect(held.outcome).toBe('open');
      expect(held.notice).toContain('held key');
    }
  });

  it('is not Enter', () => {
    const state = press(pause(open('press', 'y'), 600), [0, 'enter']);
    expect(state.notice).toContain('Enter confirms nothing');
    expect(pause(state, 1000).outcome).toBe('open');
  });

  it.each(['escape', 'ctrl-c', 'n', 'q'])('is taken back by %s at once, even before the silence', name => {
    expect(press(open('press', 'y'), [1, name]).outcome).toBe('refused');
  });
});

describe('a phrase', () => {
  it('confirms when it is typed exactly and handed in', () => {
    expect(press(pause(open('number', '66'), 600), [0, '6'], [120, '6'], [200, 'enter']).outcome).toBe('confirmed');
  });

  it('does not confirm by its first digits', () => {
    const state = press(pause(open('number', '66'), 600), [0, '6'], [200, 'enter']);
    expect(state).toMatchObject({ outcome: 'open', notice: expect.stringContaining('exactly 66') });
  });

  it('does not confirm by Enter alone, held or not', () => {
    const held = press(pause(open('number', '6'), 600), ...Array.from({ length: 200 }, () => [33, 'enter'] as const));
    expect(held.outcome).toBe('open');
    expect(press(pause(open('number', '6'), 600), [0, 'enter']).notice).toContain('Enter alone confirms nothing');
  });

  it('does not confirm by a held digit', () => {
    const held = press(pause(open('number', '66'), 600), [0, '6'], [33, '6'], [33, 'enter']);
    expect(held.outcome).toBe('open');
  });

  it('can be mended', () => {
    const state = press(pause(open('number', '6'), 600), [0, '7'], [200, 'backspace'], [200, '6'], [200, 'enter']);
    expect(state.outcome).toBe('confirmed');
  });

  it('takes letters that would say no elsewhere', () => {
    const letters = [...'enqueue'].map(letter => [150, letter] as const);
    expect(press(pause(open('name', 'enqueue'), 600), ...letters, [200, 'enter']).outcome).toBe('confirmed');
  });

  it.each([
    ['a chunk', { type: 'key', press: { kind: 'chunk', text: '6\r' } }],
    ['a paste', { type: 'paste' }],
  ] as const)('is refused as %s, and what was typed before it counts no more', (_, event) => {
    const typed = press(pause(open('number', '66'), 600), [0, '6']);
    const after = reduceConfirm(typed, { ...event, at: typed.lastSeenAt + 100 });
    expect(after).toMatchObject({ typed: '', armed: false, notice: expect.stringContaining('like a paste') });
  });
});

describe('a phrase that comes faster than fingers', () => {
  it('is a paste in pieces, and counts for nothing', () => {
    const state = press(pause(open('number', '6'), 600), [0, '6'], [3, 'enter']);
    expect(state).toMatchObject({ outcome: 'open', typed: '', notice: expect.stringContaining('like a paste') });
  });
});

describe('words that were meant for another window', () => {
  it('are no yes, whatever letter they end in', () => {
    const word = [...'deploy'].map(letter => [120, letter] as const);
    expect(pause(press(pause(open('press', 'y'), 600), ...word), 2000).outcome).toBe('open');
  });
});

describe('a question that is not seen whole', () => {
  it('takes no answer, also not one that was under way, and does so again after a silence', () => {
    const pressed = press(pause(open('press', 'y'), 600), [0, 'y']);
    let hidden = reduceConfirm(pressed, { type: 'cut-off', at: pressed.lastSeenAt + 50 });
    for (let times = 0; times < 20; times += 1)
      hidden = reduceConfirm(hidden, { type: 'cut-off', at: hidden.lastSeenAt + 100 });
    expect(hidden).toMatchObject({ outcome: 'open', notice: expect.stringContaining('too small') });
    expect(pause(press(hidden, [10, 'y']), 400).outcome).toBe('open');
    expect(pause(press(pause(hidden, 600), [0, 'y']), 300).outcome).toBe('confirmed');
  });

  it('can still be said no to', () => {
    const hidden = reduceConfirm(open('name', 'waooaw-backend'), { type: 'cut-off', at: 10 });
    expect(press(hidden, [1, 'escape']).outcome).toBe('refused');
  });
});

describe('time', () => {
  it('makes the question void after a minute without an answer', () => {
    const state = pause(open('number', '6'), expiresAfterMs - 100);
    expect(state.outcome).toBe('open');
    expect(press(pause(state, 100), [0, '6'], [100, 'enter']).outcome).toBe('expired');
  });

  it('makes it void at once when what it is about cannot be read any more', () => {
    const typed = press(pause(open('number', '6'), 600), [0, '6']);
    expect(reduceConfirm(typed, { type: 'data-went-stale', at: typed.lastSeenAt + 1 }).outcome).toBe('stale-data');
  });

  it('makes it void where the process stood still, or the clock was set', () => {
    for (const at of [15_000, -15_000])
      expect(reduceConfirm(pause(open('number', '6'), 600), { type: 'tick', at }).outcome).toBe('time-gap');
  });
});

const anyGesture = (phrase: string): fc.Arbitrary<readonly ConfirmEvent[]> => {
  const held = fc
    .tuple(
      fc.constantFrom('enter', 'y', 'c', '6', ...phrase),
      fc.integer({ min: 3, max: 60 }),
      fc.constantFrom(225, 500, 660),
    )
    .map(([name, times, firstMs]) =>
      Array.from({ length: times }, (_, index) => ({ name, ms: index === 0 ? 0 : index === 1 ? firstMs : 33 })),
    );
  const tapped = fc
    .tuple(fc.constantFrom('enter', 'space', 'down', 'tab'), fc.nat(2500))
    .map(([name, ms]) => [{ name, ms }]);
  const pasted = fc
    .tuple(fc.constantFrom(phrase, `${phrase}\r`, 'yes\r', 'yy'), fc.nat(3000))
    .map(([text, ms]) => [{ text, ms }]);
  const waited = fc.nat(2500).map(ms => [{ ms }]);
  return fc.array(fc.oneof(held, tapped, pasted, waited), { maxLength: 8 }).map(gestures => {
    let at = 0;
    return gestures.flat().map((each): ConfirmEvent => {
      at += each.ms;
      if ('name' in each) return { type: 'key', press: key(each.name), at };
      if ('text' in each)
        return [...each.text].length > 1
          ? { type: 'key', press: { kind: 'chunk', text: each.text }, at }
          : { type: 'paste', at };
      return { type: 'tick', at };
    });
  });
};

describe('whatever happens at the keyboard', () => {
  it.each(['66', '12', 'waooaw-backend', 'production'])(
    'Enter, held keys and pastes in any order never answer %s',
    phrase => {
      fc.assert(
        fc.property(anyGesture(phrase), events => {
          const state = events.reduce(reduceConfirm, open(phrase.length > 2 ? 'name' : 'number', phrase));
          expect(state.outcome).not.toBe('confirmed');
        }),
        { numRuns: 2000 },
      );
    },
  );

  it('a confirmed phrase was typed key by key, each key after the silence, with nothing pasted between', () => {
    const anyKey = fc.tuple(fc.constantFrom('6', '6', 'enter', 'backspace', '1'), fc.integer({ min: 1, max: 900 }));
    let confirmed = 0;
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 12 }), keys => {
        let state = open('number', '66');
        const counted: string[] = [];
        for (const [name, ms] of keys) {
          const at = state.lastSeenAt + ms;
          const before = state;
          state = reduceConfirm(state, { type: 'key', press: key(name), at });
          if (state.outcome !== 'open') break;
          if (state.typed === '') counted.length = 0;
          else if (state.typed.length > before.typed.length) counted.push(name);
          else if (state.typed.length < before.typed.length) counted.pop();
        }
        if (state.outcome !== 'confirmed') return;
        confirmed += 1;
        expect(counted.join('')).toBe('66');
      }),
      { numRuns: 5000 },
    );
    expect(confirmed).toBeGreaterThan(0);
  });
});
