import { type Instant, minutes } from './time.ts';

/**
 * A local time with its time zone, `2026-11-27 09:00 Europe/Berlin`: what somebody means by "nine in the morning", whatever
 * the clocks there do until then. Where the clocks are set back and show the time twice, its offset stands in it too:
 * `2026-10-25 02:30+01:00 Europe/Berlin`.
 */
export type ZonedTime = `${string} ${string} ${string}`;

export type ParsedTime =
  | { readonly ok: true; readonly value: ZonedTime; readonly at: Instant }
  /** What is wrong with it, and what would be right: the end of a sentence that begins with the field's name. */
  | { readonly ok: false; readonly says: string };

const shape = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})([+-]\d{2}:\d{2})? ([A-Za-z][\w+/-]*)$/;
const example = '2026-11-27 09:00 Europe/Berlin';

/** Strict: a date, a time to the minute and the name of a zone, and only times that the clocks there really show. */
export function parseZonedTime(text: string): ParsedTime {
  const [, date = '', time = '', offset, zone = ''] = shape.exec(text) ?? [];
  if (date === '') return no(`must be a local time with its time zone, such as ${example}; got ${text}`);
  if (!isTimeZone(zone))
    return no(`names a time zone that does not exist, ${zone}; write one such as Europe/Berlin or UTC`);
  const local = localTime(date, time);
  if (local === undefined) return no(`has a day or a time that does not exist: ${date} ${time}`);
  const offsets = offsetsAt(local, zone);
  if (offset === undefined) {
    const [only, second] = offsets;
    if (only === undefined) return no(skipped(local, zone, `${date} ${time}`));
    if (second !== undefined) return no(doubled(date, time, zone, [only, second]));
    return { ok: true, value: `${date} ${time} ${zone}`, at: local - only };
  }
  const given = offsets.find(each => offsetText(each) === offset);
  if (given === undefined)
    return no(`is no time in ${zone}: the offset there is ${offsets.map(offsetText).join(' or ')}`);
  const told = offsets.length > 1 ? offset : '';
  return { ok: true, value: `${date} ${time}${told} ${zone}`, at: local - given };
}

/** When it is. @throws Error for a text that `parseZonedTime` has not made */
export function instantOf(time: ZonedTime): Instant {
  const parsed = parseZonedTime(time);
  if (!parsed.ok) throw new Error(`${time} ${parsed.says}`);
  return parsed.at;
}

/** `Europe/Berlin` of `2026-11-27 09:00 Europe/Berlin`. */
export const zoneOf = (time: ZonedTime): string => time.slice(time.lastIndexOf(' ') + 1);

/** What the clocks of a zone show then, as `2026-11-27 09:00 Europe/Berlin`; with the offset where they show it twice. */
export function zonedTime(at: Instant, zone: string): ZonedTime {
  const local = localTimeAt(at, zone);
  const [date = '', time = ''] = new Date(local).toISOString().slice(0, 16).split('T');
  const offset = offsetsAt(local - (local % minutes(1)), zone).length > 1 ? offsetText(local - at) : '';
  return `${date} ${time}${offset} ${zone}`;
}

/**
 * When the clocks of a zone show that, `2026-10-25` and `02:30`: never where they skip it, twice where they are set back
 * over it; the first comes first.
 */
export function instantsOf({ date, time }: { readonly date: string; readonly time: string }, zone: string) {
  const local = localTime(date, time);
  return local === undefined ? [] : offsetsAt(local, zone).map((offset): Instant => local - offset);
}

/** How far the clocks of a zone are ahead of UTC then: `+01:00`. */
export const utcOffset = (at: Instant, zone: string): string => offsetText(localTimeAt(at, zone) - at);

const no = (says: string): ParsedTime => ({ ok: false, says });

const skipped = (local: LocalTime, zone: string, text: string): string => {
  const before = offsetAround(local, -1, zone);
  const after = offsetAround(local, 1, zone);
  const shifted = new Date(local + after - before).toISOString().slice(11, 16);
  return `is a time that ${zone} skips: its clocks are set forward over ${text}; ${shifted} comes instead`;
};

const doubled = (date: string, time: string, zone: string, offsets: readonly [number, number]): string => {
  const [first, second] = offsets.map(each => `${date} ${time}${offsetText(each)} ${zone}`);
  return `is a time that ${zone} has twice, because its clocks are set back; write ${first} for the first or ${second} for the second`;
};

/** What a wall clock shows, as the UTC time that has the same digits. */
type LocalTime = number;

function localTime(date: string, time: string): LocalTime | undefined {
  const local = Date.parse(`${date}T${time}:00Z`);
  // Date.parse takes 30 February for 2 March, and 24:00 for the next day.
  const isReal = !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${date}T${time}`);
  return isReal ? local : undefined;
}

const dayMs = minutes(24 * 60);

/** The offsets with which the clocks there show that time: none in a gap, two where they are set back. The first comes first. */
function offsetsAt(local: LocalTime, zone: string): readonly number[] {
  const candidates = new Set([offsetAround(local, -1, zone), offsetAround(local, 1, zone)]);
  return [...candidates].filter(offset => localTimeAt(local - offset, zone) === local).toSorted((a, b) => b - a);
}

/** Clocks are set at most once in two days, so one of the offsets a day before and a day after is the right one. */
const offsetAround = (local: LocalTime, days: -1 | 1, zone: string): number => {
  const near = local + days * dayMs;
  return localTimeAt(near, zone) - near;
};

/** `+01:00` */
function offsetText(offsetMs: number): string {
  const total = Math.abs(offsetMs) / minutes(1);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(total / 60))}:${two(total % 60)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The one use of ICU: it knows the rules of every IANA time zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** `Europe/Berlin`, `UTC`: a name of the IANA database. Offsets such as `+01:00` are none. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][\w+/-]*$/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    // RangeError: ICU has no such zone.
    return false;
  }
}

function localTimeAt(at: Instant, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) + (at % 1000)
  );
}
