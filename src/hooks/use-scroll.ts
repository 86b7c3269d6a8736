import { useState } from 'react';
import type { KeyHandlers } from './key-router.ts';

export interface Scroll {
  /** The first line that is seen. */
  readonly top: number;
  /** For the keys of the context `list`; none while everything is seen, so that no hint promises what does nothing. */
  readonly handlers: KeyHandlers;
}

interface ScrollProps {
  readonly count: number;
  readonly rows: number;
  /** Which text it is, where that changes: another one is read from its beginning. */
  readonly of?: string | undefined;
}

/** A window of `rows` lines on a text of `count` lines. */
export function useScroll({ count, rows, of }: ScrollProps): Scroll {
  const [wanted, setWanted] = useState({ of, top: 0 });
  const lastTop = Math.max(0, count - rows);
  // The text may have become shorter, or the window higher.
  const top = wanted.of === of ? Math.min(wanted.top, lastTop) : 0;
  if (lastTop === 0) return { top, handlers: {} };
  const to = (line: number) => (): void => setWanted({ of, top: Math.min(lastTop, Math.max(0, line)) });
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
