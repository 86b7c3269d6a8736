import { type Instant, isoSeconds } from '../domain/time.ts';

// Without 0, 1, i, l, o: an id is read out over the phone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * `20261123T191507-k3f9`: sorts by time, reads as a time, and is safe as a file name.
 *
 * @param random numbers in [0, 1); `Math.random` will do, because the journal refuses an id that is taken.
 */
export function newRunId(now: Instant, random: () => number): string {
  const time = isoSeconds(now).replaceAll(/[-:Z]/g, '');
  const suffix = Array.from({ length: 4 }, () => letters[Math.floor(random() * letters.length)]).join('');
  return `${time}-${suffix}`;
}

/** Invariant: nothing that fails this ever becomes part of a path. */
export const isRunId = (text: string): boolean => /^\d{8}T\d{6}-[a-z0-9]{4}$/.test(text);
