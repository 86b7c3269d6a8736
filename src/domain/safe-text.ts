/** Long enough for any sentence that AWS writes, short enough that no answer can flood a screen. */
const defaultMaxLength = 1000;

// Control, format, private, surrogate and unassigned code points (C), everything else that is drawn as nothing (DI),
// and every separator that is not the plain space (Z).
const suspicious = /[\p{C}\p{DI}\p{Z}]/u;

/**
 * Text that came from outside, made fit for a terminal: what would move the cursor, colour, hide or reverse becomes
 * visible instead (`^[`, `\x9b`, `<U+202E>`), line breaks and every kind of blank become a space, and what is longer
 * than `maxLength` UTF-16 units ends in an ellipsis. What was printable stays as it is, so a safe text is its own.
 */
export function safeText(text: string, maxLength: number = defaultMaxLength): string {
  let safe = '';
  for (const character of text) {
    const visible = suspicious.test(character) ? visibleForm(character) : character;
    if (safe.length + visible.length > maxLength) return ellipsized(safe, maxLength);
    safe += visible;
  }
  return safe;
}

/** Whether a name reads as what it is. One that does not must not be chosen for a write: it may imitate another. */
export const isSafeName = (name: string): boolean => safeText(name) === name;

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
