import { type Line, span } from '../terminal/line.ts';

/** `lines 1–19 of 54  ↓`: where a window on a long text stands; nothing where all of it is seen. */
export function scrollPosition({
  top,
  rows,
  count,
}: {
  readonly top: number;
  readonly rows: number;
  readonly count: number;
}): Line {
  if (count <= rows) return [];
  const more = top + rows < count ? '↓' : ' ';
  return [
    span(`lines ${top + 1}–${Math.min(count, top + rows)} of ${count} `, 'muted'),
    span(`${top > 0 ? '↑' : ' '}${more} `, 'accent'),
  ];
}
