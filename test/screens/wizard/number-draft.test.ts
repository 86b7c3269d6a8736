import { expect, it } from 'vitest';
import { editDraft, startDraft } from '../../../src/screens/wizard/number-draft.ts';

const range = { min: 0, max: 20 };

/** What stands in the field after these keys, beginning with the present count 2. */
const after = (...names: readonly string[]): string =>
  names.reduce(
    (draft, name) => editDraft(draft, { kind: 'key', name, text: [...name].length === 1 ? name : '' }, range),
    startDraft(2),
  ).text;

it.each([
  [['6'], '6'],
  [['1', '2'], '12'],
  [['up', 'up'], '4'],
  [['+', '+', '-'], '3'],
  [['-', '-', '-'], '0'],
  [['backspace', '8'], '8'],
  [['1', '2', 'backspace'], '1'],
  [['ctrl-u'], ''],
])('%j makes %s of 2', (names, text) => {
  expect(after(...names)).toBe(text);
});

it.each([
  [['6', '.', '5'], '6.5'],
  [['-', '1'], '-1'],
  [['+', '6'], '+6'],
  [['6', '6'], '66'],
  [['1', 'e', '3'], '1e3'],
  [['６'], '６'],
  [['6', ' '], '6 '],
])('%j is kept as it was typed, so that it can be refused in words', (names, text) => {
  expect(after(...names)).toBe(text);
});

it('steps stay inside the range', () => {
  expect(after(...Array.from({ length: 40 }, () => 'up'))).toBe('20');
});
