import { grouped } from '../domain/grouped.ts';
import type { CostDelta } from '../domain/pricing.ts';
import type { Instant } from '../domain/time.ts';

// Everything here is quantised to what a reader can use, so that a value that hardly moved is drawn with the same cells.

/** `1,240`, `85k`, `1.2M`: at most six cells. */
export function count(value: number): string {
  const size = Math.abs(value);
  if (size >= 9_995_000) return `${Math.round(value / 1_000_000)}M`;
  if (size >= 999_500) return `${(value / 1_000_000).toFixed(1)}M`;
  if (size >= 99_950) return `${Math.round(value / 1000)}k`;
  return grouped(value);
}

/** `34 %` */
export const percent = (value: number): string => `${Math.round(value)} %`;

/** `0.42 s`, `12.3 s`, `140 s` */
export function inSeconds(value: number): string {
  if (value < 9.995) return `${value.toFixed(2)} s`;
  if (value < 99.95) return `${value.toFixed(1)} s`;
  return `${grouped(value)} s`;
}

/** `42 s`, `3 min`, `2 h`, `5 d`: how long ago, in its largest unit. A clock that is slightly behind gives `0 s`. */
export function age(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 48 * 3600) return `${Math.floor(s / 3600)} h`;
  return `${Math.floor(s / 86_400)} d`;
}

/** `45 s`, `5 min`, `1 h 20 min`: how long something takes or lasts. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  const min = Math.round(s / 60);
  if (min < 60) return `${min} min`;
  return min % 60 === 0 ? `${min / 60} h` : `${Math.floor(min / 60)} h ${min % 60} min`;
}

/** `29:04`: time that runs down. */
export function countdown(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

/** `19:15:07`, in UTC as CloudWatch and CloudTrail write it. */
export const timeOfDay = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

/** `19:15`, in UTC. */
export const minuteOfDay = (at: Instant): string => new Date(at).toISOString().slice(11, 16);

/** `2026-11-23 19:15`, in UTC. */
export const dateAndMinute = (at: Instant): string => `${new Date(at).toISOString().slice(0, 10)} ${minuteOfDay(at)}`;

/** Five cells: `19:15`, or `11-22` for what is more than a day old. */
export const shortTime = (at: Instant, now: Instant): string =>
  now - at < 24 * 3_600_000 ? minuteOfDay(at) : new Date(at).toISOString().slice(5, 10);

/** `$0.36`, `$1,240` */
export function usd(value: number): string {
  const size = Math.abs(value);
  const digits = size < 99.995 ? size.toFixed(2) : grouped(size);
  return `${value < 0 ? '-' : ''}$${digits}`;
}

/** `+$0.36`, `-$12.00`: a difference. */
export const usdDifference = (value: number): string => (value > 0 ? `+${usd(value)}` : usd(value));

/** What a plan costs, with what that was reckoned from. */
export const costWords = ({ perHourUsd, perMonthUsd, basis }: CostDelta): string =>
  `${usdDifference(perHourUsd)} an hour, ${usdDifference(perMonthUsd)} a month if it stays. ${basis}.`;

/** `1 task`, `4 tasks` */
export const plural = (n: number, noun: string): string => `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`;
