/** What stands at the beginning of a text that begins with ESC or a C1 control, and how long it is in UTF-16 units. */
export type Escape =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'key'; readonly length: number }
  /** The mark that begins a bracketed paste. */
  | { readonly kind: 'paste'; readonly length: number }
  /** Something that no finger sends: a report of the terminal, a mouse, a stray control. */
  | { readonly kind: 'reply'; readonly length: number }
  /** The beginning of a reply that goes on as text: OSC, DCS, APC, PM or SOS. */
  | { readonly kind: 'text-reply'; readonly length: number };

const incomplete: Escape = { kind: 'incomplete' };

export function readEscape(text: string): Escape {
  const [first = '', second] = text;
  // In eight bits only replies come: keyboards send seven.
  if (first === '\u009b') return asReply(readCsi(text, 1));
  if (first !== '\u001b')
    return { kind: /[\u0090\u0098\u009d-\u009f]/.test(first) ? 'text-reply' : 'reply', length: 1 };
  if (second === undefined) return incomplete;
  if (second === '[') return readCsi(text, 2);
  if (second === 'O') return readSs3(text);
  // alt-] and its like are no keys of ours, so the replies that begin with them win.
  if (']P_^X'.includes(second)) return { kind: 'text-reply', length: 2 };
  // Escape, and then another sequence.
  if (second === '\u001b') return { kind: 'key', length: 1 };
  return { kind: 'key', length: 1 + second.length };
}

const asReply = (read: Escape): Escape => (read.kind === 'incomplete' ? read : { ...read, kind: 'reply' });

/** Function keys in application mode: `ESC O A`. */
function readSs3(text: string): Escape {
  const third = text[2];
  if (third === undefined) return incomplete;
  // In between stands nothing: what follows is alt-O and then text.
  return { kind: 'key', length: /[A-Za-z]/.test(third) ? 3 : 2 };
}

const parametersAndFinal = /[0-?]*[ -/]*([@-~])?/y;

/** @param start where the parameters begin, behind ESC [ or its eight-bit form. */
function readCsi(text: string, start: number): Escape {
  // Two old forms that are no CSI: the function keys of the Linux console, and a mouse in three raw bytes.
  if (text[start] === '[') return text.length > start + 1 ? { kind: 'key', length: start + 2 } : incomplete;
  if (text[start] === 'M') return text.length >= start + 4 ? { kind: 'reply', length: start + 4 } : incomplete;
  parametersAndFinal.lastIndex = start;
  const [matched = '', final] = parametersAndFinal.exec(text) ?? [];
  const length = start + matched.length;
  if (final === undefined) return length === text.length ? incomplete : { kind: 'reply', length };
  const parameters = matched.slice(0, -1);
  if (final === '~' && parameters === '200') return { kind: 'paste', length };
  return { kind: isKey(parameters, final) ? 'key' : 'reply', length };
}

/**
 * The forms in which terminals send keys. Everything else is a report: focus (`I`, `O`), the cursor's place (`R`),
 * attributes (`c`), status (`n`), sizes (`t`), modes (`y`), mice (`M`, `m`), and whatever has a private prefix.
 */
function isKey(parameters: string, final: string): boolean {
  if (final === '~') return /^(?!201$)\d+(;[\d:]+)*$/.test(parameters);
  if (/[ABCDEFHPQSZ]/.test(final)) return /^[\d;:]*$/.test(parameters);
  return final === 'u' && /^\d[\d;:]*$/.test(parameters);
}
