/** Long enough for any sentence that AWS writes, short enough that no answer can flood a screen. */
const defaultMaxLength = 1000;

// Control, format, private, surrogate and unassigned code points (C), everything else that is drawn as nothing (DI),
// every separator that is not the plain space (Z), and what terminals disagree about: a flag or a skin tone is one
// picture of two cells on one and two pictures of four on the next, and so are the parts of a Korean syllable.
const suspicious = /[\p{C}\p{DI}\p{Z}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

/** Accents are drawn into the cell before them. */
const accent = /\p{M}/u;

/** More than any language sets on one letter: what follows would only grow out of its line, over its neighbours. */
const mostAccents = 3;

/**
 * Text that came from outside, made fit for a terminal: what would move the cursor, colour, hide or reverse becomes
 * visible instead (`^[`, `\x9b`, `<U+202E>`), line breaks and every kind of blank become a space, and what is longer
 * than `maxLength` UTF-16 units ends in an ellipsis. What was printable stays as it is, so a safe text is its own.
 */
export function safeText(text: string, maxLength: number = defaultMaxLength): string {
  let safe = '';
  let accents = mostAccents;
  for (const character of text) {
    // One at the very beginning would be drawn into a cell that is not this text's.
    const isAccent = accent.test(character);
    accents = isAccent ? accents + 1 : 0;
    const isHarmless = !suspicious.test(character) && accents <= mostAccents;
    const visible = isHarmless ? character : visibleForm(character);
    if (isAccent && !isHarmless) accents = mostAccents;
    if (safe.length + visible.length > maxLength) return ellipsized(safe, maxLength);
    safe += visible;
  }
  return safe;
}

/** Whether a text reads as what it is. What does not may imitate another, and must not become a name at AWS. */
export const isSafeText = (text: string): boolean => safeText(text) === text;

function visibleForm(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Tab to carriage return, and all separators: a cell has one line.
  if ((code >= 0x09 && code <= 0x0d) || /\p{Z}/u.test(character)) return ' ';
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  if (code === 0x7f) return '^?';
  if (code < 0xa0) return `\\x${code.toString(16)}`;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

function ellipsized(safe: string, maxLength: number): string {
  if (maxLength < 1) return '';
  let kept = safe;
  // By whole characters: half a surrogate pair would be the very thing that this file is against.
  while (kept.length >= maxLength) kept = kept.slice(0, (kept.codePointAt(kept.length - 2) ?? 0) > 0xffff ? -2 : -1);
  return `${kept}…`;
}
