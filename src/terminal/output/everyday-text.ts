/** ASCII and line feeds, Latin letters, punctuation, arrows, boxes, blocks and the signs of the screens. */
const character = '[ -~\\n\\u00a1-\\u00ac\\u00ae-\\u02ff\\u2010-\\u2027\\u2190-\\u21ff\\u2212\\u2264\\u2500-\\u25ff✓✗]';
/** One style or colour of those that `isAllowedSequence` lets pass. */
const style = '(?:[0-479]|2[1-479]|[349][0-7]|10[0-7]|[34]9)';
/** Styles, a move of the cursor in one direction, erasing. */
const sequence = `\\u001b\\[(?:(?:${style}(?:;${style})*)?m|\\d{0,4}[A-G]|[0-2]?[JK])`;

const everyday = new RegExp(`^(?:${character}|${sequence})*$`);

/** The expression remembers where it was for each character; a longer text would need too much of that. */
const longestText = 65_536;

/**
 * Whether the text has nothing in it but what frames are made of: it may go out as it is. Nearly every frame is told so
 * in a quarter of the time that reading it character by character takes. `false` says nothing: only that it has to be read.
 */
export const isEverydayText = (text: string): boolean => text.length <= longestText && everyday.test(text);
