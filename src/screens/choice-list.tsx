import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import { Row } from '../components/row.tsx';
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
  /** Blank cells before the mark. */
  readonly indent?: number;
}

interface ChoiceList<Value extends string> {
  /** What is marked; undefined for an empty list only. */
  readonly marked: Value | undefined;
  /** At most `rows` rows of `width` cells. */
  readonly picture: ReactNode;
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
  indent = 0,
}: ChoiceListProps<Value>): ChoiceList<Value> {
  const [wanted, setWanted] = useState<string | undefined>(initial);
  // A list that is read anew may have lost what was marked; its first row is marked then.
  const indexOf = (value: string | undefined): number =>
    Math.max(
      0,
      choices.findIndex(each => each.value === value),
    );
  const index = indexOf(wanted);
  const count = choices.length;
  const top = windowTop({ index, rows, count });
  // From where the mark is by then: two keys that arrive in one piece are two moves.
  const moveBy = (by: number) => (): void =>
    setWanted(from => choices[Math.min(count - 1, Math.max(0, indexOf(from) + by))]?.value);
  return {
    marked: choices[index]?.value,
    picture: (
      <ChoiceRows
        key={index}
        choices={choices.slice(top, top + rows)}
        marked={index - top}
        width={width}
        indent={indent}
      />
    ),
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

interface ChoiceRowsProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly marked: number;
  readonly width: number;
  readonly indent: number;
}

/**
 * Mount it anew when the mark moves. Its own keys are off: they come through the keymap like all others, so that keys which
 * arrive in one piece count one by one, and that help and hints know of them.
 */
function ChoiceRows({ choices, marked, width, indent }: ChoiceRowsProps): ReactNode {
  return (
    <SelectInput
      items={choices.map(({ value, label }) => ({ key: value, value, label }))}
      initialIndex={marked}
      isFocused={false}
      indicatorComponent={({ isSelected = false }) => (
        <Row line={[span(' '.repeat(indent)), span(isSelected ? `${selectionSign} ` : '  ', 'accent')]} />
      )}
      itemComponent={({ label, isSelected = false }) => (
        <Row line={fitLine([span(label, isSelected ? 'strong' : 'text')], width - indent - 2)} />
      )}
    />
  );
}

function placeWords({ index, top, rows, count }: { index: number; top: number; rows: number; count: number }): Line {
  const above = top > 0 ? '↑' : ' ';
  const below = top + rows < count ? '↓' : ' ';
  return [span(`${index + 1} of ${count} `, 'muted'), span(`${above}${below} `, 'accent')];
}
