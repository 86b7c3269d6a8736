import type { ConfirmEvent } from '../../src/screens/wizard/confirm-state.ts';
import type { RandomStream } from '../../src/sim/world/rng.ts';

type Unstamped<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

/** Something that happens at a keyboard, so many milliseconds after what happened before it. */
export type Happening = { readonly afterMs: number } & Unstamped<ConfirmEvent>;

export const key = (name: string, afterMs: number): Happening => ({
  type: 'key',
  press: { kind: 'key', name, text: [...name].length === 1 ? name : name === 'space' ? ' ' : '' },
  afterMs,
});

const chunk = (text: string, afterMs: number): Happening => ({ type: 'key', press: { kind: 'chunk', text }, afterMs });

const waited = (ms: number): readonly Happening[] =>
  Array.from({ length: Math.ceil(ms / 100) }, () => ({ type: 'tick', afterMs: 100 }));

/** What terminals answer to questions that nobody here has asked, as the keyboard parser hands it on. */
const replies = ['[24;80R', ']11;rgb:0000/0000/0000', '[?62;22c', '[I', '[<0;12;7M', '[M #', ']52;c;eQ=='];

const names = ['enter', 'enter', 'y', 'y', 'n', 'c', 'q', '6', '1', 'a', 'b', 'p', 'space', 'down', 'tab', 'backspace'];

/** One thing that a person, a cat, a paste or a terminal does at a question that asks for `phrase`. */
export function anyGesture(random: RandomStream, phrase: string): readonly Happening[] {
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    const found = from[random.below(from.length)];
    if (found === undefined) throw new Error('there is nothing to pick from');
    return found;
  };
  const finger = (): number => Math.round(random.between(20, 400));
  const typed = (text: string): readonly Happening[] => [...text].map(character => key(character, finger()));
  const gestures: readonly (() => readonly Happening[])[] = [
    // A yes, as people give it.
    () => [...waited(random.between(0, 1200)), ...typed(phrase), key('enter', finger()), ...waited(500)],
    // The same with a slip on the way.
    () => [
      ...waited(700),
      ...typed(pick(['6', 'x', 'web'])),
      key('backspace', finger()),
      ...typed(phrase),
      key('enter', finger()),
    ],
    () => [...waited(700), key('ctrl-u', finger()), ...typed(phrase.slice(0, -1)), key('enter', finger())],
    // Held keys, from quick to slow repetition.
    () => {
      const name = pick([...names, ...phrase]);
      const everyMs = pick([15, 25, 33, 40, 59]);
      const first = pick([200, 225, 500, 660, 1000]);
      return Array.from({ length: 2 + random.below(40) }, (_, at) =>
        key(name, at === 0 ? random.below(900) : at === 1 ? first : everyMs),
      );
    },
    // Pastes: marked as such, in one piece, and in pieces of any size.
    () => [{ type: 'paste', afterMs: random.below(1500) }],
    () => [chunk(pick([phrase, `${phrase}\r`, 'yes\r', 'yy', '\r\r']), random.below(1500)), key('enter', finger())],
    () => {
      const text = `${phrase}\r`;
      const cut = 1 + random.below(text.length);
      const piece = (part: string, afterMs: number): readonly Happening[] =>
        part === ''
          ? []
          : [
              part === '\r'
                ? key('enter', afterMs)
                : [...part].length === 1
                  ? key(part, afterMs)
                  : chunk(part, afterMs),
            ];
      return [
        ...waited(600),
        ...piece(text.slice(0, cut), random.below(600)),
        ...piece(text.slice(cut), random.below(20)),
      ];
    },
    () => [...waited(600), ...[...phrase, 'enter'].map(name => key(name, random.below(20)))],
    // What a terminal says of itself.
    () => [chunk(pick(replies), random.below(1500))],
    // Fingers on the wrong keys, and words for another window.
    () => Array.from({ length: 1 + random.below(12) }, () => key(pick([...names, ...phrase]), random.below(900))),
    () => [
      ...waited(600),
      ...typed(pick(['deploy', 'ls -y', 'exit 6', 'why', phrase.repeat(2)])),
      ...waited(random.below(900)),
    ],
    () => waited(random.between(0, 2500)),
    () => [{ type: 'cut-off', afterMs: random.below(300) }, ...waited(random.below(800))],
  ];
  // Rarely: a leap of time, no data any more, a no.
  const rare = random.below(400);
  if (rare === 0) return [{ type: 'tick', afterMs: pick([3500, 90_000, -5000]) }];
  if (rare === 1) return [{ type: 'data-went-stale', afterMs: 10 }];
  if (rare === 2) return [key('escape', finger())];
  return pick(gestures)();
}
