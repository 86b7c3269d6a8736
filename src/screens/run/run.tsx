import type { ReactNode } from 'react';
import { useSession } from '../../hooks/session-context.tsx';
import type { ScreenProps } from '../screen.ts';
import { RunFlow } from '../wizard/run-flow.tsx';

export interface RunScreenProps extends ScreenProps {
  readonly notice: string | undefined;
}

/** The run of this session, for whoever comes back to it. */
export function RunScreen({ width, height, notice, go, back }: RunScreenProps): ReactNode {
  const { actions } = useSession();
  // A question that is answered with no, or too late, ends the run: how it ended is then what there is to see.
  const stay = (): void => {};
  const done = (): void => {
    actions.dismissRun();
    back();
  };
  return (
    <RunFlow
      width={width}
      height={height}
      notice={notice}
      onCancelled={stay}
      onVoid={stay}
      onPlanAgain={undefined}
      onUndo={runId => {
        done();
        go({ name: 'undo', runId });
      }}
      onDone={done}
      onLeaveRunning={back}
    />
  );
}
