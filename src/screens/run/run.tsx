import type { ReactNode } from 'react';
import { useSession } from '../../hooks/session-context.tsx';
import type { ScreenProps } from '../screen.ts';
import { RunFlow } from '../wizard/run-flow.tsx';

export interface RunScreenProps extends ScreenProps {
  readonly notice: string | undefined;
  /** Goes on with the run where it stopped; a screen of its own unless given. */
  readonly onResume?: () => void;
}

/** The run of this session, for whoever comes back to it. */
export function RunScreen({ width, height, notice, onResume, go, back }: RunScreenProps): ReactNode {
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
      onResume={runId => {
        if (onResume) return onResume();
        back();
        go({ name: 'resume', runId });
      }}
      onDone={done}
      onLeaveRunning={back}
    />
  );
}
