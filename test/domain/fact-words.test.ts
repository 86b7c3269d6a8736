import { describe, expect, it } from 'vitest';
import { changeWords, driftWords, heldWords } from '../../src/domain/fact-words.ts';

const service = 'web/api';

describe('facts in words', () => {
  it('a value stands beside the name that AWS gives it', () => {
    expect(heldWords({ service, attribute: 'minCapacity' }, 6)).toBe('MinCapacity 6');
    expect(heldWords({ service, attribute: 'minCapacity' }, null)).toBe('MinCapacity none');
  });

  it('a change goes from one to the other', () => {
    expect(changeWords({ fact: { service, attribute: 'desiredCount' }, from: 2, to: 6 })).toBe('desiredCount 2 → 6');
  });

  it.each([
    [
      'what was to be moved',
      { fact: { service, attribute: 'desiredCount' }, before: 2, desired: 6, actual: 3 },
      'desiredCount of web/api was 2, should become 6, and is 3 now',
    ],
    [
      'what was to stay',
      { fact: { service, attribute: 'maxCapacity' }, before: 10, desired: 10, actual: null },
      'MaxCapacity of web/api was 10 and is none now',
    ],
    [
      'what cannot be read',
      { fact: { service, attribute: 'desiredCount' }, before: 2, desired: 6, actual: undefined },
      'desiredCount of web/api was 2, should become 6, and cannot be read now',
    ],
    [
      'a service that was made anew, by times that can be read',
      {
        fact: { service, attribute: 'serviceCreatedAt' },
        before: Date.UTC(2026, 0, 5),
        desired: Date.UTC(2026, 0, 5),
        actual: Date.UTC(2026, 10, 23),
      },
      'creation time of web/api was 2026-01-05T00:00:00Z and is 2026-11-23T00:00:00Z now',
    ],
  ] as const)('drift: %s', (_, drift, words) => {
    expect(driftWords(drift)).toBe(words);
  });
});
