import { Box } from 'ink';
import type { ReactNode } from 'react';
import { sentence } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Rows } from '../../components/row.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import { useChoiceList } from '../choice-list.tsx';

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

/** Title, blank line, question, blank line: what stands around the sentences of the help. */
const fixedLines = 4;

/** One choice out of a list. */
export function ChoicePage(props: ChoicePageProps): ReactNode {
  const { width, height, choices, current, onChosen, onBack } = props;
  const help = sentence(props.help, width - 2, 'muted').map((line): Line => [span(' '), ...line]);
  const list = useChoiceList({
    choices,
    initial: current,
    rows: Math.max(1, height - fixedLines - help.length),
    width,
    indent: 1,
  });
  const { marked } = list;
  useKeymap(['wizard', 'list'], {
    'previous-page': onBack,
    ...(marked !== undefined && { 'choose-item': () => onChosen(marked) }),
    ...list.handlers,
  });
  const head = [panelTitle(props.title, width, list.place), blank, [span(` ${props.label}`, 'strong')], ...help, blank];
  return (
    <Box flexDirection="column" height={height}>
      <Rows lines={head} />
      {choices.length === 0 ? <Rows lines={sentence(` ${props.whenEmpty ?? ''}`, width - 2, 'muted')} /> : list.picture}
    </Box>
  );
}
