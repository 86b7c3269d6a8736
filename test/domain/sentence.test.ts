import { expect, it } from 'vitest';
import { sentence } from '../../src/domain/sentence.ts';

it.each([
  ['it gets its full stop', 'nothing was sent', 'nothing was sent.'],
  ['it keeps the one that AWS brought', 'Rate exceeded.', 'Rate exceeded.'],
  ['a question stays one', 'who did that?', 'who did that?'],
])('%s', (_, text, becomes) => {
  expect(sentence(text)).toBe(becomes);
});
