import type { RandomStream } from '../../src/sim/world/rng.ts';

const range = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, offset) => String.fromCodePoint(from + offset));

/** What a name, a message or a log line may be made of when somebody means harm, or only writes in another language. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'terminal sequences': [
    '\u001b[2J',
    '\u001b[31;1m',
    '\u001b[8mhidden',
    '\u001b[?1049l',
    '\u001b[?25h',
    '\u001b[1;1H',
    '\u001b]0;title\u0007',
    '\u001b]8;;https://evil.example\u001b\\link',
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u001bP+q544e\u001b\\',
    '\u001b_APC\u001b\\',
    '\u001b^PM\u001b\\',
    '\u001bXSOS\u001b\\',
    '\u001bc',
    '\u009b2J',
    '\u009d0;title\u009c',
    '\u0090q\u009c',
    '\u001b[200~y\r',
    '\u001b[6n',
  ],
  controls: [...range(0x00, 0x1f), ...range(0x7f, 0x9f)],
  'what hides and turns': [
    ...range(0x200b, 0x200f),
    ...range(0x202a, 0x202e),
    ...range(0x2060, 0x206f),
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u115f',
    '\u180e',
    '\u3164',
    '\ufeff',
    '\uffa0',
    '\ufe0f',
    '\u{1d173}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e0100}',
  ],
  blanks: ['\u00a0', '\u1680', '\u2000', '\u2003', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\u0085'],
  'look-alikes': ['pr\u043ed', '\u0430pi', 'waooaw\u2010backend', 'ⅿain', 'ɡ', '\uff10\uff11', '𝐩𝐫𝐨𝐝'],
  emoji: ['👍', '👍🏽', '👨\u200d👩\u200d👧\u200d👦', '🏳\ufe0f\u200d🌈', '🇩🇪', '1\ufe0f\u20e3', '☺', '❤\ufe0f'],
  'wide letters': ['日本語', '한국어', '가', '𠜎', '｡', 'ﾊﾝｶｸ'],
  accents: ['e\u0301', `Z${'\u0351'.repeat(40)}`, '\u0301', 'ấ', `a${'\u0488'.repeat(5)}`, 'กำ', 'שָׁ'],
  'broken Unicode': [
    '\ud800',
    '\udc00',
    '\udbff\ud800',
    '\ud83d',
    '\u0378',
    '\ufdd0',
    '\uffff',
    '\ue000',
    '\u{10ffff}',
  ],
  'the program itself': ['Press y to confirm', '── Confirm ──', ' WRITES ARMED ', '│ ▸ ▲ ✓', 'void in 0:42', '▸ y▏'],
  shell: ['$(reboot)', '`id`', "'; rm -rf ~; '", '"', '\\', '-n', '--force', '*', '~', '!', '\n', ' ', '&', '|'],
  markup: ['| a | b |', '<script>', '[x](javascript:1)', '# heading', '```'],
  plain: ['waooaw-backend', 'was unable to place a task.', 'OutOfMemoryError', 'größer', '42'],
};

const pieces = Object.values(kinds);

/** A string of a few hostile pieces; now and then a very long one. */
export function hostileText(random: RandomStream): string {
  const count = 1 + random.below(6);
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const kind = pieces[random.below(pieces.length)] ?? [];
    text += kind[random.below(kind.length)] ?? '';
  }
  return random.below(200) === 0 ? text.repeat(1 + random.below(400)) : text;
}

/**
 * The first byte that has no business on a terminal, with what stands around it; undefined where all are harmless. Told
 * byte by byte, so that it shares nothing with the tables by which text is made safe.
 *
 * @param colours whether sequences that choose colours are ours here.
 */
export function foreignByteIn(
  text: string,
  { colours = false }: { readonly colours?: boolean } = {},
): string | undefined {
  const own = colours ? text.replaceAll(/\u001b\[(?:0|[0-79]{1,2}(?:;[0-9]{1,3}){0,4})m/g, '') : text;
  const bytes = Buffer.from(own, 'utf8');
  for (let at = 0; at < bytes.length; at += 1) {
    if (!isForeign(bytes, at)) continue;
    return `0x${(bytes[at] ?? 0).toString(16)} in ${JSON.stringify(bytes.subarray(Math.max(0, at - 20), at + 20).toString('utf8'))}`;
  }
  return undefined;
}

function isForeign(bytes: Buffer, at: number): boolean {
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
  if (a < 0x20) return a !== 0x0a;
  if (a === 0x7f) return true;
  // C1, soft hyphen and the blank that does not break
  if (a === 0xc2) return b < 0xa1 || b === 0xad;
  if (a === 0xcd) return b === 0x8f;
  if (a === 0xd8) return b === 0x9c;
  if (a === 0xe1)
    return (b === 0x85 && (c === 0x9f || c === 0xa0)) || (b === 0xa0 && c === 0x8e) || (b === 0x9a && c === 0x80);
  // U+2000–200F, 2028–202F, 205F–206F
  if (a === 0xe2 && b === 0x80) return c < 0x90 || (c >= 0xa8 && c <= 0xaf);
  if (a === 0xe2 && b === 0x81) return c >= 0x9f && c <= 0xaf;
  if (a === 0xe3) return (b === 0x80 && c === 0x80) || (b === 0x85 && c === 0xa4);
  // Private use; variation selectors, the byte order mark, half-width filler, what stands for broken Unicode
  if (a === 0xee) return true;
  if (a === 0xef)
    return (
      b < 0xa4 ||
      (b === 0xb8 && c < 0x90) ||
      (b === 0xbb && c === 0xbf) ||
      (b === 0xbe && c === 0xa0) ||
      (b === 0xbf && c >= 0xb0)
    );
  // Tags and the private planes; flags and skin tones, which terminals draw in different widths
  if (a >= 0xf3) return true;
  const d = bytes[at + 3] ?? 0;
  if (a === 0xf0 && b === 0x9f && c === 0x87) return d >= 0xa6;
  return a === 0xf0 && b === 0x9f && c === 0x8f && d >= 0xbb;
}
