import type { Prediction } from './plan.ts';

/** What a row of the predictions says where nothing moves: `2, as now`. Undefined where something does. */
export function unmovedWords({ before, after }: Prediction): string | undefined {
  if (before !== after) return undefined;
  return after === 'unknown' ? after : `${after}, as now`;
}
