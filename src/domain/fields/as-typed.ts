import { safeText } from '../safe-text.ts';

/** Enough to recognize what one has typed; a pasted page would hide the sentence that says what is wrong with it. */
const mostShown = 60;

/** What was typed, as the end of a sentence about it; blanks would not be seen without quotes. */
export const asTyped = (raw: string): string => (raw.trim() === '' ? `"${raw}"` : safeText(raw, mostShown));
