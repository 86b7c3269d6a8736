import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { fitText, textWidth, truncate, truncateWords, wrapWords } from '../../src/terminal/text-width.ts';

it('measures as string-width does, shortcut or not', () => {
  const drawn = fc.constantFrom(...'▁▂▃▄▅▆▇█·–…▸▲✓─│╭╮╯╰┄┼┤×→←§éßŁ日本🚀');
  fc.assert(
    fc.property(fc.array(fc.oneof(drawn, fc.string({ unit: 'grapheme', maxLength: 1 }))), parts => {
      expect(textWidth(parts.join(''))).toBe(stringWidth(parts.join('')));
    }),
  );
});

it('measures every character of the shortcut as string-width does', () => {
  const wrong: string[] = [];
  for (let code = 0x20; code < 0x3000; code += 1) {
    const character = String.fromCodePoint(code);
    if (textWidth(character) !== stringWidth(character)) wrong.push(`U+${code.toString(16)}`);
  }
  expect(wrong).toEqual([]);
});

it('never halves a character that fills two cells', () => {
  expect(truncate('日本語', 4)).toBe('日…');
  expect(fitText('日本語', 4)).toBe('日… ');
});

it('cuts a sentence between two words, and a long name where it must be cut', () => {
  expect(truncateWords('Capacity is unavailable at this time.', 30)).toBe('Capacity is unavailable at …');
  expect(truncateWords('waooaw-backend-with-a-long-name', 12)).toBe('waooaw-back…');
  expect(truncateWords('short', 12)).toBe('short');
});

it('wraps at blanks and ends in an ellipsis when the lines are used up', () => {
  expect(wrapWords('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  expect(wrapWords('one two three four', 9, 2)).toEqual(['one two', 'three fo…']);
});

it('breaks what is longer than a line, and loses none of it', () => {
  expect(wrapWords('to arn:aws:sns:eu', 7)).toEqual(['to', 'arn:aws', ':sns:eu']);
  const anyWords = fc.array(fc.string({ unit: 'grapheme' })).map(words => words.join(' '));
  fc.assert(
    // No character is wider than that, musical notes included.
    fc.property(anyWords, fc.integer({ min: 8, max: 30 }), (text, width) => {
      const lines = wrapWords(text, width);
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});
