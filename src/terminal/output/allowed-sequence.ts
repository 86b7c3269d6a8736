/** UTF-16 units; a longer sequence is none of ours. */
export const longestSequence = 64;

const letter = (character: string): number => character.charCodeAt(0);
const [lowerM, lowerH, lowerL] = [letter('m'), letter('h'), letter('l')];
const [upperA, upperG, upperH, upperJ, upperK] = [letter('A'), letter('G'), letter('H'), letter('J'), letter('K')];
const [zero, two, nine, semicolon] = [letter('0'), letter('2'), letter('9'), letter(';')];

/**
 * The control sequences that the renderer writes, and no others: colours without conceal, cursor moves, erasing, and
 * four private modes. What a terminal would answer, what would reach beyond the screen (title, clipboard, links) and
 * what would reset or reprogram it is not among them.
 *
 * A frame has hundreds of them, so they are judged where they stand, without cutting them out.
 *
 * @param at where ESC stands, with a `[` behind it.
 * @param end behind the final byte.
 */
export function isAllowedSequence(text: string, at: number, end: number): boolean {
  if (end - at > longestSequence) return false;
  const from = at + 2;
  const to = end - 1;
  const final = text.charCodeAt(to);
  if (final === lowerM) return isHarmlessStyle(text, from, to);
  // Up, down, right, left, next and previous line, column.
  if (final >= upperA && final <= upperG) return isNumbers(text, from, to, 1);
  if (final === upperH) return isNumbers(text, from, to, 2);
  if (final === upperJ || final === upperK) return isErasing(text, from, to);
  if (final === lowerH || final === lowerL) return privateModes.has(text.slice(from, to));
  return false;
}

/** The cursor, the alternate screen, bracketed paste, frames in one piece. */
const privateModes: ReadonlySet<string> = new Set(['?25', '?1049', '?2004', '?2026']);

/** Never 3: that erases what the terminal had scrolled away before headroom began. */
const isErasing = (text: string, from: number, to: number): boolean =>
  from === to || (to - from === 1 && text.charCodeAt(from) >= zero && text.charCodeAt(from) <= two);

/** At most so many numbers of at most four digits, between semicolons. */
function isNumbers(text: string, from: number, to: number, most: number): boolean {
  let numbers = 1;
  let digits = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    if (code === semicolon) {
      numbers += 1;
      digits = 0;
    } else if (code >= zero && code <= nine) digits += 1;
    else return false;
    if (numbers > most || digits > 4) return false;
  }
  return true;
}

/** Reset, bold, dim, italic, underline, inverse, strike, their ends, and colours. Conceal hides text, blinking is no style of ours. */
const styles = new Set([0, 1, 2, 3, 4, 7, 9, 21, 22, 23, 24, 27, 29, 39, 49]);
for (let colour = 0; colour < 8; colour += 1) for (const base of [30, 40, 90, 100]) styles.add(base + colour);

/** By number, because a set is slower to ask. */
const isStyle = Array.from({ length: 108 }, (_, code) => styles.has(code));

function isHarmlessStyle(text: string, from: number, to: number): boolean {
  let number = 0;
  /** Where in a long colour the numbers are: before its kind, or in so many parts of it. */
  let longColour: 'none' | 'kind' | number = 'none';
  for (let index = from; index <= to; index += 1) {
    const code = index === to ? semicolon : text.charCodeAt(index);
    if (code >= zero && code <= nine) {
      number = number * 10 + (code - zero);
      continue;
    }
    if (code !== semicolon) return false;
    if (longColour === 'kind') {
      // Of the palette (one part), or red, green and blue.
      if (number !== 5 && number !== 2) return false;
      longColour = number === 5 ? 1 : 3;
    } else if (longColour !== 'none') {
      if (number > 255) return false;
      longColour = longColour === 1 ? 'none' : longColour - 1;
    } else if (number === 38 || number === 48) longColour = 'kind';
    else if (isStyle[number] !== true) return false;
    number = 0;
  }
  return longColour === 'none';
}
