import { expect, it } from 'vitest';
import { keyHints } from '../../src/components/key-hints.ts';
import { bindingsOf } from '../../src/terminal/keymap.ts';
import { lineWidth, plainText } from '../../src/terminal/line.ts';

const dashboard = bindingsOf(['dashboard', 'list', 'global']);

it('name as many keys as fit, with help and quit always among them', () => {
  for (const width of [20, 40, 60, 80, 120]) {
    const hints = keyHints(dashboard, width);
    expect(lineWidth(hints)).toBe(width);
    expect(plainText(hints)).toMatch(/\? help {2}q quit *$/);
    expect(plainText(hints)).not.toContain('…');
  }
});

it('leave out what every finger knows', () => {
  expect(plainText(keyHints(dashboard, 200))).not.toMatch(/page|redraw|top/);
});

it('write keys as they stand on the keyboard', () => {
  expect(plainText(keyHints(bindingsOf(['confirm']), 80))).toMatch(/esc cancel/);
});
