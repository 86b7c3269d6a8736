import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { outsideText } from '../../src/domain/outside-text.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { cell, fitLine, painter, span } from '../../src/terminal/line.ts';
import { textWidth, truncateWords, wrapWords } from '../../src/terminal/text-width.ts';
import { Terminal } from '../support/emulator.ts';
import { hostileText } from '../support/hostile-corpus.ts';
import { cases, measured, seed } from './figures.ts';

const paint = painter({ colour: false });

/** Any code point at all, and what is known to be awkward. */
function anyText(random: RandomStream): string {
  if (random.below(2) === 0) return hostileText(random);
  const planes = [0x80, 0x3000, 0x10000, 0x20000, 0x110000];
  return Array.from({ length: 1 + random.below(20) }, () =>
    String.fromCodePoint(random.below(planes[random.below(planes.length)] ?? 0x80)),
  ).join('');
}

describe('G10: the width of any text', () => {
  it('U4: is never more than that of its cell, and nothing throws', { timeout: 600_000 }, () => {
    const random = new RandomStream(seed);
    const wanted = cases(2000, 100_000);
    for (let count = 0; count < wanted; count += 1) {
      const text = anyText(random);
      const width = 1 + random.below(60);
      const safe = outsideText(text);
      const found = [
        stringWidth(cell(text, width).text) === width,
        stringWidth(cell(text, width, 'text', 'right').text) === width,
        // Letters that join over the border of two spans may take less; never more.
        stringWidth(paint(fitLine([span('▲ '), span(text), span(text)], width))) <= width,
        textWidth(truncateWords(safe, width)) <= width,
        wrapWords(safe, width).every(line => textWidth(line) <= Math.max(width, 1)),
        wrapWords(safe, width, 2).length <= 2,
      ];
      if (found.includes(false)) expect.fail(`${JSON.stringify(text)} in ${width} cells: ${found.join()}`);
    }
    measured('G10', `${wanted.toLocaleString('en')} strings in cells of 1 to 60: 0 wider than their cell, 0 throws`);
  });

  it('U4: is not more on a terminal either, whatever that terminal thinks of emoji', { timeout: 600_000 }, async () => {
    const random = new RandomStream(seed);
    const terminal = new Terminal({ cols: 200, rows: 4, allowProposedApi: true });
    for (let count = 0; count < cases(500, 5000); count += 1) {
      const text = hostileText(random);
      const width = 1 + random.below(60);
      await new Promise<void>(resolve => terminal.write(`\r\u001b[2K${paint(fitLine([span(text)], width))}`, resolve));
      const { cursorX, cursorY } = terminal.buffer.active;
      if (cursorX > width || cursorY !== 0) expect.fail(`${JSON.stringify(text)} is ${cursorX} cells wide in ${width}`);
    }
    terminal.dispose();
  });

  it('U4: a thousand accents stay on their line: few are drawn, the rest are named', () => {
    const safe = outsideText(`a${'\u0301'.repeat(1000)}`);
    expect([...safe].filter(character => /\p{M}/u.test(character))).toHaveLength(3);
    expect(safe).toContain('<U+0301>');
    expect(outsideText('\u0301a')).toBe('<U+0301>a');
    for (const name of ['Zoë', 'ấ', 'กำ', 'שָׁ', 'é']) expect(outsideText(name)).toBe(name);
  });
});
