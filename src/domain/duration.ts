import { hours, minutes, seconds } from './time.ts';

const units: readonly (readonly [letter: string, ms: number])[] = [
  ['h', hours(1)],
  ['m', minutes(1)],
  ['s', seconds(1)],
];

/** Milliseconds of `2h`, `90m`, `1h30m`, `45s`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [all, ...amounts] = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?$/.exec(text) ?? [];
  if (all === undefined || all === '') return undefined;
  return units.reduce((total, [, ms], index) => total + Number(amounts[index] ?? 0) * ms, 0);
}

/** `1h30m` of its milliseconds; whole seconds. */
export function durationText(ms: number): string {
  let left = ms;
  const parts = units.flatMap(([letter, unitMs]) => {
    const amount = Math.floor(left / unitMs);
    left -= amount * unitMs;
    return amount === 0 ? [] : [`${amount}${letter}`];
  });
  return parts.join('') || '0s';
}
