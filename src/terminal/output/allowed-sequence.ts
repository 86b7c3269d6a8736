/** UTF-16 units; a longer sequence is none of ours. */
export const longestSequence = 64;

/**
 * The control sequences that the renderer writes, and no others: colours without conceal, cursor moves, erasing, and
 * four private modes. What a terminal would answer, what would reach beyond the screen (title, clipboard, links) and
 * what would reset or reprogram it is not among them.
 *
 * @param sequence a complete CSI sequence, from ESC [ to its final byte.
 */
export function isAllowedSequence(sequence: string): boolean {
  if (sequence.length > longestSequence) return false;
  const known = verdicts.get(sequence);
  if (known !== undefined) return known;
  const verdict = judge(sequence.slice(2, -1), sequence.at(-1) ?? '');
  if (verdicts.size >= remembered) verdicts.clear();
  verdicts.set(sequence, verdict);
  return verdict;
}

/** The same colours and moves come in every frame. */
const verdicts = new Map<string, boolean>();
const remembered = 2048;

function judge(parameters: string, final: string): boolean {
  switch (final) {
    case 'm':
      return isHarmlessStyle(parameters);
    case 'A':
    case 'B':
    case 'C':
    case 'D':
    case 'E':
    case 'F':
    case 'G':
      return /^\d{0,4}$/.test(parameters);
    case 'H':
      return /^(?:\d{0,4}(?:;\d{0,4})?)$/.test(parameters);
    // Never 3: that erases what the terminal had scrolled away before headroom began.
    case 'J':
    case 'K':
      return /^[0-2]?$/.test(parameters);
    case 'h':
    case 'l':
      return /^\?(?:25|1049|2004|2026)$/.test(parameters);
    default:
      return false;
  }
}

/** Reset, bold, dim, italic, underline, inverse, strike, their ends, and colours. Conceal hides text, blinking is no style of ours. */
const styles = new Set(
  [
    0,
    1,
    2,
    3,
    4,
    7,
    9,
    21,
    22,
    23,
    24,
    27,
    29,
    ...from(30, 37),
    39,
    ...from(40, 47),
    49,
    ...from(90, 97),
    ...from(100, 107),
  ].map(String),
).add('');

function from(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A colour of the palette, or of three parts. */
const longColour = /(?:^|;)[34]8;(?:5;\d{1,3}|2;\d{1,3};\d{1,3};\d{1,3})(?=;|$)/g;

const isHarmlessStyle = (parameters: string): boolean =>
  parameters
    .replaceAll(longColour, '')
    .split(';')
    .every(code => styles.has(code));
