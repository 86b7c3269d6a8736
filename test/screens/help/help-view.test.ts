import { describe, expect, it } from 'vitest';
import { helpLines } from '../../../src/screens/help/help-view.ts';
import { bindingsOf, type KeyContext, keyContexts } from '../../../src/terminal/keymap.ts';
import { plainText } from '../../../src/terminal/line.ts';

const draw = (contexts: readonly KeyContext[], width = 80, height = 21) =>
  helpLines(bindingsOf(contexts), { width, height }).map(line => plainText(line).trimEnd());

describe('the help', () => {
  it('at 80x24: this screen first, then moving, then what works everywhere, then the signs', async () => {
    const lines = draw(['dashboard', 'list', 'global']);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pictures/dashboard-80x24.txt');
  });

  it.each(keyContexts)('explains every key of %s in a whole sentence', context => {
    const text = draw([context, 'global'], 80, 60).join('\n');
    for (const { keys, words, help } of bindingsOf([context])) {
      expect(text).toContain(context === 'list' ? words : help.split('.')[0]);
      expect(keys.length).toBeGreaterThan(0);
    }
    expect(text).not.toContain('…  ');
  });

  it('gives both sentences of a help where there is room for them', () => {
    expect(draw(['dashboard'], 120).join('\n')).toContain('Nothing changes before you confirm.');
  });
});
