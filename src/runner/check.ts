import type { CheckStep } from '../domain/plan.ts';
import type { Directive } from './context.ts';
import { look } from './look.ts';
import { blocked, interrupted } from './stops.ts';

/** Looks once. What cannot be answered now is no better than a no: nothing is written on a guess. */
export const check: Directive<CheckStep> = async (step, context) => {
  const { record, run, signals } = context;
  const verdict = await look(step.check, run().startedAt, context);
  if (signals.stop.aborted) return interrupted(run());
  if (verdict.verdict === 'passed') {
    record({ type: 'CheckPassed', stepId: step.id, says: verdict.says });
    return undefined;
  }
  if (step.onFailure === 'warn') {
    record({ type: 'CheckWarned', stepId: step.id, says: verdict.says });
    return undefined;
  }
  record({ type: 'CheckFailed', stepId: step.id, says: verdict.says });
  return blocked(verdict.says, run());
};
