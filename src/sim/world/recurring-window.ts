import { DAY, HOUR, MINUTE, type SimTime } from './clock.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEKLY =
  /^(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):([0-5]\d)-(?:sun|mon|tue|wed|thu|fri|sat):(?:[01]\d|2[0-3]):[0-5]\d$/i;
const DAILY = /^([01]\d|2[0-3]):([0-5]\d)-(?:[01]\d|2[0-3]):[0-5]\d$/;

/** The epoch began on a Thursday; weeks are counted from the Sunday before it. */
const SUNDAY_BEFORE_EPOCH = -4 * DAY;

export const isWeeklyWindow = (text: string): boolean => WEEKLY.test(text);
export const isDailyWindow = (text: string): boolean => DAILY.test(text);

/** When the window, as `sun:05:00-sun:05:30` in UTC, next begins after `now`. */
export const nextWeeklyStart = (window: string, now: SimTime): SimTime => {
  const [, day = 'sun', hours, minutes] = WEEKLY.exec(window) ?? [];
  const intoWeek = DAYS.indexOf(day.toLowerCase()) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE;
  return nextBeginning({ period: 7 * DAY, offset: SUNDAY_BEFORE_EPOCH + intoWeek, now });
};

/** When the window, as `03:00-03:30` in UTC, next begins after `now`. */
export const nextDailyStart = (window: string, now: SimTime): SimTime => {
  const [, hours, minutes] = DAILY.exec(window) ?? [];
  return nextBeginning({ period: DAY, offset: Number(hours) * HOUR + Number(minutes) * MINUTE, now });
};

const nextBeginning = ({ period, offset, now }: { period: number; offset: number; now: SimTime }): SimTime =>
  (Math.floor((now - offset) / period) + 1) * period + offset;
