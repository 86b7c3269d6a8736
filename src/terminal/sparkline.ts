import type { Series } from '../domain/metrics.ts';
import type { Instant } from '../domain/time.ts';
import type { Line, Span } from './line.ts';

/**
 * The stretch of time and the scale that a sparkline is drawn on. Both are fixed by the caller and never by the data
 * alone, so that two sparklines can be compared and a quiet service looks quiet.
 */
export interface SparklineAxis {
  readonly endsAt: Instant;
  readonly spanMs: number;
  /** The value that fills a whole cell. The axis begins at zero. */
  readonly max: number;
  /** Cells above it are marked. */
  readonly threshold: number | null;
}

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** A minute without data. Zero is drawn as the lowest bar, so the two can be told apart. */
const gap = '·';

/**
 * The values of `width` equal stretches of time, oldest first; `null` where there is no datapoint.
 *
 * Several minutes that share a cell become their mean: utilisation is a rate, and the largest of many minutes would draw
 * a busy service where there is a quiet one with one bad minute. Stretches begin at multiples of their length, so a bar
 * keeps its height and only moves left as time goes by.
 */
export function buckets(series: Series, axis: SparklineAxis, width: number): readonly (number | null)[] {
  const bucketMs = Math.max(series.periodMs, axis.spanMs / width);
  const cells = Math.min(width, Math.max(1, Math.round(axis.spanMs / bucketMs)));
  const last = Math.floor((axis.endsAt - 1) / bucketMs);
  const sums = Array.from({ length: cells }, () => ({ sum: 0, count: 0 }));
  for (const { at, value } of series.points) {
    const bucket = sums[cells - 1 - (last - Math.floor(at / bucketMs))];
    if (value === null || bucket === undefined) continue;
    bucket.sum += value;
    bucket.count += 1;
  }
  const values = sums.map(({ sum, count }) => (count === 0 ? null : sum / count));
  return [...Array.from({ length: width - cells }, () => null), ...values];
}

/** One cell per stretch of time. */
export function sparkline(series: Series, axis: SparklineAxis, width: number): Line {
  const spans: Span[] = [];
  for (const value of buckets(series, axis, width)) {
    const next = cellOf(value, axis);
    const previous = spans.at(-1);
    if (previous?.tone === next.tone) spans[spans.length - 1] = { ...previous, text: previous.text + next.text };
    else spans.push(next);
  }
  return spans;
}

function cellOf(value: number | null, { max, threshold }: SparklineAxis): Span {
  if (value === null) return { text: gap, tone: 'muted' };
  const level = Math.min(levels.length - 1, Math.max(0, Math.ceil((value / max) * levels.length) - 1));
  const tone = threshold !== null && value > threshold ? 'warning' : value === 0 ? 'muted' : 'accent';
  return { text: levels[level] ?? levels[0], tone };
}

/** The next 1, 2 or 5 times a power of ten: an axis that grows in few steps and not with every datapoint. */
export function roundAxisMax(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find(factor => value <= factor * power * (1 + Number.EPSILON)) ?? 10;
  return step * power;
}
