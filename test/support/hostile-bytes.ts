import fc from 'fast-check';

/** What a terminal would obey, in whole and in parts. */
const controls: readonly string[] = [
  ...[
    '\u001b',
    '\u009b',
    '\u009d',
    '\u0090',
    '\u009c',
    '\u001b\\',
    '\u001b[',
    '\u001b]',
    '\u001bP',
    '\u001b_',
    '\u001b^',
    '\u001bX',
  ],
  ...['\u0007', '\b', '\r', '\n', '\t', '\u0000', '\u000b', '\u000c', '\u000e', '\u0018', '\u001a', '\u007f', '\u0085'],
  ...[
    '\u001b[31m',
    '\u001b[8m',
    '\u001b[2J',
    '\u001b[3J',
    '\u001b[H',
    '\u001b[6n',
    '\u001b[?1049h',
    '\u001b[?1049l',
    '\u001b[?1000h',
  ],
  ...[
    '\u001b[?25l',
    '\u001b[200~',
    '\u001b[201~',
    '\u001bc',
    '\u001b7',
    '\u001b(0',
    '\u001b#8',
    '\u001b[1;5r',
    '\u001b[20t',
  ],
  ...[
    '\u001b]0;title\u0007',
    '\u001b]52;c;aGk=\u0007',
    '\u001b]8;;http://evil\u001b\\',
    '\u001b]10;?\u0007',
    '\u001bP+q544e\u001b\\',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\ufe0f',
    '\u{e0041}',
    '\ue000',
    '\u2028',
    '\u0301',
    '\ud83d',
    '\ude42',
    '\u{10ffff}',
  ],
  ...[
    '0;',
    ';',
    '?',
    '31',
    'm',
    'h',
    'l',
    'J',
    '4',
    '25',
    '1049',
    '[',
    ']',
    '\\',
    'prod',
    'Press y',
    '日本',
    '👩‍💻',
    'é',
    '▲',
    '│',
  ],
];

/** Text as somebody would write it who wants to take the terminal over. */
export const hostileText = fc
  .array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...controls) }, fc.string({ unit: 'binary', maxLength: 4 })),
    {
      maxLength: 24,
    },
  )
  .map(parts => parts.join(''));

const allowed =
  /\u001b\[(?:[0-9;]*m|[0-9]{0,4}[A-G]|[0-9]{0,4}(?:;[0-9]{0,4})?H|[0-2]?[JK]|\?(?:25|1049|2004|2026)[hl])|[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Cf}\p{Cs}\p{Co}\p{Cn}]/uy;

/** What stands in the text that may never reach a terminal: told by other means than the egress uses. */
export function outsideAllowList(text: string): readonly string[] {
  const outside: string[] = [];
  let at = 0;
  while (at < text.length) {
    allowed.lastIndex = at;
    const [matched] = allowed.exec(text) ?? [];
    const isConceal =
      matched !== undefined && /^\u001b\[(?:[0-9;]*;)?[568](?:;[0-9;]*)?m$/.test(matched) && !/[34]8;/.test(matched);
    if (matched === undefined || isConceal) outside.push(JSON.stringify(text.slice(at, at + 12)));
    at += matched?.length ?? 1;
  }
  return outside;
}
