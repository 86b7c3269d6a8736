import { describe, expect, it } from 'vitest';
import {
  isDailyWindow,
  isWeeklyWindow,
  nextDailyStart,
  nextWeeklyStart,
} from '../../../src/sim/world/recurring-window.ts';

describe('a window', () => {
  const monday = Date.UTC(2026, 10, 23, 12);

  it('of the week begins on its day, in UTC', () => {
    expect(nextWeeklyStart('sun:05:00-sun:05:30', monday)).toBe(Date.UTC(2026, 10, 29, 5));
    expect(nextWeeklyStart('Mon:12:30-Mon:13:00', monday)).toBe(Date.UTC(2026, 10, 23, 12, 30));
    // The window that begins right now has been met; the next one is in a week.
    expect(nextWeeklyStart('mon:12:00-mon:13:00', monday)).toBe(Date.UTC(2026, 10, 30, 12));
  });

  it('of the day begins today or tomorrow', () => {
    expect(nextDailyStart('03:00-03:30', monday)).toBe(Date.UTC(2026, 10, 24, 3));
    expect(nextDailyStart('23:45-00:15', monday)).toBe(Date.UTC(2026, 10, 23, 23, 45));
  });

  it('is told from what is none', () => {
    expect([isWeeklyWindow('Sun:23:45-Mon:00:15'), isDailyWindow('14:30-15:30')]).toEqual([true, true]);
    expect([isWeeklyWindow('sun:24:00-mon:00:15'), isDailyWindow('3:00-4:00')]).toEqual([false, false]);
  });
});
