import { DAY, HOUR, MINUTE, type SimTime } from '../clock.ts';
import { type Cron, nextCronTime, parseCron } from './cron.ts';
import { instantOf, type LocalTime } from './time-zone.ts';

/** A schedule expression of AWS: `at(...)`, `rate(...)` or `cron(...)`. */
export type Schedule =
  /** Once, when the clocks of a time zone show that. */
  | { readonly kind: 'at'; readonly time: LocalTime }
  | { readonly kind: 'rate'; readonly everyMs: number }
  /** Whenever the clocks of a time zone show that. */
  | { readonly kind: 'cron'; readonly cron: Cron };

const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: HOUR, day: DAY };

/** `at(2026-11-27T07:00:00)`, `rate(5 minutes)`, `cron(0 2 * * ? *)`; undefined for anything else. */
export const parseSchedule = (text: string): Schedule | undefined => {
  const [, kind, inside = ''] = /^(at|rate|cron)\(([^()]*)\)$/.exec(text.trim()) ?? [];
  switch (kind) {
    case 'at':
      return parseAt(inside);
    case 'rate':
      return parseRate(inside);
    case 'cron': {
      const cron = parseCron(inside);
      return cron && { kind, cron };
    }
    default:
      return undefined;
  }
};

const parseAt = (text: string): Schedule | undefined => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return undefined;
  const time = Date.parse(`${text}Z`);
  return Number.isNaN(time) ? undefined : { kind: 'at', time };
};

/** AWS: the unit is singular after 1, and plural after anything more. */
const parseRate = (text: string): Schedule | undefined => {
  const [, value = '', unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const unitMs = UNITS[unit];
  const number = Number(value);
  if (unitMs === undefined || number < 1 || number > 1 !== (plural === 's')) return undefined;
  return { kind: 'rate', everyMs: number * unitMs };
};

/** The next time after `after` at which it is due; undefined when it is never due again. */
export const nextTime = (
  schedule: Schedule,
  when: {
    readonly after: SimTime;
    /** Whose clocks `at` and `cron` mean. */
    readonly timeZone: string;
    /** From when on a rate counts. */
    readonly countsFrom: SimTime;
  },
): SimTime | undefined => {
  switch (schedule.kind) {
    case 'at': {
      const at = instantOf(schedule.time, when.timeZone);
      return at !== undefined && at > when.after ? at : undefined;
    }
    case 'rate': {
      const passed = Math.floor((when.after - when.countsFrom) / schedule.everyMs);
      return when.countsFrom + Math.max(0, passed + 1) * schedule.everyMs;
    }
    case 'cron':
      return nextCronTime(schedule.cron, when.after, when.timeZone);
  }
};
