import type { Grade } from '../../src/domain/confirmation.ts';

/** What reached a question from the keyboard, in order, and when. `text` is what a key types. */
export interface HeardInput {
  readonly at: number;
  readonly what: 'key' | 'chunk' | 'paste';
  readonly name: string;
  readonly text: string;
}

/** A question as a spectator has seen it: when it appeared, all that was typed, and every moment that it heard of. */
export interface Witnessed {
  readonly grade: Grade;
  readonly phrase: string;
  readonly askedAt: number;
  readonly openedAt: number;
  readonly inputs: readonly HeardInput[];
  /** The moment at which is judged. */
  readonly now: number;
}

/**
 * Whether somebody meant yes, told from the whole history at once and without any state in between, so that it shares
 * nothing with the machine that it is held against:
 *
 * - a run of keys begins with a key after 500 ms in which nothing was typed, and ends at anything that no person types:
 *   a chunk, a paste, the same key within 60 ms, another key within 10 ms;
 * - the lightest grade asks for a run that is the one key and nothing else, with 300 ms behind it;
 * - the others ask for a run whose keys spell the phrase when its last one, Enter, comes.
 */
export function meantYes({ grade, phrase, openedAt, inputs, now }: Witnessed): boolean {
  const before = (index: number): number => inputs[index - 1]?.at ?? openedAt;
  const isForeign = (index: number): boolean => {
    const input = inputs[index];
    if (input === undefined || input.what !== 'key') return true;
    if (input.name === 'backspace') return false;
    const gap = input.at - before(index);
    const last = inputs[index - 1];
    if (last === undefined) return false;
    return gap < (last.what === 'key' && last.name === input.name ? 60 : 10);
  };
  const last = inputs.length - 1;
  if (grade === 'press') {
    const [press] = inputs.slice(-1);
    if (press?.name !== phrase || press.what !== 'key') return false;
    return press.at - before(last) >= 500 && now - press.at >= 300;
  }
  if (inputs[last]?.name !== 'enter' || inputs[last]?.at !== now) return false;
  // The newest input that broke the run; what follows it counts from its first key after a silence.
  let foreign = last;
  while (foreign >= 0 && !isForeign(foreign)) foreign -= 1;
  if (foreign === last) return false;
  let first = foreign + 1;
  while (first < last && (inputs[first]?.at ?? 0) - before(first) < 500) first += 1;
  return first < last && spelled(inputs.slice(first, last), phrase.length + 8) === phrase;
}

/** @param longest what is typed beyond it is neither taken nor shown. */
function spelled(keys: readonly HeardInput[], longest: number): string {
  let text: readonly string[] = [];
  for (const { name, text: typed } of keys) {
    if (name === 'backspace' || name === 'delete') text = text.slice(0, -1);
    else if (name === 'ctrl-u') text = [];
    else if (name !== 'enter') text = [...text, ...typed].slice(0, longest);
  }
  return text.join('');
}
