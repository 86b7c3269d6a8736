import { Box, Text } from 'ink';
import { memo, type ReactNode } from 'react';
import type { Line } from '../terminal/line.ts';
import { usePainter } from './paint-context.tsx';

/** Compared by its text: a line that was built anew and says the same costs nothing. */
const PaintedRow = memo(function PaintedRow({ text }: { readonly text: string }): ReactNode {
  // Ink gives an empty text no height, and a row must always have one.
  return <Text wrap="truncate">{text || ' '}</Text>;
});

/** One line of the screen. A string per row and no boxes inside: Ink lays out and draws one node instead of many. */
export const Row = memo(function Row({ line }: { readonly line: Line }): ReactNode {
  const paint = usePainter();
  return <PaintedRow text={paint(line)} />;
});

/** Lines below each other, each exactly one cell high. */
export function Rows({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((line, y) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
        <Row key={y} line={line} />
      ))}
    </Box>
  );
}
