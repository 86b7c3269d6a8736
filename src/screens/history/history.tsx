import { type ReactNode, useState } from 'react';
import { Rows } from '../../components/row.tsx';
import { isResumableOutcome } from '../../domain/resume.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useRecorded } from '../../hooks/use-recorded.ts';
import type { ScreenProps } from '../screen.ts';
import { historyLines } from './history-view.ts';

/** The recorded runs; from each a look at what it did, and the way back. */
export function HistoryScreen({ width, height, go }: ScreenProps): ReactNode {
  const { actions } = useSession();
  const run = useAppState(state => state.run?.run);
  // The list is another one once the run of this session has begun or ended.
  const recorded = useRecorded(`${run?.id} ${run?.ended?.kind}`, actions.history);
  const [selectedId, select] = useState<string>();
  const runs = recorded?.kind === 'read' ? recorded.value : [];
  const index = Math.max(
    0,
    runs.findIndex(({ runId }) => runId === selectedId),
  );
  const selected = runs[index];
  const runningId = run?.ended === undefined ? run?.id : undefined;
  const moveBy = (rows: number) => () => select(runs[Math.min(runs.length - 1, Math.max(0, index + rows))]?.runId);

  useKeymap(
    ['history', 'list'],
    selected === undefined
      ? {}
      : {
          ...(selected.outcome !== 'unreadable' && {
            'open-recorded-run': () =>
              go(selected.runId === runningId ? { name: 'run' } : { name: 'recorded-run', runId: selected.runId }),
            'undo-recorded-run': () => go({ name: 'undo', runId: selected.runId }),
          }),
          ...(selected.runId !== runningId &&
            isResumableOutcome(selected.outcome) && {
              'resume-recorded-run': () => go({ name: 'resume', runId: selected.runId }),
            }),
          down: moveBy(1),
          up: moveBy(-1),
          top: moveBy(-runs.length),
          bottom: moveBy(runs.length),
          'page-down': moveBy(height - 1),
          'page-up': moveBy(1 - height),
        },
  );
  return <Rows lines={historyLines({ recorded, selected, runningId }, { width, height })} />;
}
