import { describe, expect, it } from 'vitest';
import { nextTime, parseSchedule } from '../../../../src/sim/world/schedules/schedule.ts';
import { instantOf, isTimeZone, localTimeAt } from '../../../../src/sim/world/schedules/time-zone.ts';

const at = (iso: string): number => {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) throw new Error(`no time: ${iso}`);
  return time;
};

/** The next times after `after`, as UTC. */
const next = (expression: string, after: string, timeZone = 'UTC', count = 3): readonly string[] => {
  const schedule = parseSchedule(expression);
  if (schedule === undefined) throw new Error(`no schedule: ${expression}`);
  const found: string[] = [];
  for (let time: number | undefined = at(after); found.length < count; ) {
    time = nextTime(schedule, { after: time, timeZone, countsFrom: at(after) });
    if (time === undefined) break;
    found.push(new Date(time).toISOString().slice(0, 16));
  }
  return found;
};

const NOON = '2026-11-23T12:00:00Z';

describe('cron', () => {
  it.each([
    ['cron(0 2 * * ? *)', ['2026-11-24T02:00', '2026-11-25T02:00', '2026-11-26T02:00']],
    ['cron(0/20 12 * * ? *)', ['2026-11-23T12:20', '2026-11-23T12:40', '2026-11-24T12:00']],
    ['cron(15 10 ? * MON-FRI *)', ['2026-11-24T10:15', '2026-11-25T10:15', '2026-11-26T10:15']],
    ['cron(0 18 ? * 2 *)', ['2026-11-23T18:00', '2026-11-30T18:00', '2026-12-07T18:00']],
    ['cron(0 8 1,15 * ? *)', ['2026-12-01T08:00', '2026-12-15T08:00', '2027-01-01T08:00']],
    ['cron(0 0 L * ? *)', ['2026-11-30T00:00', '2026-12-31T00:00', '2027-01-31T00:00']],
    // 15 August 2027 is a Sunday, 1 May a Saturday: the nearest weekday stays within the month.
    ['cron(0 9 15W AUG ? 2027)', ['2027-08-16T09:00']],
    ['cron(0 9 1W MAY ? 2027)', ['2027-05-03T09:00']],
    ['cron(0 9 ? * 6L *)', ['2026-11-27T09:00', '2026-12-25T09:00', '2027-01-29T09:00']],
    ['cron(0 9 ? * 3#2 *)', ['2026-12-08T09:00', '2027-01-12T09:00', '2027-02-09T09:00']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00']],
    ['cron(30 12 23 NOV ? 2026-2027)', ['2026-11-23T12:30', '2027-11-23T12:30']],
  ])('%s runs when AWS says', (expression, times) => {
    expect(next(expression, NOON)).toEqual(times);
  });

  it.each([
    'cron(0 2 * * *)',
    'cron(0 2 * * * *)',
    'cron(0 2 ? * ? *)',
    'cron(60 2 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 2 0 * ? *)',
    'cron(0 2 * 13 ? *)',
    'cron(nonsense)',
    'cron(0 2 ? * FRI-MON *)',
    'cron(0 2 ? * 3#6 *)',
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(5 seconds)',
    'at(2026-11-27 07:00:00)',
    'at(2026-13-27T07:00:00)',
    '0 2 * * ? *',
  ])('%s is no schedule', expression => {
    expect(parseSchedule(expression)).toBeUndefined();
  });
});

// aws-facts 1.24: cron is UTC unless a time zone is named, and then it follows daylight saving time.
describe('a time zone', () => {
  it('moves a nightly run with the clocks of the place', () => {
    // Berlin goes from UTC+2 to UTC+1 on 25 October 2026, and back on 28 March 2027.
    expect(next('cron(30 4 * * ? *)', '2026-10-24T00:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-10-24T02:30',
      '2026-10-25T03:30',
      '2026-10-26T03:30',
    ]);
    expect(next('cron(30 4 * * ? *)', '2027-03-27T00:00:00Z', 'Europe/Berlin')).toEqual([
      '2027-03-27T03:30',
      '2027-03-28T02:30',
      '2027-03-29T02:30',
    ]);
  });

  it('skips the hour that the clocks skip in spring', () => {
    expect(next('cron(30 2 * * ? *)', '2027-03-27T00:00:00Z', 'Europe/Berlin')).toEqual([
      '2027-03-27T01:30',
      '2027-03-29T00:30',
      '2027-03-30T00:30',
    ]);
  });

  it('runs once in the hour that the clocks show twice in autumn', () => {
    expect(next('cron(30 2 * * ? *)', '2026-10-24T12:00:00Z', 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
      '2026-10-27T01:30',
    ]);
  });

  it('is what at(...) means', () => {
    expect(next('at(2026-11-27T07:00:00)', NOON, 'America/New_York')).toEqual(['2026-11-27T12:00']);
    expect(next('at(2026-11-27T07:00:00)', NOON)).toEqual(['2026-11-27T07:00']);
    expect(next('at(2026-11-23T11:59:59)', NOON)).toEqual([]);
  });

  it('is known by its IANA name only', () => {
    expect(
      ['Europe/Berlin', 'UTC', 'Etc/GMT+9', 'Pacific/Tahiti', 'America/Argentina/Buenos_Aires'].map(isTimeZone),
    ).toEqual(Array(5).fill(true));
    expect(['Berlin', 'europe/berlin', '+01:00', 'Mars/Olympus', '', 'CEST+1'].map(isTimeZone)).toEqual(
      Array(6).fill(false),
    );
  });

  it('takes local times there and back, at every hour of two years, in zones of every kind', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
    for (const zone of zones) {
      let shownTwice = 0;
      const wrong: number[] = [];
      for (let time = at('2026-01-01T00:00:00Z'); time < at('2028-01-01T00:00:00Z'); time += 3_600_000) {
        const back = instantOf(localTimeAt(time, zone), zone);
        // The same time, or the first of two that the clocks show alike.
        if (back !== time) shownTwice += 1;
        if (back === undefined || back > time || time - back > 3_600_000) wrong.push(time);
      }
      expect(wrong).toEqual([]);
      expect(shownTwice).toBe(zone === 'UTC' || zone === 'Asia/Kathmandu' ? 0 : 2);
    }
  });
});

describe('a rate', () => {
  it('counts from where it is told to', () => {
    expect(next('rate(5 minutes)', '2026-11-23T12:00:07Z')).toEqual([
      '2026-11-23T12:05',
      '2026-11-23T12:10',
      '2026-11-23T12:15',
    ]);
    expect(next('rate(1 day)', NOON, 'UTC', 2)).toEqual(['2026-11-24T12:00', '2026-11-25T12:00']);
  });
});
