import { type ReactNode, useState } from 'react';
import { fillLines, sentence } from '../../components/labelled.ts';
import { panelTitle } from '../../components/panel-title.ts';
import { Rows } from '../../components/row.tsx';
import { scrollPosition } from '../../components/scroll-position.ts';
import { isUnfinished } from '../../domain/resume.ts';
import { type Recorded, type RecordedRun, useSession } from '../../hooks/session-context.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useRecorded } from '../../hooks/use-recorded.ts';
import { useScroll } from '../../hooks/use-scroll.ts';
import { blank, type Line, span } from '../../terminal/line.ts';
import type { ScreenProps } from '../screen.ts';
import { recordedRunLines } from './recorded-run-view.ts';

interface RecordedRunProps extends ScreenProps {
  readonly runId: string;
}

/** One run of the journal. */
export function RecordedRunScreen({ width, height, go, runId }: RecordedRunProps): ReactNode {
  const { actions } = useSession();
  const now = useNow();
  const [isLive, setLive] = useState(false);
  // While somebody runs it, its journal grows.
  const recorded = useRecorded(runId, () => actions.recordedRun(runId), isLive ? now : 0);
  const grows = recorded?.kind === 'read' && recorded.value.runBy !== undefined;
  if (grows !== isLive) setLive(grows);
  const lines = recordLines(recorded, width);
  const rows = height - 1;
  const { top, handlers } = useScroll({ count: lines.length, rows });
  useKeymap(['history', 'list'], {
    ...(recorded?.kind === 'read' && !grows && { 'undo-recorded-run': () => go({ name: 'undo', runId }) }),
    ...(recorded?.kind === 'read' &&
      !grows &&
      isUnfinished(recorded.value.run) && { 'resume-recorded-run': () => go({ name: 'resume', runId }) }),
    ...handlers,
  });
  return (
    <Rows
      lines={[
        panelTitle(`Run ${runId}`, width, scrollPosition({ top, rows, count: lines.length })),
        ...fillLines(lines.slice(top, top + rows), rows),
      ]}
    />
  );
}

function recordLines(recorded: Recorded<RecordedRun> | undefined, width: number): readonly Line[] {
  if (recorded?.kind === 'read') return recordedRunLines(recorded.value, width);
  const says = recorded === undefined ? ['Reading the journal.'] : [recorded.because, recorded.nextStep];
  return [blank, ...says.flatMap(text => sentence(text, width - 2)).map((line): Line => [span(' '), ...line])];
}
