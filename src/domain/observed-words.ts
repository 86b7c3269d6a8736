import type { Observed } from './observed.ts';
import { sentence } from './sentence.ts';

/** Why nothing can be planned from it, each a full sentence with the next step in it; nothing where it is fresh. */
export function unread(observed: Observed<unknown>, what: string): readonly string[] {
  switch (observed.state) {
    case 'fresh':
      return [];
    case 'pending':
      return [`${what} were not read yet. Wait for the first reading, then plan again.`];
    default:
      return [
        `${sentence(`${what} cannot be read now: ${observed.because.because}`)} ${sentence(observed.because.nextStep)}`,
      ];
  }
}
