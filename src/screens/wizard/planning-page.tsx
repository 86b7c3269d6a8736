import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import type { ReactNode } from 'react';
import { panelTitle } from '../../components/panel-title.ts';
import { Row, Rows } from '../../components/row.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { blank, span } from '../../terminal/line.ts';

export interface PlanningPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What is going on: "Reading AWS and planning". */
  readonly says: string;
  readonly onBack: () => void;
}

/** Something that takes a moment and writes nothing. */
export function PlanningPage({ width, height, title, says, onBack }: PlanningPageProps): ReactNode {
  useKeymap(['wizard'], { 'previous-page': onBack });
  return (
    <Box flexDirection="column" height={height}>
      <Rows lines={[panelTitle(title, width), blank]} />
      <Box>
        <Text>
          {' '}
          <Spinner />{' '}
        </Text>
        <Row line={[span(says)]} />
      </Box>
    </Box>
  );
}
