import { describe, expect, it } from 'vitest';
import { helpLines } from '../../../src/screens/help/help-view.ts';
import { bindingsOf, type KeyContext, keyContexts } from '../../../src/terminal/keymap.ts';
import { plainText } from '../../../src/terminal/line.ts';

const draw = (contexts: readonly KeyContext[], width = 80) =>
  helpLines(bindingsOf(contexts), width).map(line => plainText(line).trimEnd());

describe('the help', () => {
  it('at 80 columns: this screen first, then moving, then what works everywhere, then the signs', async () => {
    const lines = draw(['dashboard', 'list', 'global']);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pictures/dashboard-80.txt');
  });

  it.each(keyContexts)('explains every key of %s in a whole sentence', context => {
    const text = draw([context, 'global']).join(' ').replace(/ +/g, ' ');
    for (const { keys, words, help } of bindingsOf([context])) {
      expect(text).toContain(context === 'list' ? words : help);
      expect(keys.length).toBeGreaterThan(0);
    }
    expect(text).not.toContain('…  ');
  });

  it('keeps every sentence whole in the narrowest terminal', () => {
    const lines = draw(['dashboard', 'list', 'global'], 60);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain('Nothing changes before you confirm.');
  });
});
