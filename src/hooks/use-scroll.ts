import { useState } from 'react';
import type { KeyHandlers } from './key-router.ts';

export interface Scroll {
  /** The first line that is seen. */
  readonly top: number;
  /** For the keys of the context `list`; none while everything is seen, so that no hint promises what does nothing. */
  readonly handlers: KeyHandlers;
}

/** A window of `rows` lines on a text of `count` lines. */
export function useScroll({ count, rows }: { readonly count: number; readonly rows: number }): Scroll {
  const [wantedTop, setTop] = useState(0);
  const lastTop = Math.max(0, count - rows);
  // The text may have become shorter, or the window higher.
  const top = Math.min(wantedTop, lastTop);
  if (lastTop === 0) return { top, handlers: {} };
  const to = (line: number) => (): void => setTop(Math.min(lastTop, Math.max(0, line)));
  return {
    top,
    handlers: {
      down: to(top + 1),
      up: to(top - 1),
      // A line of the page before stays in view, so that the eye finds its place.
      'page-down': to(top + rows - 1),
      'page-up': to(top - rows + 1),
      top: to(0),
      bottom: to(lastTop),
    },
  };
}
