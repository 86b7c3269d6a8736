import { describe, expect, it } from 'vitest';
import { isPlainKey, isTypeable, oddityOf } from '../../src/domain/resource-name.ts';

describe('the name of a service', () => {
  it('is made of letters, digits, - and _, behind that of its cluster', () => {
    for (const key of ['web-production/web_api-2', `a/${'x'.repeat(255)}`]) expect(isPlainKey(key)).toBe(true);
    for (const key of ['', 'a', 'a/', '/a', 'a/b/c', 'a/b c', 'a/b\u200b', `a/${'x'.repeat(256)}`])
      expect(isPlainKey(key)).toBe(false);
  });

  it('that is odd is said to be, with the character and its place', () => {
    expect(oddityOf('pr\u043ed')).toBe('its character 3 is U+043E');
    expect(oddityOf('web\u{e0041}')).toBe('its character 4 is U+E0041');
    expect(oddityOf('a/b/c')).toMatch(/a \/ too many/);
    expect(oddityOf('web-api')).toBeUndefined();
    expect(oddityOf('web/api')).toBeUndefined();
  });
});

it('what is asked for as an answer can be typed on any keyboard', () => {
  for (const phrase of ['y', '66', 'waooaw-backend', 'my profile', 'a.b:c']) expect(isTypeable(phrase)).toBe(true);
  for (const phrase of ['', ' ', 'a ', 'a  b', 'pröd', '６', 'a\n']) expect(isTypeable(phrase)).toBe(false);
});
