import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, isTimeZone, parseZonedTime, zonedTime, zoneOf } from '../../src/domain/zoned-time.ts';

const says = (text: string): string => {
  const parsed = parseZonedTime(text);
  return parsed.ok ? `ok ${new Date(parsed.at).toISOString()}` : parsed.says;
};

describe('a local time with its zone', () => {
  it.each([
    ['2026-11-27 09:00 Europe/Berlin', 'ok 2026-11-27T08:00:00.000Z'],
    ['2026-07-27 09:00 Europe/Berlin', 'ok 2026-07-27T07:00:00.000Z'],
    ['2026-11-27 09:00 UTC', 'ok 2026-11-27T09:00:00.000Z'],
    ['2026-11-27 09:00 Asia/Kolkata', 'ok 2026-11-27T03:30:00.000Z'],
    ['2026-11-26 23:59 Pacific/Kiritimati', 'ok 2026-11-26T09:59:00.000Z'],
  ])('%s is %s', (text, is) => {
    expect(says(text)).toBe(is);
  });

  it.each([
    ['2026-11-27 09:00', 'must be a local time with its time zone'],
    ['2026-11-27T09:00 UTC', 'must be a local time'],
    ['27.11.2026 09:00 UTC', 'must be a local time'],
    ['2026-11-27 9:00 UTC', 'must be a local time'],
    ['2026-11-27 09:00 +01:00', 'must be a local time'],
    ['tomorrow', 'must be a local time'],
    ['2026-11-27 09:00 Europe/Atlantis', 'names a time zone that does not exist, Europe/Atlantis'],
    ['2026-02-30 09:00 UTC', 'has a day or a time that does not exist: 2026-02-30 09:00'],
    ['2026-11-27 24:00 UTC', 'has a day or a time that does not exist'],
    ['2026-11-27 09:60 UTC', 'has a day or a time that does not exist'],
    ['2026-11-27 09:00+02:00 Europe/Berlin', 'is no time in Europe/Berlin: the offset there is +01:00'],
  ])('%s is refused: it %s', (text, because) => {
    expect(says(text)).toContain(because);
  });

  it('that the clocks skip in spring is refused, with the one that comes instead', () => {
    expect(says('2026-03-29 02:30 Europe/Berlin')).toBe(
      'is a time that Europe/Berlin skips: its clocks are set forward over 2026-03-29 02:30; 03:30 comes instead',
    );
    expect(says('2026-03-08 02:00 America/New_York')).toContain('03:00 comes instead');
    expect(says('2026-10-04 02:15 Australia/Lord_Howe')).toContain('02:45 comes instead');
  });

  it('that the clocks show twice in autumn has to say which of the two', () => {
    expect(says('2026-10-25 02:30 Europe/Berlin')).toBe(
      'is a time that Europe/Berlin has twice, because its clocks are set back; write 2026-10-25 02:30+02:00 Europe/Berlin for the first or 2026-10-25 02:30+01:00 Europe/Berlin for the second',
    );
    expect(says('2026-10-25 02:30+02:00 Europe/Berlin')).toBe('ok 2026-10-25T00:30:00.000Z');
    expect(says('2026-10-25 02:30+01:00 Europe/Berlin')).toBe('ok 2026-10-25T01:30:00.000Z');
  });

  it('keeps an offset only where it tells two times apart', () => {
    const kept = (text: string): string | undefined => {
      const parsed = parseZonedTime(text);
      return parsed.ok ? parsed.value : undefined;
    };
    expect(kept('2026-11-27 09:00+01:00 Europe/Berlin')).toBe('2026-11-27 09:00 Europe/Berlin');
    expect(kept('2026-10-25 02:30+01:00 Europe/Berlin')).toBe('2026-10-25 02:30+01:00 Europe/Berlin');
  });

  it('is the same moment when it is written and read again, in every zone and at every minute of a year', () => {
    const start = Date.UTC(2026, 0, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 366 * 24 * 60 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
        (minute, zone) => {
          const at = start + minute * 60_000;
          const written = zonedTime(at, zone);
          expect(instantOf(written)).toBe(at);
          expect(zoneOf(written)).toBe(zone);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is a bug of ours where it was not parsed before', () => {
    expect(() => instantOf('2026-11-27 09:00 Nowhere')).toThrow('does not exist');
  });
});

it('a time zone is a name, and no offset', () => {
  expect(['UTC', 'Europe/Berlin', 'Etc/GMT+9'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['+01:00', 'berlin', 'Europe/Atlantis', ''].map(isTimeZone)).toEqual([false, false, false, false]);
});
