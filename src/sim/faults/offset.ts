import { DAY, HOUR, MINUTE, SECOND } from '../world/clock.ts';

/** Simulated time from a moment on, as people write it: `+12m`, `+1h30m`, `+90s`. */
export type Offset = `+${string}`;

const OFFSET = /^\+(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/;

export const isOffset = (text: string): text is Offset => OFFSET.test(text);

/** @throws RangeError for a text that is no offset: those of callers are parsed before they come here */
export const offsetMs = (offset: string): number => {
  const [matched, days = '0', hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(offset) ?? [];
  if (matched === undefined) throw new RangeError(`not an offset such as +12m: ${offset}`);
  return Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
};
