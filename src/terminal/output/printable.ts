/**
 * Whether a terminal draws this code point in a cell and does nothing else with it. Control, format (bidi, tags),
 * private, surrogate and unassigned code points are not text; neither is what is drawn as nothing, nor a separator
 * that breaks the line.
 */
export function isPrintable(codePoint: number): boolean {
  if (codePoint < 0x7f) return codePoint >= 0x20;
  // Boxes, blocks, arrows and signs: nearly everything beyond ASCII that the screens are made of.
  if (codePoint >= 0x2500 && codePoint <= 0x25ff) return true;
  const known = verdicts.get(codePoint);
  if (known !== undefined) return known;
  const verdict = !notText.test(String.fromCodePoint(codePoint));
  if (verdicts.size >= remembered) verdicts.clear();
  verdicts.set(codePoint, verdict);
  return verdict;
}

const notText = /[\p{C}\p{DI}\p{Zl}\p{Zp}]/u;

const verdicts = new Map<number, boolean>();

/** More than any screen holds at once, few enough to weigh nothing. */
const remembered = 4096;
