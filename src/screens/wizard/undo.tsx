import type { ReactNode } from 'react';
import { useSession } from '../../hooks/session-context.tsx';
import type { ScreenProps } from '../screen.ts';
import { ProcedureFlow } from './flow.tsx';

export interface UndoScreenProps extends ScreenProps {
  readonly runId: string;
}

/** The way back from a run: a plan like any other, only that nothing has to be asked for it. */
export function UndoScreen({ runId, ...screen }: UndoScreenProps): ReactNode {
  const { actions } = useSession();
  return (
    <ProcedureFlow
      // Another run is another undo.
      key={runId}
      {...screen}
      title={`Undo of run ${runId}`}
      fields={noFields}
      given={noFields}
      deviations={[]}
      makePlan={() => actions.planUndo(runId)}
    />
  );
}

const noFields = {};
