import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { beside, fitLine, type Line, lineWidth, painter, plainText, span, spread } from '../../src/terminal/line.ts';

const anyLine = fc.array(
  fc.record({ text: fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), tone: fc.constantFrom('text', 'alarm') }),
);

describe('lines', () => {
  it('fill exactly the width that they are fitted to, whatever is written in them', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 60 }), (spans, width) => {
        const line: Line = spans.map(({ text, tone }) => span(text, tone === 'alarm' ? 'alarm' : 'text'));
        expect(lineWidth(fitLine(line, width))).toBe(width);
        expect(stringWidth(painter({ colour: true })(fitLine(line, width)))).toBe(width);
      }),
    );
  });

  it('show by an ellipsis that they go on, also where a span ends exactly at the edge', () => {
    expect(plainText(fitLine([span('running 2/4')], 8))).toBe('running…');
    expect(plainText(fitLine([span('running '), span('2/4')], 8))).toBe('running…');
    expect(plainText(fitLine([span('running '), span('')], 8))).toBe('running ');
  });

  it('are the same line where nothing is to be fitted', () => {
    const line: Line = [span('running '), span('2/4', 'alarm')];
    expect(fitLine(line, 11)).toBe(line);
    expect(fitLine([span('a\u0007b')], 2)).not.toEqual([span('a\u0007b')]);
  });

  it('keep what stands at the right edge and cut what stands at the left', () => {
    expect(plainText(spread([span('a long account name')], [span('ARMED')], 16))).toBe('a long ac… ARMED');
    expect(plainText(spread([span('account')], [span('ARMED')], 16))).toBe('account    ARMED');
  });

  it('stand beside each other in columns that do not depend on their content', () => {
    const left = { lines: [[span('one')], [span('two')]], width: 5 };
    const right = { lines: [[span('three')]], width: 6 };
    expect(beside(left, right, 1).map(plainText)).toEqual(['one   three ', 'two         ']);
  });
});

describe('the painter', () => {
  it('colours by meaning and closes every colour that it opens', () => {
    expect(painter({ colour: true })([span('84 %', 'alarm'), span(' limit')])).toBe('\u001b[1;31m84 %\u001b[0m limit');
  });

  it('writes no escape sequence without colour', () => {
    expect(painter({ colour: false })([span('▲', 'alarm'), span(' CPU', 'strong')])).toBe('▲ CPU');
  });

  it('lets no escape sequence from AWS through', () => {
    const hostile = 'task died: \u001b[2J\u001b]0;owned\u0007 \u202eevil';
    const painted = painter({ colour: false })([span(hostile)]);
    expect(painted).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(painted).toContain('task died: ^[[2J');
  });
});
