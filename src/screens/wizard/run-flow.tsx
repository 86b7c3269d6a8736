import type { ReactNode } from 'react';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import type { VoidReason } from './confirm-state.ts';
import { PlanningPage } from './planning-page.tsx';
import { RunPage } from './run-page.tsx';
import { RunQuestion } from './run-question.tsx';
import { runTitle } from './run-title.ts';

export interface RunFlowProps {
  readonly width: number;
  readonly height: number;
  /** Why this run is shown instead of what was asked for. */
  readonly notice?: string | undefined;
  /** The question was answered with no, and nothing was written. */
  readonly onCancelled: () => void;
  readonly onVoid: (reason: VoidReason) => void;
  readonly onPlanAgain: (() => void) | undefined;
  readonly onUndo: (runId: string) => void;
  readonly onResume: (runId: string) => void;
  /** The ended run has been seen. */
  readonly onDone: () => void;
  /** The run goes on without its page. */
  readonly onLeaveRunning: () => void;
}

/** The session's run: its checks, its question, its progress, its end. */
export function RunFlow(props: RunFlowProps): ReactNode {
  const { width, height } = props;
  const { actions } = useSession();
  const active = useAppState(state => state.run);
  if (active === undefined) {
    return (
      <PlanningPage
        width={width}
        height={height}
        title="Starting"
        says="Checks come first; nothing is written before you confirm."
        onBack={() => {
          actions.stopRun();
          props.onCancelled();
        }}
      />
    );
  }
  const { run, question } = active;
  if (question === undefined || run.ended !== undefined) {
    return (
      <RunPage
        {...props}
        title={runTitle(run.plan)}
        run={run}
        onUndo={() => props.onUndo(run.id)}
        onResume={() => props.onResume(run.id)}
      />
    );
  }
  return <RunQuestion key={`${run.id} ${question.stepId}`} {...props} run={run} question={question} />;
}
