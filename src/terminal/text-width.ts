import stringWidth from 'string-width';
import { isPlain } from './plain-text.ts';

/** How many cells the text fills on a terminal. */
export const textWidth = (text: string): number => (isPlain(text) ? text.length : stringWidth(text));

/** Cut to at most `width` cells; a cut is shown by `…`. */
export function truncate(text: string, width: number): string {
  if (width <= 0) return '';
  if (textWidth(text) <= width) return text;
  return `${firstCells(text, width - 1)}…`;
}

function firstCells(text: string, width: number): string {
  if (isPlain(text)) return text.slice(0, width);
  let kept = '';
  let cells = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    cells += stringWidth(segment);
    if (cells > width) break;
    kept += segment;
  }
  return kept;
}

/** Cut to at most `width` cells between two words: half a word reads like another word. */
export function truncateWords(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const cut = truncate(text, width);
  const lastBlank = cut.lastIndexOf(' ');
  // One long word, such as a resource name, is cut where it must be.
  return lastBlank < width / 2 ? cut : `${cut.slice(0, lastBlank).replace(/[.,:;]$/, '')} …`;
}

/** Exactly `width` cells: cut with `…` or filled with blanks. */
export function fitText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, width);
  const blanks = ' '.repeat(Math.max(0, width - textWidth(cut)));
  return align === 'left' ? cut + blanks : blanks + cut;
}

/**
 * Breaks at blanks into lines of at most `width` cells, and inside a word that is wider than a line: a name is then read
 * to its end. What does not fit into `maxLines` ends in `…`.
 */
export function wrapWords(text: string, width: number, maxLines = Number.POSITIVE_INFINITY): readonly string[] {
  const words = text
    .split(/\s+/)
    .filter(word => word !== '')
    .flatMap(word => pieces(word, width));
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= maxLines) return lines;
  const last = truncate(lines.slice(maxLines - 1).join(' '), width);
  return [...lines.slice(0, maxLines - 1), last];
}

/** The text in pieces of at most `width` cells. */
export function pieces(text: string, width: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (textWidth(rest) > width) {
    const part = firstCells(rest, width);
    // Not even one character fits: there is nothing to break.
    if (part === '') return [...parts, truncate(rest, width)];
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}
