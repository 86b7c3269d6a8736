import { addressOf, type Fact, readFact } from '../../../src/domain/fact.ts';
import { factName } from '../../../src/domain/fact-words.ts';
import type { ApplyStep } from '../../../src/domain/plan.ts';
import type { Run } from '../../../src/domain/run.ts';
import { strayed } from '../../../src/domain/strayed.ts';
import type { InProcessAws, ReceivedWrite } from './in-process-aws.ts';
import type { Biography } from './lives.ts';

/** What is wrong between what AWS was told, what the journal says and what was agreed to; nothing of it may ever be. */
export interface Reckoning {
  /** The journal says that AWS took it, or that it is done, and AWS knows nothing of it. */
  readonly lost: readonly string[];
  /** AWS took it more than once, or was asked for it more often than anybody agreed to. */
  readonly doubled: readonly string[];
  /** AWS took it, and the journal does not say that it was sent; or nobody had agreed in that life. */
  readonly unexplained: readonly string[];
}

export const inOrder: Reckoning = { lost: [], doubled: [], unexplained: [] };

const ofStep = ({ id }: ApplyStep, writes: readonly ReceivedWrite[]): readonly ReceivedWrite[] =>
  writes.filter(({ stepId }) => stepId === id);

/** Holds the journal of a run against what reached AWS. */
export async function reckon({ runId, run, events, unasked }: Biography, aws: InProcessAws): Promise<Reckoning> {
  const received = aws.received.filter(write => write.runId === runId);
  const taken = received.filter(({ outcome }) => outcome === 'accepted');
  const yeses = events.filter(({ type }) => type === 'ConfirmationGiven').length;
  const steps = run?.steps.flatMap(({ step }) => (step.kind === 'apply' ? [step] : [])) ?? [];
  const recorded = ({ id }: ApplyStep): number =>
    events.filter(event => event.type === 'EffectRequested' && event.stepId === id).length;

  // Read back is another thing: auto-scaling may have done what nobody took.
  const answered = ({ id }: ApplyStep): boolean =>
    events.some(event => event.type === 'EffectSucceeded' && event.stepId === id);

  return {
    lost: [
      ...steps.flatMap(step =>
        answered(step) && ofStep(step, taken).length === 0 ? [`${step.id} is said to be accepted`] : [],
      ),
      ...(run?.ended?.kind === 'completed' ? await notHeld(run, aws) : []),
    ],
    doubled: steps.flatMap(step => {
      const count = ofStep(step, taken).length;
      return count > 1 || count > yeses ? [`${step.id}: ${count} taken, ${yeses} agreed`] : [];
    }),
    unexplained: [
      ...(aws.taken() === taken.length ? [] : [`AWS took ${aws.taken()} writes, and ${taken.length} are known`]),
      ...steps.flatMap(step =>
        recorded(step) < ofStep(step, received).length ? [`${step.id} was sent and is not in the journal`] : [],
      ),
      ...(unasked === 0 ? [] : [`${unasked} requests without a yes of the same life`]),
    ],
  };
}

/** What a plan that is done has set, and AWS does not hold. */
async function notHeld({ steps }: Run, aws: InProcessAws): Promise<readonly string[]> {
  const applies = steps.flatMap(({ step, says }) => (step.kind === 'apply' ? [{ ...step, says }] : []));
  const changes = applies.flatMap(({ changes: own, verify }) => own.map(change => ({ change, verify })));
  // What was left to auto-scaling is said to be so, and may be anywhere.
  const left = new Set(
    applies.flatMap(({ changes: own, says }) =>
      says.includes('left to auto-scaling') ? own.map(({ fact }) => addressOf(fact)) : [],
    ),
  );
  const last = new Map(changes.map(each => [addressOf(each.change.fact), each]));
  const snapshot = await aws.ports.observe(aws.services, ['counts', 'scaling']);
  const isTold = (fact: Fact): boolean =>
    steps.some(({ says }) => says.includes('by somebody else meanwhile') && says.includes(factName(fact)));
  return [...last.values()].flatMap(({ change, verify }) => {
    const { fact, from, to } = change;
    const reading = readFact(snapshot, fact);
    if (!reading.known || reading.value === to || isTold(fact) || left.has(addressOf(fact))) return [];
    // More tasks than asked for may be auto-scaling's, and nobody can tell them from a person's.
    if (reading.value !== from && strayed({ changes: [change], verify }, snapshot) === undefined) return [];
    return [`${fact.attribute} is ${reading.value}, and the run that set it to ${to} is done`];
  });
}
