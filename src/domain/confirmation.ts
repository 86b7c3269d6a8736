/**
 * How hard a question is to answer by accident. Never Enter.
 *
 * - `press`: one key, for what is reversible, inside the bounds and not production;
 * - `number`: type the number that is about to become true;
 * - `name`: type the resource's name, for outages, counts below the floor and raised ceilings.
 */
export type Grade = 'press' | 'number' | 'name';

/** A question that must be answered before anything is written. It is data, so a screen, a flag and a test can answer it. */
export interface Confirmation {
  readonly grade: Grade;
  /** The consequence in words, first thing the reader sees. */
  readonly consequence: string;
  /** What has to be typed; `y` for the grade `press`. */
  readonly phrase: string;
  /** Why this grade: "production", "more than twice the present count". */
  readonly because: readonly string[];
}

const order: readonly Grade[] = ['press', 'number', 'name'];

export const heavier = (a: Grade, b: Grade): Grade => (order.indexOf(a) >= order.indexOf(b) ? a : b);

/** The answers that flags give: `--yes` for the lightest grade only, `--confirm PHRASE` for its exact phrase. */
export interface GivenAnswers {
  readonly yes: boolean;
  readonly phrases: readonly string[];
}

export type FlagAnswer =
  | { readonly answered: true; readonly phrase: string }
  | { readonly answered: false; readonly missingFlag: string };

/**
 * Answers a question from the command line.
 * A phrase that was given for a heavier question also covers the lightest grade.
 */
export function answerFromFlags(ask: Confirmation, given: GivenAnswers): FlagAnswer {
  if (given.phrases.includes(ask.phrase)) return { answered: true, phrase: ask.phrase };
  if (ask.grade === 'press' && (given.yes || given.phrases.length > 0)) return { answered: true, phrase: ask.phrase };
  return { answered: false, missingFlag: ask.grade === 'press' ? '--yes' : `--confirm ${ask.phrase}` };
}
