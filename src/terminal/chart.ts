import { plot } from 'asciichart';
import { blank, type Line, span } from './line.ts';
import { fitText } from './text-width.ts';
import type { Tone } from './theme.ts';

/** asciichart's symbols for a line that is only a mark: the threshold. */
const dashes: [string, string, string, string, string, string, string, string, string, string] = [
  '┼',
  '┤',
  '┄',
  '┄',
  '┄',
  '┄',
  '┄',
  '┄',
  '┄',
  '┄',
];

export interface ChartFrame {
  readonly width: number;
  /** Lines; at least two. */
  readonly height: number;
  readonly max: number;
  readonly threshold: number | null;
  readonly label: (value: number) => string;
  readonly labelWidth: number;
}

/**
 * A line chart from zero to `max`, oldest value first, with the threshold as a dashed line. A `null` is a gap: the line
 * stops and begins again, because asciichart itself knows no gaps and would draw a value where there was none.
 */
export function chart(values: readonly (number | null)[], frame: ChartFrame): readonly Line[] {
  const { width, height, max, threshold, labelWidth } = frame;
  const axisWidth = labelWidth + 2;
  const cells = width - axisWidth;
  const config = {
    min: 0,
    max,
    height: height - 1,
    // asciichart puts a label into one of its cells, however long it is; two leave it no blanks to add.
    offset: 2,
    format: (value: number) => `${fitText(frame.label(value), labelWidth, 'right')} `,
  };
  const ground = plot(
    Array.from({ length: cells + 1 }, () => threshold ?? 0),
    { ...config, symbols: dashes },
  ).split('\n');
  // asciichart also crosses its first row, wherever the axis begins; only the threshold is worth a mark. A low chart has
  // no row of its own for it: the nearest one is then named after the threshold and not after itself.
  const axis = ground.map(row =>
    threshold !== null && row.includes('┄')
      ? `${config.format(threshold)}┼`
      : row.slice(0, axisWidth).replace('┼', '┤'),
  );
  const rows = ground.map(row => [...(threshold === null ? ' '.repeat(cells) : row.slice(axisWidth, width))]);

  for (const { from, segment } of segments(values.slice(-cells), max)) {
    // The last value once more: asciichart draws between values, so n values would fill n - 1 cells.
    const drawn = plot([...segment, segment.at(-1) ?? 0], config).split('\n');
    for (const [y, row] of drawn.entries()) {
      for (const [x, glyph] of [...row.slice(axisWidth)].entries()) {
        const target = rows[y];
        if (glyph !== ' ' && target !== undefined && from + x < cells) target[from + x] = glyph;
      }
    }
  }
  return rows.map((row, y) => [span(axis[y] ?? '', 'muted'), ...toned(row)]);
}

/** The stretches without gaps, clipped to the axis. */
function segments(
  values: readonly (number | null)[],
  max: number,
): readonly { readonly from: number; readonly segment: readonly number[] }[] {
  const found: { from: number; segment: number[] }[] = [];
  let open = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      open = false;
      continue;
    }
    if (!open) found.push({ from: index, segment: [] });
    found.at(-1)?.segment.push(Math.min(max, Math.max(0, value)));
    open = true;
  }
  return found;
}

function toned(glyphs: readonly string[]): Line {
  let line: Line = blank;
  for (const glyph of glyphs) {
    const tone: Tone = glyph === '┄' ? 'warning' : 'accent';
    const last = line.at(-1);
    line = last?.tone === tone ? [...line.slice(0, -1), span(last.text + glyph, tone)] : [...line, span(glyph, tone)];
  }
  return line;
}
