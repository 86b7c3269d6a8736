import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEgress } from '../../../src/terminal/output/egress.ts';
import { isEverydayText } from '../../../src/terminal/output/everyday-text.ts';
import { clipboard, silentInput } from '../../../src/terminal/output/own-sequence.ts';
import { hostileText, outsideAllowList } from '../../support/hostile-bytes.ts';

const passed = (text: string, { ascii = false } = {}) => {
  const egress = createEgress({ ascii });
  return { out: egress.pass(text), dropped: egress.dropped };
};

/** Sequences and letters that are close to those of a frame. */
const everydayParts = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 120 }).map(code => `\u001b[${code}m`),
      fc.constantFrom('a', '─', '\u001b[1;8m', '\u001b[K', '\u001b[3J', '…', '\u00ad', '\n'),
    ),
  )
  .map(parts => parts.join(''));

/** Cuts the text at these places, wherever they fall. */
const cutAt = (text: string, places: readonly number[]): readonly string[] => {
  const at = [0, ...places.map(place => place % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
};

describe('the egress', () => {
  it('lets through what the renderer writes, as it is', () => {
    const frame =
      '\u001b[?1049h\u001b[?25l\u001b[?2026h\u001b[2K\u001b[1A\u001b[G\u001b[1;37;41m PRODUCTION \u001b[0m  ▸ ├─┤ ▁▂█ … é 日本 🙂\n' +
      '\u001b[38;5;8mgrey\u001b[39m\u001b[48;2;1;2;8mdeep\u001b[49m\u001b[12;40H\u001b[J\u001b[?2026l\u001b[?2004h';
    expect(passed(frame)).toEqual({ out: frame, dropped: 0 });
  });

  it.each([
    ['a window title', '\u001b]0;title\u0007'],
    ['the clipboard', '\u001b]52;c;aGk=\u001b\\'],
    ['a link', '\u001b]8;;http://evil\u001b\\'],
    ['a device control string', '\u001bP1;2|text\u001b\\'],
    ['an application command', '\u001b_command\u001b\\'],
    ['a private message', '\u001b^message\u001b\\'],
    ['a string', '\u001bXstring\u001b\\'],
    ['a title in eight bits', '\u009d0;title\u009c'],
    ['a style in eight bits', '\u009b31m'],
    ['concealed text', '\u001b[8m'],
    ['blinking', '\u001b[1;5m'],
    ['erasing what was scrolled away', '\u001b[3J'],
    ['asking for the place of the cursor', '\u001b[6n'],
    ['asking for attributes', '\u001b[>c'],
    ['a mouse', '\u001b[?1000h'],
    ['a mode among ours', '\u001b[?25;1000h'],
    ['a reset', '\u001bc'],
    ['another character set', '\u001b(0'],
    ['a scroll region', '\u001b[2;5r'],
    ['a carriage return', '\r'],
    ['a bell', '\u0007'],
    ['a backspace', '\b'],
    ['a tab', '\t'],
    ['NUL', '\u0000'],
    ['DEL', '\u007f'],
    ['a turn of direction', '\u202e'],
    ['a blank of no width', '\u200b'],
    ['half a pair', '\ud83d'],
    ['a private character', '\ue000'],
    ['a tag', '\u{e0041}'],
    ['a line separator', '\u2028'],
  ])('drops %s, and what stands around it stays', (_, hostile) => {
    expect(passed(`before${hostile}after`)).toEqual({ out: 'beforeafter', dropped: 1 });
  });

  it('counts a sequence that was cut into chunks as one', () => {
    for (const sequence of ['\u001b]0;title\u0007', '\u001b[?1000h', '\u001b]8;;x\u001b\\']) {
      const egress = createEgress({ ascii: false });
      expect([...`a${sequence}b`].map(egress.pass).join('')).toBe('ab');
      expect(egress.dropped).toBe(1);
    }
  });

  it('puts what was cut together again where it is allowed', () => {
    const egress = createEgress({ ascii: false });
    expect([...'\u001b[1;31mred\u001b[0m'].map(egress.pass).join('')).toBe('\u001b[1;31mred\u001b[0m');
    expect(egress.pass('\ud83d') + egress.pass('\ude42')).toBe('🙂');
    expect(egress.dropped).toBe(0);
  });

  it('is not silenced by a string that nobody ends: the next sequence ends it', () => {
    const egress = createEgress({ ascii: false });
    expect(egress.pass('a\u001b]0;no end')).toBe('a');
    expect(egress.pass(' still\u001b[1mframe')).toBe('\u001b[1mframe');
  });

  it('makes the same of a text, wherever it is cut', () => {
    fc.assert(
      fc.property(hostileText, fc.array(fc.nat(), { maxLength: 6 }), (text, places) => {
        const egress = createEgress({ ascii: false });
        expect(cutAt(text, places).map(egress.pass).join('')).toBe(createEgress({ ascii: false }).pass(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('lets nothing out that is not on the list, and nothing more on a second pass', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (text, ascii) => {
        const { out } = passed(text, { ascii });
        expect(outsideAllowList(out)).toEqual([]);
        expect(passed(out, { ascii })).toEqual({ out, dropped: 0 });
      }),
      { numRuns: 2000 },
    );
  });

  it('lets everyday text through by a shorter way, which lets nothing else through', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, everydayParts), text => {
        if (!isEverydayText(text)) return;
        expect(outsideAllowList(text)).toEqual([]);
        // Cut anywhere it takes the long way.
        const egress = createEgress({ ascii: false });
        expect([...text].map(egress.pass).join('')).toBe(text);
        expect(egress.dropped).toBe(0);
      }),
      { numRuns: 5000 },
    );
    expect(isEverydayText('▲ ALARM ├─┤ ▁█ \u001b[1;37;41m×\u001b[0m … 2–10\n\u001b[3A\u001b[K')).toBe(true);
    expect(isEverydayText('\u001b[8m')).toBe(false);
  });

  it('has a door for our own sequences, which cannot become part of what was cut before them', () => {
    const egress = createEgress({ ascii: false });
    egress.pass('a\u001b[');
    expect(egress.passOwn(clipboard('aws ecs update-service'))).toBe(clipboard('aws ecs update-service'));
    expect(egress.pass('31mb')).toBe('31mb');
    expect(egress.dropped).toBe(1);
    expect(egress.passOwn(silentInput)).not.toMatch(/h/);
  });

  it('knows what is switched on, and how to leave it', () => {
    const egress = createEgress({ ascii: false });
    expect(egress.modes.leaving()).toBe('');
    egress.pass('\u001b[?1049h\u001b[?25l\u001b[?2004h');
    expect(egress.modes.isOn('alternateScreen')).toBe(true);
    expect(egress.modes.leaving()).toBe('\u001b[?2004l\u001b[0m\u001b[?1049l\u001b[?25h');
    egress.pass(egress.modes.leaving());
    expect(egress.modes.leaving()).toBe('');
  });
});

describe('where only ASCII can be shown', () => {
  it('every sign has one that stands for it, in as many cells', () => {
    const { out, dropped } = passed('▲ ALARM ✓ ok … 2–10 → 6 ├──┤ │ ▁▄█ ×10 · 日本 e\u0301', { ascii: true });
    expect(out).toBe('^ ALARM + ok ~ 2-10 > 6 +--+ | _=# x10 - ???? e');
    expect(dropped).toBe(0);
  });

  it('nothing else goes out', () => {
    fc.assert(
      fc.property(hostileText, text => {
        expect(passed(text, { ascii: true }).out).toMatch(/^[\n\u001b -~]*$/);
      }),
    );
  });
});
