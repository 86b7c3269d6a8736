import { questionAtOdds } from '../domain/grade.ts';
import type { ConfirmStep } from '../domain/plan.ts';
import { isTypeable } from '../domain/resource-name.ts';
import { stillToWrite } from '../domain/resume.ts';
import type { Run } from '../domain/run.ts';
import type { Directive } from './context.ts';
import { blocked, interrupted, refused, unanswered } from './stops.ts';

/** Asks the operator, and goes on with exactly the right phrase only. A resumed run says what it still has to write. */
export const confirm: Directive<ConfirmStep> = async ({ id: stepId, ask: planned }, context) => {
  const { operator, record, run, signals } = context;
  // A plan may come from a file, and what cannot be typed in one way only must not be what a yes hangs on.
  if (!isTypeable(planned.phrase)) return blocked('the plan asks for an answer that no keyboard can type', run());
  const odds = questionAtOdds(planned, run().plan);
  if (odds !== undefined) return blocked(`the plan's question is not the one that it must ask: ${odds}`, run());
  const ask = run().resumes === 0 ? planned : { ...planned, consequence: resumedConsequence(planned, run()) };
  const answer = await operator.answer({ stepId, ask }, signals.stop);
  if (signals.stop.aborted) return interrupted(run());
  switch (answer.kind) {
    case 'unanswered':
      return unanswered(ask, answer.missingFlag, run());
    case 'refused':
      return refused('the answer was no', run());
    case 'phrase':
      if (answer.phrase !== ask.phrase) return refused(`the answer was not exactly ${ask.phrase}`, run());
      record({ type: 'ConfirmationGiven', stepId, phrase: answer.phrase, by: operator.by });
      return undefined;
  }
};

const resumedConsequence = ({ consequence }: ConfirmStep['ask'], run: Run): string =>
  `This goes on with run ${run.id}; ${stillToWrite(run)}. As it was planned: ${consequence}`;
