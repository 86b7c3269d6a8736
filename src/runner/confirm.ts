import type { ConfirmStep } from '../domain/plan.ts';
import { isTypeable } from '../domain/resource-name.ts';
import type { Directive } from './context.ts';
import { blocked, interrupted, refused, unanswered } from './stops.ts';

/** Asks the operator, and goes on with exactly the right phrase only. */
export const confirm: Directive<ConfirmStep> = async ({ id: stepId, ask }, context) => {
  const { operator, record, run, signals } = context;
  // A plan may come from a file, and what cannot be typed in one way only must not be what a yes hangs on.
  if (!isTypeable(ask.phrase)) return blocked('the plan asks for an answer that no keyboard can type', run());
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
