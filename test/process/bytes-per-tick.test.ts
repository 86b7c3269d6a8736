import { describe, expect, it } from 'vitest';
import { tell } from '../support/frame-stories.ts';

describe.each([
  [80, 24],
  [120, 40],
  [200, 60],
])('what a tick sends to a terminal of %i x %i', (columns, rows) => {
  it.each(['whole rows', 'a counter in every row'] as const)(
    'is hardly more than the changed cells need, in one write and without erasing: %s',
    async story => {
      const { bytes, least, writes, erases } = await tell(story, columns, rows);
      expect(least).toBeGreaterThan(50);
      expect(bytes / least).toBeLessThanOrEqual(1.15);
      expect({ writes, erases }).toEqual({ writes: 1, erases: 0 });
    },
  );

  it('is at most 20 bytes for the clock, and nothing for nothing', async () => {
    expect((await tell('the clock', columns, rows)).bytes).toBeLessThanOrEqual(20);
    expect(await tell('nothing', columns, rows)).toEqual({ bytes: 0, least: 0, writes: 0, erases: 0 });
  });
});
