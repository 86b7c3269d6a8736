import type { Plan } from '../domain/plan.ts';
import { applySteps, changesInWords, netChanges } from './change-table.ts';

/** The way back in one sentence, for a plan that has not run yet. */
export function undoWords(plan: Plan): string {
  const undos = applySteps(plan).map(({ undo }) => undo);
  const none = undos.find(undo => undo.kind === 'none');
  if (none?.kind === 'none') return `None here: ${none.because}.`;
  const back = netChanges(undos.toReversed().flatMap(undo => (undo.kind === 'steps' ? undo.steps : [])));
  return back.length === 0 ? 'Nothing to take back.' : `z afterwards plans the way back: ${changesInWords(back)}.`;
}
