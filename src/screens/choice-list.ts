import { useState } from 'react';
import type { KeyHandlers } from '../hooks/key-router.ts';
import { fitLine, type Line, span } from '../terminal/line.ts';
import { selectionSign } from '../terminal/theme.ts';
import { windowTop } from './dashboard/dashboard-state.ts';

interface ChoiceListProps<Value extends string> {
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  /** Marked at first; the first row without one. */
  readonly initial?: string | undefined;
  readonly rows: number;
  readonly width: number;
}

interface ChoiceList<Value extends string> {
  /** What is marked; undefined for an empty list only. */
  readonly marked: Value | undefined;
  /** At most `rows` lines of `width` cells. */
  readonly lines: readonly Line[];
  /** `3 of 11 ↓`: where the mark stands in a list that is longer than its window; nothing where all of it is seen. */
  readonly place: Line;
  /** For the keys of the context `list`. */
  readonly handlers: KeyHandlers;
}

/** A list of which one row is marked. The mark stays on its value when the list is read anew, and stops at the ends. */
export function useChoiceList<Value extends string>({
  choices,
  initial,
  rows,
  width,
}: ChoiceListProps<Value>): ChoiceList<Value> {
  const [wanted, setWanted] = useState<string | undefined>(initial);
  // A list that is read anew may have lost what was marked; its first row is marked then.
  const index = Math.max(
    0,
    choices.findIndex(({ value }) => value === wanted),
  );
  const count = choices.length;
  const top = windowTop({ index, rows, count });
  const moveBy = (by: number) => (): void => setWanted(choices[Math.min(count - 1, Math.max(0, index + by))]?.value);
  return {
    marked: choices[index]?.value,
    lines: choices
      .slice(top, top + rows)
      .map(({ label }, row) => fitLine(choiceRow(label, top + row === index), width)),
    place: count <= rows ? [] : placeWords({ index, top, rows, count }),
    // Without a second row there is nowhere to move, and no hint promises it.
    handlers:
      count < 2
        ? {}
        : {
            down: moveBy(1),
            up: moveBy(-1),
            'page-down': moveBy(rows - 1),
            'page-up': moveBy(1 - rows),
            top: moveBy(-count),
            bottom: moveBy(count),
          },
  };
}

const choiceRow = (label: string, isMarked: boolean): Line => [
  span(isMarked ? `${selectionSign} ` : '  ', 'accent'),
  span(label, isMarked ? 'strong' : 'text'),
];

function placeWords({ index, top, rows, count }: { index: number; top: number; rows: number; count: number }): Line {
  const above = top > 0 ? '↑' : ' ';
  const below = top + rows < count ? '↓' : ' ';
  return [span(`${index + 1} of ${count} `, 'muted'), span(`${above}${below} `, 'accent')];
}
