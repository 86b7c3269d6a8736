/** Whether the terminal's locale can show more than ASCII. Where nothing is said, it can: most terminals do by now. */
export function speaksUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  // The first one that is set decides, as setlocale(3) has it.
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return !locale || /utf-?8/i.test(locale);
}

/** What stands for a sign where only ASCII can be shown: in as many cells, so that everything stays in its column. */
const signs: Readonly<Record<string, string>> = {
  '·': '-',
  '…': '~',
  '–': '-',
  '—': '-',
  '‐': '-',
  '−': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '×': 'x',
  '≤': '<',
  '≥': '>',
  '←': '<',
  '→': '>',
  '↑': '^',
  '↓': 'v',
  '▸': '>',
  '▏': '|',
  '✓': '+',
  '✗': 'x',
  '▲': '^',
  // A sparkline, from low to high.
  '▁': '_',
  '▂': '.',
  '▃': '-',
  '▄': '=',
  '▅': '+',
  '▆': '*',
  '▇': '%',
  '█': '#',
  '\u00a0': ' ',
};

/** @param character one that is printable and not ASCII. */
export function asciiFor(character: string): string {
  const sign = signs[character];
  if (sign !== undefined) return sign;
  if (/[─━┄┅┈┉╌═]/.test(character)) return '-';
  if (/[│┃┆┇┊┋╎║]/.test(character)) return '|';
  if (/[\u2500-\u257f]/.test(character)) return '+';
  if (/\p{M}/u.test(character)) return '';
  return twoCells.test(character) ? '??' : '?';
}

const twoCells =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
