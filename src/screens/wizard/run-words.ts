import { changesInWords } from '../../components/change-table.ts';
import { evaluate } from '../../domain/check.ts';
import type { ApplyStep } from '../../domain/plan.ts';
import { currentStep, type Run, type StepState } from '../../domain/run.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';

/** What is newer than the last event: where a verification or a watch stands by the snapshot of this moment. */
export function liveWords({ step, phase, says, since }: StepState, snapshot: Snapshot): string | undefined {
  if (step.kind === 'apply' && phase === 'sent') return `${says}; ${evaluate(step.verify, snapshot, since).says}`;
  if (step.kind === 'hold' && phase === 'holding' && step.stopIf.length > 0)
    return step.stopIf.map(check => evaluate(check, snapshot, since).says).join('; ');
  return undefined;
}

/** How much of a watch is left; undefined outside of one. */
export const holdLeftMs = ({ step, phase, since }: StepState, now: Instant): number | undefined =>
  step.kind === 'hold' && phase === 'holding' ? Math.max(0, step.forMs - Math.max(0, now - since)) : undefined;

export const isHolding = (run: Run): boolean =>
  run.ended === undefined && run.steps.some(({ phase }) => phase === 'holding');

interface NamedWords {
  readonly label: string;
  readonly says: string;
}

/** What reached AWS and what did not, step by step: the first question about a run that stopped. */
export function writtenAndNot(run: Run): readonly NamedWords[] {
  const writes = applyStates(run);
  const saying = (label: string, states: readonly ApplyState[]): readonly NamedWords[] =>
    states.length === 0 ? [] : [{ label, says: states.map(({ step }) => changesInWords(step.changes)).join('; ') }];
  const accepted = writes.filter(({ write }) => write === 'accepted');
  return [
    ...(accepted.length === 0 && writes.every(({ write }) => write !== 'uncertain')
      ? [{ label: 'Written', says: 'nothing' }]
      : saying('Written', accepted)),
    ...saying(
      'Uncertain',
      writes.filter(({ write }) => write === 'uncertain'),
    ),
    ...saying(
      'Not written',
      writes.filter(({ write }) => write === 'none' || write === 'rejected'),
    ),
  ];
}

type ApplyState = StepState & { readonly step: ApplyStep };

const applyStates = (run: Run): readonly ApplyState[] =>
  run.steps.flatMap(state => (state.step.kind === 'apply' ? [{ ...state, step: state.step }] : []));

export const wroteSomething = (run: Run): boolean =>
  applyStates(run).some(({ write }) => write === 'accepted' || write === 'uncertain');

/** What stopping means at this moment: what is done, what AWS does without us, and what will not happen. */
export function stopConsequence(run: Run): { readonly consequence: string; readonly goesOn: string } {
  const writes = applyStates(run);
  const current = currentStep(run);
  const left = writes.filter(({ write }) => write === 'none').length;
  const notTaken = left === 0 ? '' : ` ${left === 1 ? 'One write is' : `${left} writes are`} not made then.`;
  if (current?.phase === 'requested' || current?.phase === 'unknown') {
    return {
      consequence: `The run stops once the answer to "${current.step.title}" is here.${notTaken}`,
      goesOn: 'The request is on its way and cannot be called back. AWS carries it out if it arrives.',
    };
  }
  if (!wroteSomething(run))
    return { consequence: 'The run stops. Nothing has been written.', goesOn: 'Nothing: AWS was only read.' };
  const sent = writes.findLast(({ write }) => write === 'accepted' || write === 'uncertain');
  const towards = sent ? changesInWords(sent.step.changes) : '';
  if (current?.step.kind === 'hold') {
    return {
      consequence: `The run stops watching.${notTaken}`,
      goesOn: `What is written stays: ${towards}. Nobody is told if the service gets into trouble.`,
    };
  }
  if (current?.step.kind === 'warm-up') {
    return {
      consequence: `The run stops sending requests.${notTaken}`,
      goesOn: `What is written stays: ${towards}.`,
    };
  }
  return {
    consequence: `The run stops watching the change that AWS is making.${notTaken}`,
    goesOn: `AWS has taken ${towards} and goes on towards it, with or without this program.`,
  };
}

/** What ending the watch early means; where writes follow it is what lets them go ahead. */
export function endHoldConsequence(run: Run): string {
  const current = currentStep(run);
  const following = current === undefined ? [] : run.steps.slice(run.steps.indexOf(current) + 1);
  const next = following.find(({ step }) => step.kind === 'apply')?.step;
  if (current?.step.kind === 'warm-up')
    return `The warm-up ends now, with the requests that were sent.${next === undefined ? '' : ' The next write follows at once.'}`;
  return next?.kind === 'apply'
    ? `The watch ends now, and the next write follows at once: ${changesInWords(next.changes)}.`
    : 'The watch ends now. What is written stays, and nobody looks whether the service copes.';
}
