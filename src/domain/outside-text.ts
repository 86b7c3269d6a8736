import { safeText } from './safe-text.ts';
import { withoutSecrets } from './secrets.ts';

/** Looking for secrets in a megabyte of which a sentence is kept would only cost time. */
const mostRead = 16_384;

/** Text that came from AWS: secrets first, because what hides in it must not hide one, then whatever is no plain text. */
export const outsideText = (text: string, maxLength?: number): string =>
  safeText(withoutSecrets(text.slice(0, mostRead)), maxLength);

/** Whether a name that came from AWS is shown to the letter. One that is not must not be chosen for a write: it may imitate another. */
export const isSafeName = (name: string): boolean => outsideText(name) === name;

/**
 * What is about to be printed, line by line. Invariant: no command has to remember this; it is done where the program
 * hands text to its streams, so there is no way around.
 */
export const printableText = (text: string): string =>
  withoutSecrets(text)
    .split('\n')
    .map(line => safeText(line, Number.POSITIVE_INFINITY))
    .join('\n');
