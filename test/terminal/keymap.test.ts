import { describe, expect, it } from 'vitest';
import { bindingsOf, keyContexts, keymap } from '../../src/terminal/keymap.ts';

describe('the keymap', () => {
  it('gives every id once', () => {
    const ids = keymap.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(keyContexts)('has a sentence for every key of %s', context => {
    const bindings = bindingsOf([context]);
    expect(bindings.length).toBeGreaterThan(0);
    for (const { keys, words, help } of bindings) {
      expect(keys.length).toBeGreaterThan(0);
      expect(words).toMatch(/^[a-z]/);
      expect(help).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('binds nothing to what other tools delete with', () => {
    const bound = keymap.flatMap(({ keys }): readonly string[] => keys);
    expect(bound).not.toContain('D');
    expect(bound).not.toContain('ctrl-k');
  });
});
