import { type Line, span } from '../terminal/line.ts';

/**
 * The steps around the one that is under way, in at most `height` lines: it is seen whole, then what comes next, then what
 * is done. What is left out is counted at either end.
 */
export function stepWindow(
  blocks: readonly (readonly Line[])[],
  { focus, height }: { readonly focus: number; readonly height: number },
): readonly Line[] {
  const heightOf = (from: number, to: number): number =>
    blocks.slice(from, to).reduce((sum, { length }) => sum + length, 0) +
    (from > 0 ? 1 : 0) +
    (to < blocks.length ? 1 : 0);
  let from = Math.min(Math.max(0, focus), Math.max(0, blocks.length - 1));
  let to = Math.min(from + 1, blocks.length);
  const fits = (nextFrom: number, nextTo: number): boolean =>
    nextFrom >= 0 && nextTo <= blocks.length && heightOf(nextFrom, nextTo) <= height;
  if (heightOf(from, to) > height) return (blocks[from] ?? []).slice(0, Math.max(0, height));
  // The step before it first, so that the eye sees where it comes from.
  if (fits(from - 1, to)) from -= 1;
  while (fits(from, to + 1)) to += 1;
  while (fits(from - 1, to)) from -= 1;
  return [
    ...(from > 0 ? [note(from === 1 ? '1 earlier step is done' : `${from} earlier steps are done`)] : []),
    ...blocks.slice(from, to).flat(),
    ...(to < blocks.length ? [note(moreSteps(blocks.length - to))] : []),
  ];
}

const moreSteps = (count: number): string => (count === 1 ? '1 more step' : `${count} more steps`);

const note = (words: string): Line => [span(`   … ${words}`, 'muted')];
