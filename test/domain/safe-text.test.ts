import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from '../../src/domain/safe-text.ts';

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Lone surrogates, which no well-formed string has.
  fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units)),
);

describe('text from outside', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred\u001b[0m', '^[[31mred^[[0m'],
    ['a bell and a delete', 'a\u0007b\u007f', 'a^Gb^?'],
    ['a C1 control', '\u009b2J', '\\x9b2J'],
    ['a reversed name', 'safe\u202egnp.exe', 'safe<U+202E>gnp.exe'],
    ['an invisible space', 'back\u200bend', 'back<U+200B>end'],
    ['a tag', 'a\u{e0041}', 'a<U+E0041>'],
    ['a variation selector', 'a\ufe0f', 'a<U+FE0F>'],
    ['an unassigned character', '\u0378', '<U+0378>'],
    ['half a surrogate pair', 'a\ud800', 'a<U+D800>'],
    ['line breaks and tabs', 'one\r\ntwo\tthree\u2028four', 'one  two three four'],
    ['a blank that is not the space', 'a\u00a0b', 'a b'],
  ])('%s becomes visible', (_, hostile, visible) => {
    expect(safeText(hostile)).toBe(visible);
  });

  it.each(['(service web) has reached a steady state.', 'größer, 東京, € 5', 'a👍b'])('%s stays as it is', text => {
    expect(safeText(text)).toBe(text);
  });

  it('is cut with an ellipsis, never through a character', () => {
    expect(safeText('abcdef', 4)).toBe('abc…');
    expect(safeText('ab👍cd', 4)).toBe('ab…');
    expect(safeText('abcd', 4)).toBe('abcd');
  });

  it('holds nothing that could act, hide or reverse, whatever it was', () => {
    fc.assert(fc.property(anything, text => !/[\p{C}\p{DI}\p{Zl}\p{Zp}]/u.test(safeText(text))));
  });

  it('is never longer than asked for', () => {
    fc.assert(fc.property(anything, fc.nat(50), (text, maxLength) => safeText(text, maxLength).length <= maxLength));
  });

  it('is safe once it is safe', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 50 }), (text, maxLength) => {
        const safe = safeText(text, maxLength);
        expect(safeText(safe, maxLength)).toBe(safe);
      }),
    );
  });

  it('keeps printable ASCII', () => {
    fc.assert(fc.property(fc.string(), text => safeText(text) === text));
  });
});
