import type { ReactNode } from 'react';
import { fillLines, sentence } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Rows } from '../../components/row.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import { useChoiceList } from '../choice-list.ts';

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
    width: width - 1,
  });
  const { marked } = list;
  useKeymap(['wizard', 'list'], {
    'previous-page': onBack,
    ...(marked !== undefined && { 'choose-item': () => onChosen(marked) }),
    ...list.handlers,
  });
  const none = sentence(props.whenEmpty ?? '', width - 2, 'muted');
  const rows = choices.length === 0 ? none : list.lines;
  return (
    <Rows
      lines={fillLines(
        [
          panelTitle(props.title, width, list.place),
          blank,
          [span(` ${props.label}`, 'strong')],
          ...help,
          blank,
          ...rows.map((line): Line => [span(' '), ...line]),
        ],
        height,
      )}
    />
  );
}
