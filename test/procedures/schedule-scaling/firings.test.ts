import { describe, expect, it } from 'vitest';
import { isoSeconds } from '../../../src/domain/time.ts';
import { clockChanges, nextFirings } from '../../../src/procedures/schedule-scaling/firings.ts';

const down = { way: 'down', time: '02:00', min: 2, max: 4 } as const;
const up = { way: 'up', time: '08:00', min: 4, max: 10 } as const;
const turns = [down, up];

const firings = (
  after: string,
  schedule: { timeZone: string; days?: string; turns?: readonly (typeof down | typeof up)[] },
  count = 5,
) =>
  nextFirings({ days: 'every-day', turns, ...schedule }, Date.parse(after), count).map(
    ({ turn, at, local, offset, weekday }) => `${turn.way} ${weekday} ${local} ${offset} = ${isoSeconds(at)}`,
  );

describe('the next firings', () => {
  it('come in order, in local time and in UTC', () => {
    expect(firings('2026-11-24T00:30:00Z', { timeZone: 'Europe/Berlin' })).toEqual([
      'down Tue 2026-11-24 02:00 +01:00 = 2026-11-24T01:00:00Z',
      'up Tue 2026-11-24 08:00 +01:00 = 2026-11-24T07:00:00Z',
      'down Wed 2026-11-25 02:00 +01:00 = 2026-11-25T01:00:00Z',
      'up Wed 2026-11-25 08:00 +01:00 = 2026-11-25T07:00:00Z',
      'down Thu 2026-11-26 02:00 +01:00 = 2026-11-26T01:00:00Z',
    ]);
  });

  it('are those of the local day, which may be another than that of UTC', () => {
    expect(firings('2026-11-24T03:00:00Z', { timeZone: 'America/New_York' }, 2)).toEqual([
      'down Tue 2026-11-24 02:00 -05:00 = 2026-11-24T07:00:00Z',
      'up Tue 2026-11-24 08:00 -05:00 = 2026-11-24T13:00:00Z',
    ]);
  });

  it('leave the weekend out where they are asked to', () => {
    expect(firings('2026-11-27T12:00:00Z', { timeZone: 'UTC', days: 'weekdays' }, 1)).toEqual([
      'down Mon 2026-11-30 02:00 +00:00 = 2026-11-30T02:00:00Z',
    ]);
  });

  it('follow summer time, and do not come at a time that the clocks skip', () => {
    expect(firings('2027-03-27T12:00:00Z', { timeZone: 'Europe/Berlin' }, 3)).toEqual([
      'up Sun 2027-03-28 08:00 +02:00 = 2027-03-28T06:00:00Z',
      'down Mon 2027-03-29 02:00 +02:00 = 2027-03-29T00:00:00Z',
      'up Mon 2027-03-29 08:00 +02:00 = 2027-03-29T06:00:00Z',
    ]);
  });

  it('come once where the clocks show a time twice', () => {
    const half = { ...down, time: '02:30' } as unknown as typeof down;
    expect(firings('2026-10-24T12:00:00Z', { timeZone: 'Europe/Berlin', turns: [half] }, 2)).toEqual([
      'down Sun 2026-10-25 02:30 +02:00 = 2026-10-25T00:30:00Z',
      'down Mon 2026-10-26 02:30 +01:00 = 2026-10-26T01:30:00Z',
    ]);
  });
});

describe('the days on which clocks are set', () => {
  const changes = (timeZone: string) =>
    clockChanges({ turns, timeZone, days: 'every-day' }, Date.UTC(2026, 10, 24)).map(
      ({ date, from, to, skips }) => `${date} ${from} ${to} ${skips.map(({ way }) => way).join()}`,
    );

  it('are found for a year, with what does not come that day', () => {
    expect(changes('Europe/Berlin')).toEqual(['2027-03-28 +01:00 +02:00 down', '2027-10-31 +02:00 +01:00 ']);
    expect(changes('America/New_York')).toEqual(['2027-03-14 -05:00 -04:00 down', '2027-11-07 -04:00 -05:00 ']);
    expect(changes('Africa/Cairo').map(each => each.slice(0, 10))).toEqual(['2027-04-30', '2027-10-29']);
  });

  it('are none where nobody sets them', () => {
    expect(changes('UTC')).toEqual([]);
    expect(changes('Asia/Kolkata')).toEqual([]);
  });
});
