import { DAY, SECOND, type SimTime } from '../clock.ts';

/**
 * What a wall clock shows, as the UTC time that has the same digits: 02:30 in Berlin is 02:30 UTC. Local times can then
 * be counted and compared like any time; only `instantOf` says when they are.
 */
export type LocalTime = number;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The one use of ICU: it knows the rules of every IANA time zone, and answers the same for the same instant. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
};

/** `Europe/Berlin`, `UTC`, `Etc/GMT+9`: a name in the IANA database. Offsets such as `+01:00` are no names. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Z][\w+/-]*$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    // RangeError: ICU has no such zone.
    return false;
  }
};

/** What a wall clock in the zone shows then. */
export const localTimeAt = (at: SimTime, timeZone: string): LocalTime => {
  if (timeZone === 'UTC') return at;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return seconds + (at % SECOND);
};

/**
 * When the zone's wall clocks show that. In spring they skip an hour, whose times never are: undefined. In autumn they
 * show an hour twice, and the first of the two is meant.
 */
export const instantOf = (local: LocalTime, timeZone: string): SimTime | undefined => {
  if (timeZone === 'UTC') return local;
  // Clocks are set at most once in two days, so one of the offsets around the time is the right one.
  const offsets = [local - DAY, local + DAY].map(near => localTimeAt(near, timeZone) - near);
  const instants = offsets.map(offset => local - offset).filter(at => localTimeAt(at, timeZone) === local);
  return instants.length === 0 ? undefined : Math.min(...instants);
};
