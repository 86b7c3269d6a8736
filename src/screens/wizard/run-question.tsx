import { type ReactNode, useState } from 'react';
import { applySteps, changesInWords, netChanges } from '../../components/change-table.ts';
import type { ConfirmFact } from '../../components/confirm-box.ts';
import { undoWords } from '../../components/undo-words.ts';
import type { Plan } from '../../domain/plan.ts';
import { planHash } from '../../domain/plan-hash.ts';
import type { Run } from '../../domain/run.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { type Question, useAppState } from '../../hooks/use-app-state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { ConfirmPage } from './confirm-page.tsx';
import type { VoidReason } from './confirm-state.ts';
import { wroteSomething } from './run-words.ts';
import { isTooOld } from './too-old.ts';

export interface RunQuestionProps {
  readonly width: number;
  readonly height: number;
  readonly run: Run;
  readonly question: Question;
  /** The question was answered with no, and nothing was written. */
  readonly onCancelled: () => void;
  readonly onVoid: (reason: VoidReason) => void;
}

/** The question that a run waits on. Mount it anew for every question. */
export function RunQuestion(props: RunQuestionProps): ReactNode {
  const { width, height, run, question } = props;
  const { actions, clock } = useSession();
  const snapshot = useAppState(state => state.snapshot);
  const paused = useAppState(state => state.paused);
  const now = useNow();
  const [shown] = useState(() => ({ stepId: question.stepId, planHash: planHash(run.plan) }));
  const wrote = wroteSomething(run);
  const no = (then: () => void): void => {
    // The page first: the run ends with the answer, and must not flash up in between. What was written is on its page.
    if (!wrote) then();
    actions.answer(shown, null);
  };
  return (
    <ConfirmPage
      width={width}
      height={height}
      title="Confirm"
      ask={question.ask}
      askedAt={question.askedAt}
      session={run.plan.session}
      facts={factsOf(run.plan)}
      // Whoever has stopped the refresh knows that what is seen grows old; it is read again before anything is written.
      isDataStale={!paused && isTooOld(snapshot, run.plan.services, { now, speed: clock.speed })}
      cancel={wrote ? 'says no; the run stops, and what is written stays' : 'says no; nothing is written'}
      onConfirmed={phrase => actions.answer(shown, phrase)}
      onRefused={() => no(props.onCancelled)}
      onVoid={reason => no(() => props.onVoid(reason))}
    />
  );
}

const factsOf = (plan: Plan): readonly ConfirmFact[] => [
  { label: 'Service', says: plan.services.join(', '), isTarget: true },
  { label: 'Changes', says: `${changesInWords(netChanges(applySteps(plan)))}.`, isTarget: true },
  { label: 'Undo', says: undoWords(plan) },
];
