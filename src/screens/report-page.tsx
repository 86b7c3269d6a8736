import type { ReactNode } from 'react';
import { fillLines } from '../components/labelled.ts';
import { panelTitle } from '../components/panel-title.ts';
import { Rows } from '../components/row.tsx';
import { scrollPosition } from '../components/scroll-position.ts';
import type { KeyHandlers } from '../hooks/key-router.ts';
import { type KeymapOptions, useKeymap } from '../hooks/use-keymap.ts';
import { useScroll } from '../hooks/use-scroll.ts';
import { blank, fitLine, type Line, span, spread } from '../terminal/line.ts';

interface ReportPageProps {
  readonly title: string;
  /** Undefined while it is read for the first time. */
  readonly lines: readonly Line[] | undefined;
  readonly width: number;
  readonly height: number;
  /** What the keys of the context `report` do. */
  readonly handlers: KeyHandlers;
  /** What is typed into it. One layer with the moves: keys that a slow link has glued together go to a single layer. */
  readonly typing?: Pick<KeymapOptions, 'onText' | 'isKey' | 'onPaste'>;
}

/** A report on the screen: all of it where it fits, otherwise a window that scrolls. */
export function ReportPage({ title, lines, width, height, handlers: own, typing }: ReportPageProps): ReactNode {
  const seen = lines ?? [panelTitle(title, width), blank, [span(' Reading AWS.')]];
  const rows = seen.length <= height ? height : height - 1;
  const { top, handlers } = useScroll({ count: seen.length, rows });
  useKeymap(['report', 'list'], { ...own, ...handlers }, typing);
  const window = fillLines(seen.slice(top, top + rows), rows).map(line => fitLine(line, width));
  const foot = rows < height ? [spread(blank, scrollPosition({ top, rows, count: seen.length }), width)] : [];
  return <Rows lines={[...window, ...foot]} />;
}
