import type { SimTime } from '../clock.ts';
import { instantOf, type LocalTime, localTimeAt } from './time-zone.ts';

/** AWS's cron: six fields, read and checked. AWS: "Setting a schedule pattern for scheduled rules", "Cron expressions". */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  /** Whether it runs on that day of a month that it runs in. */
  readonly runsOn: (day: Day) => boolean;
}

interface Day {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
}

type DayRule = (day: Day) => boolean;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly first: number;
  readonly last: number;
  /** Words for the numbers from `first` on. */
  readonly words?: readonly string[];
}

const MINUTE_FIELD: Field = { first: 0, last: 59 };
const HOUR_FIELD: Field = { first: 0, last: 23 };
const DAY_FIELD: Field = { first: 1, last: 31 };
const MONTH_FIELD: Field = { first: 1, last: 12, words: MONTHS };
/** 1 is Sunday. */
const WEEKDAY_FIELD: Field = { first: 1, last: 7, words: WEEKDAYS };
const YEAR_FIELD: Field = { first: 1970, last: 2199 };

/** `0 2 * * ? *`; undefined when AWS would not take it. */
export const parseCron = (text: string): Cron | undefined => {
  const fields = text.trim().toUpperCase().split(/\s+/);
  if (fields.length !== 6) return undefined;
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  // AWS: a day of the month or a day of the week, and a question mark in place of the other.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  const minutes = numbersOf(minute, MINUTE_FIELD);
  const hours = numbersOf(hour, HOUR_FIELD);
  const months = numbersOf(month, MONTH_FIELD);
  const years = numbersOf(year, YEAR_FIELD);
  const runsOn = dayOfWeek === '?' ? dayOfMonthRule(dayOfMonth) : dayOfWeekRule(dayOfWeek);
  if (minutes === undefined || hours === undefined || months === undefined) return undefined;
  if (years === undefined || runsOn === undefined) return undefined;
  return { minutes, hours, months: new Set(months), years: new Set(years), runsOn };
};

/** The next time after `after` at which clocks in the zone show what the expression asks for. */
export const nextCronTime = (cron: Cron, after: SimTime, timeZone: string): SimTime | undefined => {
  const today = new Date(localTimeAt(after, timeZone));
  const from: Day = { year: today.getUTCFullYear(), month: today.getUTCMonth() + 1, day: today.getUTCDate() };
  for (const day of daysFrom(from, cron)) {
    for (const local of timesOf(cron, day)) {
      const at = instantOf(local, timeZone);
      if (at !== undefined && at > after) return at;
    }
  }
  return undefined;
};

/** The days on which it runs, in order, until the calendar of AWS's cron ends. */
function* daysFrom(from: Day, { years, months, runsOn }: Cron): Generator<Day> {
  for (let year = from.year; year <= YEAR_FIELD.last; year += 1) {
    if (!years.has(year)) continue;
    for (let month = year === from.year ? from.month : 1; month <= 12; month += 1) {
      if (!months.has(month)) continue;
      const isFirst = year === from.year && month === from.month;
      for (let day = isFirst ? from.day : 1; day <= daysOf(year, month); day += 1) {
        if (runsOn({ year, month, day })) yield { year, month, day };
      }
    }
  }
}

const timesOf = ({ hours, minutes }: Cron, { year, month, day }: Day): readonly LocalTime[] =>
  hours.flatMap(hour => minutes.map(minute => Date.UTC(year, month - 1, day, hour, minute)));

const daysOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 1 is Sunday, as in the expression. */
const weekdayOf = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** `*`, `5`, `1-5`, `0/15`, `MON-FRI`, and lists of them, as numbers in order; undefined when it is none of these. */
const numbersOf = (text: string, field: Field): readonly number[] | undefined => {
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(item) ?? [];
    const [from, to] = rangeOf(range, field, step !== undefined);
    const by = Number(step ?? 1);
    if (from === undefined || to === undefined || from > to || by < 1) return undefined;
    for (let number = from; number <= to; number += by) found.add(number);
  }
  return [...found].sort((a, b) => a - b);
};

const rangeOf = (text: string, field: Field, hasStep: boolean): readonly (number | undefined)[] => {
  if (text === '*') return [field.first, field.last];
  const [from = '', to, ...rest] = text.split('-');
  if (rest.length > 0) return [];
  if (to !== undefined) return [numberOf(from, field), numberOf(to, field)];
  return [numberOf(from, field), hasStep ? field.last : numberOf(from, field)];
};

const numberOf = (text: string, { first, last, words = [] }: Field): number | undefined => {
  const word = words.indexOf(text);
  const number = word >= 0 ? first + word : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= first && number <= last ? number : undefined;
};

/** `L` is the last day of the month; `15W` is the weekday nearest to the 15th, within the month. */
const dayOfMonthRule = (text: string): DayRule | undefined => {
  if (text === 'L') return ({ year, month, day }) => day === daysOf(year, month);
  const nearest = numberOf(/^(\d+)W$/.exec(text)?.[1] ?? '', DAY_FIELD);
  if (nearest !== undefined) return date => date.day === nearestWeekday(date, nearest);
  const days = numbersOf(text, DAY_FIELD);
  return days && (({ day }) => days.includes(day));
};

const nearestWeekday = ({ year, month }: Day, wanted: number): number | undefined => {
  const isWeekday = (day: number): boolean => {
    const weekday = weekdayOf({ year, month, day });
    return day >= 1 && day <= daysOf(year, month) && weekday > 1 && weekday < 7;
  };
  if (wanted > daysOf(year, month)) return undefined;
  return [wanted, wanted - 1, wanted + 1, wanted - 2, wanted + 2].find(isWeekday);
};

/** `L` is Saturday; `6L` is the last Friday of the month, `3#2` its second Tuesday. */
const dayOfWeekRule = (text: string): DayRule | undefined => {
  if (text === 'L') return day => weekdayOf(day) === WEEKDAY_FIELD.last;
  const last = numberOf(/^(\w+)L$/.exec(text)?.[1] ?? '', WEEKDAY_FIELD);
  if (last !== undefined) return day => weekdayOf(day) === last && day.day > daysOf(day.year, day.month) - 7;
  const [, weekday = '', nth = ''] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  const numbered = numberOf(weekday, WEEKDAY_FIELD);
  if (numbered !== undefined) return day => weekdayOf(day) === numbered && Math.ceil(day.day / 7) === Number(nth);
  const weekdays = numbersOf(text, WEEKDAY_FIELD);
  return weekdays && (day => weekdays.includes(weekdayOf(day)));
};
