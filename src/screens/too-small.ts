import { fitLine, type Line, span } from '../terminal/line.ts';

/** Below this there is no room for a screen, and a sentence is shown instead. */
const least = { width: 60, height: 15 } as const;

export const isTooSmall = (width: number, height: number): boolean => width < least.width || height < least.height;

export const tooSmallLines = (width: number, height: number): readonly Line[] =>
  [
    [span(`This terminal is ${width} x ${height}.`)],
    [span(`headroom needs ${least.width} x ${least.height}: make it larger.`)],
    [span('ctrl-c leaves.', 'muted')],
  ]
    .slice(0, height)
    .map(line => fitLine(line, width));
