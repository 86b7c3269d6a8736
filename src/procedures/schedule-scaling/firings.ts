import { hours, type Instant } from '../../domain/time.ts';
import { instantsOf, utcOffset, zonedTime } from '../../domain/zoned-time.ts';
import type { Turn } from './pair.ts';

export interface Firing {
  readonly turn: Turn;
  readonly at: Instant;
  /** `Sat` */
  readonly weekday: string;
  /** What the clocks of the zone show: `2026-11-28 02:00`. */
  readonly local: string;
  /** `+01:00`: it moves with summer time. */
  readonly offset: string;
}

interface Schedule {
  readonly turns: readonly Turn[];
  readonly timeZone: string;
  /** `weekdays`, or every day. */
  readonly days: string;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** A date as the number of its day; dates have no zone. */
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (day: number): string => new Date(day).toISOString().slice(0, 10);
const dayBefore = (date: string): string => dateOf(dayOf(date) - hours(24));
const weekdayOf = (date: string): string => weekdays[new Date(dayOf(date)).getUTCDay()] ?? '';

const runsOn = (date: string, days: string): boolean =>
  days !== 'weekdays' || !['Sat', 'Sun'].includes(weekdayOf(date));

/** A weekend, a day whose time is skipped, and the day that is over already lie between two firings at the most. */
const daysAhead = (count: number): number => count + 8;

/** The next `count` firings after that moment, in order. A time that the clocks skip does not come that day. */
export function nextFirings({ turns, timeZone, days }: Schedule, after: Instant, count: number): readonly Firing[] {
  const today = dayOf(dateIn(after, timeZone));
  const found: Firing[] = [];
  for (let ahead = 0; ahead <= daysAhead(count) && found.length < count + turns.length; ahead += 1) {
    const date = dateOf(today + ahead * hours(24));
    if (!runsOn(date, days)) continue;
    for (const turn of turns) {
      // A time that comes twice in a night is meant the first time.
      const [at] = instantsOf({ date, time: turn.time }, timeZone);
      if (at === undefined || at <= after) continue;
      const local = `${date} ${turn.time}`;
      found.push({ turn, at, local, weekday: weekdayOf(date), offset: utcOffset(at, timeZone) });
    }
  }
  return found.toSorted((a, b) => a.at - b.at).slice(0, count);
}

const dateIn = (at: Instant, timeZone: string): string => zonedTime(at, timeZone).slice(0, 10);

/** A day on which the clocks of a zone are set. */
export interface ClockChange {
  readonly date: string;
  readonly from: string;
  readonly to: string;
  /** The turns whose time does not come that day. */
  readonly skips: readonly Turn[];
}

/** How often the clocks are looked at: no zone sets them forth and back within that time, but for a Ramadan or two. */
const lookEveryDays = 30;
const daysOfYear = 366;

/** The days of the coming year on which the clocks of the zone are set. */
export function clockChanges({ turns, timeZone }: Schedule, after: Instant): readonly ClockChange[] {
  const offsetOn = (day: number): string => utcOffset(after + day * hours(24), timeZone);
  const changes: ClockChange[] = [];
  for (let day = 0; day < daysOfYear; day += lookEveryDays) {
    if (offsetOn(day) === offsetOn(day + lookEveryDays)) continue;
    // The last day with the old offset and the first with the new one draw together.
    let [before, since] = [day, day + lookEveryDays];
    while (since - before > 1) {
      const middle = Math.floor((before + since) / 2);
      if (offsetOn(middle) === offsetOn(day)) before = middle;
      else since = middle;
    }
    changes.push(changeBetween(before, since));
  }
  return changes;

  function changeBetween(before: number, since: number): ClockChange {
    const [from, to] = [offsetOn(before), offsetOn(since)];
    const dates = [before, since].map(day => dateIn(after + day * hours(24), timeZone));
    // Which of the two it is: the one that ends with another offset than the day before it.
    const date = dates.find(each => endOffset(each) !== endOffset(dayBefore(each))) ?? dates[1] ?? '';
    const skips = turns.filter(({ time }) => instantsOf({ date, time }, timeZone).length === 0);
    return { date, from, to, skips };
  }

  function endOffset(date: string): string {
    const [at = 0] = instantsOf({ date, time: '23:59' }, timeZone);
    return utcOffset(at, timeZone);
  }
}
