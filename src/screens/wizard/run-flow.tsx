import type { ReactNode } from 'react';
import { applySteps, changesInWords, netChanges } from '../../components/change-table.ts';
import { undoWords } from '../../components/undo-words.ts';
import type { Plan } from '../../domain/plan.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import { ConfirmPage } from './confirm-page.tsx';
import { PlanningPage } from './planning-page.tsx';
import { RunPage } from './run-page.tsx';
import { runTitle } from './run-title.ts';
import { wroteSomething } from './run-words.ts';

export interface RunFlowProps {
  readonly width: number;
  readonly height: number;
  /** Why this run is shown instead of what was asked for. */
  readonly notice?: string | undefined;
  /** The question was answered with no, and nothing was written. */
  readonly onCancelled: () => void;
  readonly onExpired: () => void;
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
  const wrote = wroteSomething(run);
  const no = (then: () => void) => (): void => {
    // The page first: the run ends with the answer, and must not flash up in between. What was written is on its page.
    if (!wrote) then();
    actions.answer(question.stepId, null);
  };
  return (
    <ConfirmPage
      key={`${run.id} ${question.stepId}`}
      width={width}
      height={height}
      title="Confirm"
      ask={question.ask}
      askedAt={question.askedAt}
      session={run.plan.session}
      facts={factsOf(run.plan)}
      cancel={wrote ? 'says no; the run stops, and what is written stays' : 'says no; nothing is written'}
      onConfirmed={phrase => actions.answer(question.stepId, phrase)}
      onRefused={no(props.onCancelled)}
      onExpired={no(props.onExpired)}
    />
  );
}

const factsOf = (plan: Plan) => [
  { label: 'Service', says: plan.services.join(', ') },
  { label: 'Changes', says: `${changesInWords(netChanges(applySteps(plan)))}.` },
  { label: 'Undo', says: undoWords(plan) },
];
