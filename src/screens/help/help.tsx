import type { ReactNode } from 'react';
import { Rows } from '../../components/row.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import type { KeyBinding } from '../../terminal/keymap.ts';
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
  useKeymap(['help'], { 'close-help': onClose }, { modal: true });
  return <Rows lines={helpLines(bindings, { width, height })} />;
}
