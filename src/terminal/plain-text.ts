/**
 * Characters that are known to fill exactly one cell: ASCII, Latin, dashes and quotes, arrows, boxes and blocks.
 * Nearly everything on the screen is made of them, and asking Unicode tables for each would cost more than drawing it.
 */
const oneCellEach = /^[ -~¡-¬®-ſ‐-‧←-⇿─-◼✓]*$/;

/** Printable, and one cell for each UTF-16 unit: the cheap case. */
export const isPlain = (text: string): boolean => oneCellEach.test(text);
