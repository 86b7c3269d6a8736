import { expect, it } from 'vitest';
import { type KeyFlags, keyPress } from '../../src/terminal/key-name.ts';

const noFlags: KeyFlags = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageUp: false,
  pageDown: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  tab: false,
  backspace: false,
  delete: false,
  ctrl: false,
  shift: false,
  meta: false,
};

it.each<[string, string, Partial<KeyFlags>]>([
  ['j', 'j', {}],
  ['G', 'G', { shift: true }],
  ['space', ' ', {}],
  ['enter', '\r', { return: true }],
  ['escape', '', { escape: true }],
  ['down', '', { downArrow: true }],
  ['shift-tab', '', { tab: true, shift: true }],
  ['ctrl-c', 'c', { ctrl: true }],
  ['alt-x', 'x', { meta: true }],
])('names %s', (name, input, flags) => {
  expect(keyPress(input, { ...noFlags, ...flags })).toMatchObject({ kind: 'key', name });
});

it('gives text for what can be typed, and none for what only acts', () => {
  expect(keyPress('6', noFlags)).toMatchObject({ text: '6' });
  expect(keyPress(' ', noFlags)).toMatchObject({ text: ' ' });
  expect(keyPress('c', { ...noFlags, ctrl: true })).toMatchObject({ text: '' });
});

it('calls several characters at once a chunk, never a key', () => {
  expect(keyPress('yes', noFlags)).toEqual({ kind: 'chunk', text: 'yes' });
});

it('hears a key when it goes down and not when it comes up', () => {
  expect(keyPress('y', { ...noFlags, eventType: 'release' })).toBeUndefined();
  expect(keyPress('', noFlags)).toBeUndefined();
});
