import { Box } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import { sentence } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Row, Rows } from '../../components/row.tsx';
import { useLiveBindings } from '../../hooks/keys-provider.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { blank, fitLine, type Line, span } from '../../terminal/line.ts';
import { selectionSign } from '../../terminal/theme.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoicePageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly choices: readonly Choice[];
  /** Marked at first. */
  readonly current: string | undefined;
  /** Said instead of an empty list. */
  readonly whenEmpty?: string;
  readonly onChosen: (value: string) => void;
  readonly onBack: () => void;
}

/** One choice out of a list. */
export function ChoicePage(props: ChoicePageProps): ReactNode {
  const { width, height, choices, current, onChosen, onBack } = props;
  const initialIndex = Math.max(
    0,
    choices.findIndex(({ value }) => value === current),
  );
  const [marked, setMarked] = useState(choices[initialIndex]?.value);
  // A list that is read anew may have lost what was marked; its first row is marked then.
  const chosen = choices.find(({ value }) => value === marked)?.value ?? choices[0]?.value;
  useKeymap(['wizard'], {
    'previous-page': onBack,
    ...(chosen !== undefined && { 'choose-item': () => onChosen(chosen) }),
  });
  // The list listens to the keyboard by itself, so it has to be told when the help covers it.
  const isFocused = useLiveBindings().some(({ id }) => id === 'choose-item');

  const head: readonly Line[] = [
    panelTitle(props.title, width),
    blank,
    [span(` ${props.label}`, 'strong')],
    ...sentence(props.help, width - 2, 'muted').map((line): Line => [span(' '), ...line]),
    blank,
  ];
  return (
    <Box flexDirection="column" height={height}>
      <Rows lines={head} />
      {choices.length === 0 ? (
        <Row line={[span(` ${props.whenEmpty ?? ''}`, 'muted')]} />
      ) : (
        <SelectInput
          items={choices.map(({ value, label }) => ({ value, label: ` ${label}` }))}
          initialIndex={initialIndex}
          limit={Math.max(1, height - head.length)}
          isFocused={isFocused}
          onHighlight={({ value }) => setMarked(value)}
          indicatorComponent={Indicator}
          itemComponent={({ label, isSelected = false }) => (
            <Row line={fitLine([span(label, isSelected ? 'strong' : 'text')], width - 2)} />
          )}
        />
      )}
    </Box>
  );
}

const Indicator = ({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode => (
  <Row line={isSelected ? [span(` ${selectionSign}`, 'accent')] : [span('  ')]} />
);
