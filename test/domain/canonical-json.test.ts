import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, membersOf } from '../../src/domain/canonical-json.ts';

describe('canonical JSON', () => {
  it('is the same text whatever the order of the members, and says nothing of those that are undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
  });

  it('writes a time as text', () => {
    expect(canonicalJson({ at: new Date(Date.UTC(2026, 10, 23)) })).toBe('{"at":"2026-11-23T00:00:00.000Z"}');
  });

  it('holds any text as it is, and shows none of it that could act on a terminal', () => {
    fc.assert(
      fc.property(fc.record({ text: fc.string({ unit: 'binary' }) }), value => {
        const text = canonicalJson(value);
        expect(text).toMatch(/^[\x20-\x7e]*$/);
        expect(membersOf(text)).toEqual(value);
      }),
    );
  });

  it('has members only where it is an object', () => {
    for (const text of ['[]', '7', 'null']) expect(() => membersOf(text)).toThrow('no object');
  });
});
