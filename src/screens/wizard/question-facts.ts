import { applySteps, changesByName, changesInWords, netChanges } from '../../components/change-table.ts';
import type { ConfirmFact } from '../../components/confirm-box.ts';
import { undoWords } from '../../components/undo-words.ts';
import type { Plan } from '../../domain/plan.ts';

/** Characters; a question that does not fit its terminal whole takes no answer. */
const longestInFull = 320;

/** What stands beside a plan's question: to what it is done, everything that changes, and the way back. */
export const questionFacts = (plan: Plan): readonly ConfirmFact[] => [
  { label: 'Service', says: plan.services.join(', '), isTarget: true },
  { label: 'Changes', says: `${changesOf(plan)}.`, isTarget: true },
  { label: 'Undo', says: undoWords(plan) },
];

/** In full where that can be taken in before a yes; the plan on the page before had every value. */
function changesOf(plan: Plan): string {
  const changes = netChanges(applySteps(plan));
  const inFull = changesInWords(changes);
  return inFull.length <= longestInFull ? inFull : changesByName(changes);
}
