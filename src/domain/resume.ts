import { changeWords } from './fact-words.ts';
import type { ApplyStep } from './plan.ts';
import { currentStep, isSettled, type Run, type StepState, type StopReason, writesOf } from './run.ts';

/** After so many times something is wrong that another try does not mend. */
export const mostResumes = 10;

/**
 * Which stops leave a run that can go on as it was planned. The others say that AWS or the person wants something else
 * than the plan: then only a new plan helps.
 */
const goesOnAfter: Readonly<Record<StopReason, boolean>> = {
  interrupted: true,
  credentials: true,
  unreadable: true,
  unknown: true,
  unrecorded: true,
  'not-verified': true,
  'our-fault': true,
  'read-only': true,
  unanswered: true,
  refused: false,
  blocked: false,
  drift: false,
  rejected: false,
  'watch-failed': false,
};

/** Whether a run that came out so may be resumed, as far as its outcome alone can tell. */
export const isResumableOutcome = (outcome: 'completed' | StopReason | 'unfinished' | 'unreadable'): boolean =>
  outcome === 'unfinished' || (outcome !== 'completed' && outcome !== 'unreadable' && goesOnAfter[outcome]);

/**
 * Whether somebody should look at a run that came out so: it has no end, or it stopped with something in doubt or half
 * done. What stopped before its first write left nothing behind.
 */
export const isUnfinished = (run: Run): boolean =>
  whyNotResumable(run) === undefined && (run.ended === undefined || writesOf(run).length > 0);

/** How far an unfinished run came, and what became of it: "at step 4 of 5: outcome unknown". */
export function whereLeft(run: Run): string {
  const next = currentStep(run);
  const place = next === undefined ? '' : `at step ${run.steps.indexOf(next) + 1} of ${run.steps.length}: `;
  if (inDoubt(run).length > 0) return `${place}outcome unknown`;
  return `${place}${run.ended?.kind === 'stopped' ? run.ended.says : 'its program ended'}`;
}

/** Why a run cannot be resumed, and what can be done instead; undefined when it can. */
export function whyNotResumable({
  id,
  ended,
  resumes,
}: Run): { readonly because: string; readonly nextStep: string } | undefined {
  if (ended?.kind === 'completed')
    return {
      because: `Run ${id} is complete: there is nothing to resume.`,
      nextStep: `Take it back with headroom undo ${id}, or plan anew.`,
    };
  if (ended !== undefined && !goesOnAfter[ended.because])
    return {
      because: `Run ${id} ended as ${ended.because} (${ended.says}), and a plan does not outlive that.`,
      nextStep: `Plan again; what the run has written is in headroom history ${id}.`,
    };
  if (resumes >= mostResumes)
    return {
      because: `Run ${id} was resumed ${resumes} times and came to no end.`,
      nextStep: `Look at what it did: headroom history ${id}. Then plan again, or take it back with headroom undo ${id}.`,
    };
  return undefined;
}

type ApplyState = StepState & { readonly step: ApplyStep };

const applyStates = (run: Run): readonly ApplyState[] =>
  run.steps.flatMap(state => (state.step.kind === 'apply' ? [{ ...state, step: state.step }] : []));

/** The steps whose request may still have to be sent: a fresh yes is needed for them. */
export const leftToSend = (run: Run): readonly ApplyStep[] =>
  applyStates(run).flatMap(state => (isSettled(state) || state.write === 'accepted' ? [] : [state.step]));

/** "left to write: desiredCount 4 → 6" */
export const stillToWrite = (run: Run): string =>
  `left to write: ${leftToSend(run)
    .flatMap(({ changes }) => changes.map(changeWords))
    .join(', ')}`;

/** The steps of which nobody knows whether AWS took their request. */
export const inDoubt = (run: Run): readonly ApplyStep[] =>
  applyStates(run).flatMap(({ step, write }) => (write === 'uncertain' ? [step] : []));
