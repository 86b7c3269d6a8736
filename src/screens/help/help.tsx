import type { ReactNode } from 'react';
import { Rows } from '../../components/row.tsx';
import { scrollPosition } from '../../components/scroll-position.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useScroll } from '../../hooks/use-scroll.ts';
import type { KeyBinding } from '../../terminal/keymap.ts';
import { blank, fitLine, spread } from '../../terminal/line.ts';
import { helpLines } from './help-view.ts';

interface HelpProps {
  readonly width: number;
  readonly height: number;
  /** What the keys did before the help came up. */
  readonly bindings: readonly KeyBinding[];
  readonly onClose: () => void;
}

/** Lies over a screen, which keeps its state below. */
export function HelpScreen({ width, height, bindings, onClose }: HelpProps): ReactNode {
  const lines = helpLines(bindings, width);
  const rows = lines.length <= height ? height : height - 1;
  const { top, handlers } = useScroll({ count: lines.length, rows });
  useKeymap(['help', 'list'], { 'close-help': onClose, ...handlers }, { modal: true });
  const seen = Array.from({ length: rows }, (_, y) => fitLine(lines[top + y] ?? blank, width));
  const foot = rows < height ? [spread(blank, scrollPosition({ top, rows, count: lines.length }), width)] : [];
  return <Rows lines={[...seen, ...foot]} />;
}
