/** What `useInput` says beside the characters; only the members that make a name. */
export interface KeyFlags {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageUp: boolean;
  readonly pageDown: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  readonly eventType?: 'press' | 'repeat' | 'release';
}

/**
 * One thing that came from the keyboard: a key with a name, or a chunk of several characters. A chunk is a paste, or
 * keys that a slow link has glued together; it is never taken for a key that means something.
 */
export type KeyPress =
  | { readonly kind: 'key'; readonly name: string; readonly text: string }
  | { readonly kind: 'chunk'; readonly text: string };

const named: readonly (readonly [keyof KeyFlags, string])[] = [
  ['escape', 'escape'],
  ['return', 'enter'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
];

/** Names a key as the keymap spells it: `j`, `G`, `down`, `enter`, `ctrl-s`, `shift-tab`, `space`, `alt-x`. */
export function keyPress(input: string, flags: KeyFlags): KeyPress | undefined {
  if (flags.eventType === 'release') return undefined;
  if (flags.tab) return { kind: 'key', name: flags.shift ? 'shift-tab' : 'tab', text: '' };
  const special = named.find(([flag]) => flags[flag] === true);
  if (special) return { kind: 'key', name: special[1], text: '' };
  if (input === '') return undefined;
  if (flags.ctrl) return { kind: 'key', name: `ctrl-${input === ' ' ? 'space' : input.toLowerCase()}`, text: '' };
  if (flags.meta) return { kind: 'key', name: `alt-${input}`, text: '' };
  if ([...input].length > 1) return { kind: 'chunk', text: input };
  return { kind: 'key', name: input === ' ' ? 'space' : input, text: /\p{C}/u.test(input) ? '' : input };
}

const shown: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  escape: 'esc',
  pageup: 'pgup',
  pagedown: 'pgdn',
};

/** The name as a reader sees it: `esc`, `↑`, `ctrl-c`. */
export const keyLabel = (name: string): string => shown[name] ?? name;
