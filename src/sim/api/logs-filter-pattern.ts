import { invalidParameter } from './logs-groups.ts';

/** `"two words"`, `word`, each with `-` or `?` before it. */
const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/gy;

type Matches = (message: string) => boolean;

/**
 * AWS: "Filter pattern syntax", for unstructured log events. Terms are case-sensitive; all of them must be there, none of
 * those with `-`, and at least one of those with `?`.
 * @throws InvalidParameterException for what is no such pattern, and for the JSON and column patterns that the simulated
 * AWS does not know: matching everything instead would look like an answer
 */
export const filterPattern = (pattern: string | undefined): Matches => {
  const text = (pattern ?? '').trim();
  if (/^[{[%]/.test(text)) throw invalidParameter('The simulated AWS only knows filter patterns made of terms.');
  const { required, excluded, optional } = termsOf(text);
  return message =>
    required.every(term => message.includes(term)) &&
    !excluded.some(term => message.includes(term)) &&
    (optional.length === 0 || optional.some(term => message.includes(term)));
};

const termsOf = (text: string) => {
  const required: string[] = [];
  const excluded: string[] = [];
  const optional: string[] = [];
  let rest = text;
  while (rest !== '') {
    TERM.lastIndex = 0;
    const [whole, sign, quoted, word] = TERM.exec(rest) ?? [];
    if (whole === undefined) throw invalidParameter('Invalid filter pattern');
    const term = quoted?.replace(/\\(.)/g, '$1') ?? word ?? '';
    if (sign === '-') excluded.push(term);
    else if (sign === '?') optional.push(term);
    else required.push(term);
    rest = rest.slice(whole.length).trimStart();
  }
  return { required, excluded, optional };
};
