import { expect, it } from 'vitest';
import { crashText } from '../../src/process/crash.ts';
import { outsideAllowList } from '../support/hostile-bytes.ts';

it('says whose fault it is and where, in text that a terminal only prints', () => {
  const text = crashText(new Error('read \u001b]52;c;aGk=\u0007 of\n\u202eundefined'));
  expect(text).toMatch(
    /^headroom: this is a fault of headroom itself[\s\S]*Error: read \^\[\]52;c;aGk=\^G of\n<U\+202E>undefined\n\s+at /,
  );
  expect(outsideAllowList(text)).toEqual([]);
});

it.each([
  ['a string', 'gone'],
  ['nothing', undefined],
])('takes %s that was thrown', (_, thrown) => {
  expect(crashText(thrown)).toContain(String(thrown));
});
