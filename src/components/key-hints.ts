import { keyLabel } from '../terminal/key-name.ts';
import type { KeyBinding } from '../terminal/keymap.ts';
import { blank, fitLine, type Line, lineWidth, span } from '../terminal/line.ts';

/** ` s scale  a procedures … ? help  q quit`: as many as fit, help and quit always among them. */
export function keyHints(bindings: readonly KeyBinding[], width: number): Line {
  const shown = bindings.filter(({ quiet }) => quiet !== true);
  const always = shown.filter(({ id }) => id === 'help' || id === 'quit').map(hint);
  const reserved = always.reduce((cells, each) => cells + lineWidth(each), 0);
  let line: Line = blank;
  for (const each of shown.filter(({ id }) => id !== 'help' && id !== 'quit').map(hint)) {
    if (lineWidth(line) + lineWidth(each) + reserved > width) break;
    line = [...line, ...each];
  }
  return fitLine([...line, ...always.flat()], width);
}

const hint = ({ keys: [key = ''], words }: KeyBinding): Line => [
  span(` ${keyLabel(key)}`, 'accent'),
  span(` ${words} `, 'muted'),
];
