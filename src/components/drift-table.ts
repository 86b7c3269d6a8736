import { driftRows } from '../domain/drift-words.ts';
import type { Drift } from '../domain/fact.ts';
import { cell, type Line, span } from '../terminal/line.ts';

/** Before, desired and actual side by side: the reader must see whose value stands there before doing anything. */
export function driftTable(drift: readonly Drift[]): readonly Line[] {
  const rows = drift.flatMap(driftRows);
  const widthOf = (column: 'label' | 'before' | 'desired' | 'actual'): number =>
    Math.min(column === 'label' ? 40 : 24, Math.max(column.length, ...rows.map(row => row[column].length)));
  const head: Line = [
    cell('', widthOf('label') + 2),
    cell('before', widthOf('before') + 2, 'muted'),
    cell('desired', widthOf('desired') + 2, 'muted'),
    cell('actual', widthOf('actual'), 'muted'),
  ];
  return [
    head,
    ...rows.map(
      (row): Line => [
        cell(row.label, widthOf('label') + 2),
        cell(row.before, widthOf('before') + 2),
        cell(row.desired, widthOf('desired') + 2),
        span(row.actual, 'alarm'),
      ],
    ),
  ];
}
