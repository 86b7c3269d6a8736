import type { Drift } from './fact.ts';
import type { Fault } from './fault.ts';
import type { ApplyStep, Plan, Step } from './plan.ts';
import type { Instant } from './time.ts';

/** What happened in a run, in the past tense. The journal holds nothing else, and a run is the fold of them. */
export type RunEvent = { readonly at: Instant } & (
  | { readonly type: 'RunStarted'; readonly runId: string; readonly plan: Plan; readonly program: string }
  /** The run goes on after it had stopped or its program had died; `by` is who went on with it, and where. */
  | { readonly type: 'RunResumed'; readonly program: string; readonly by: string }
  | { readonly type: 'CheckPassed'; readonly stepId: string; readonly says: string }
  | { readonly type: 'CheckWarned'; readonly stepId: string; readonly says: string }
  | {
      readonly type: 'ConfirmationGiven';
      readonly stepId: string;
      readonly phrase: string;
      readonly by: 'keys' | 'flags' | 'script';
    }
  | { readonly type: 'DriftFound'; readonly stepId: string; readonly drift: readonly Drift[] }
  /** Everything already is as the step wants it; nothing was sent. */
  | { readonly type: 'EffectSkipped'; readonly stepId: string; readonly says: string }
  /** On disk before the request leaves. */
  | { readonly type: 'EffectRequested'; readonly stepId: string; readonly command: string }
  | { readonly type: 'EffectSucceeded'; readonly stepId: string; readonly requestId: string | null }
  | { readonly type: 'EffectFailed'; readonly stepId: string; readonly fault: Fault }
  /** AWS refused for being asked too often: nothing was written, and the same intent is tried again. */
  | {
      readonly type: 'EffectThrottled';
      readonly stepId: string;
      readonly fault: Fault;
      readonly retry: number;
      readonly retryInMs: number;
    }
  | { readonly type: 'EffectUnknown'; readonly stepId: string; readonly fault: Fault }
  /** After an unknown outcome, AWS was read and holds what was asked for: by this write or by somebody else's. */
  | { readonly type: 'EffectReadBack'; readonly stepId: string; readonly says: string }
  /** After an unknown outcome, AWS was read and still holds what was there before: the request was not taken. */
  | { readonly type: 'EffectNotTaken'; readonly stepId: string; readonly says: string }
  /** The yes of before does not cover what is still to be sent: checks and questions come again. */
  | { readonly type: 'ConfirmationVoided'; readonly says: string }
  /** It will not come true by waiting: tasks that die, a watch that saw trouble. */
  | { readonly type: 'CheckFailed'; readonly stepId: string; readonly says: string }
  | { readonly type: 'CheckTimedOut'; readonly stepId: string; readonly says: string }
  | { readonly type: 'HoldStarted'; readonly stepId: string }
  | { readonly type: 'HoldEnded'; readonly stepId: string; readonly says: string; readonly cut: boolean }
  | { readonly type: 'WarmUpStarted'; readonly stepId: string }
  | { readonly type: 'WarmUpEnded'; readonly stepId: string; readonly says: string; readonly cut: boolean }
  | { readonly type: 'RunCompleted'; readonly says: string }
  | { readonly type: 'RunStopped'; readonly because: StopReason; readonly says: string; readonly nextStep: string }
);

/** Why a run ended before its last step; each maps to one exit code. */
export type StopReason =
  | 'refused'
  | 'unanswered'
  | 'blocked'
  | 'drift'
  | 'rejected'
  | 'unknown'
  | 'not-verified'
  | 'watch-failed'
  | 'interrupted'
  | 'credentials'
  | 'read-only'
  /** What must be compared before a write could not be read. */
  | 'unreadable'
  /** The journal could not be written, and nothing is done that is not recorded first. */
  | 'unrecorded'
  | 'our-fault';

export type StepPhase = 'waiting' | 'requested' | 'sent' | 'unknown' | 'holding' | 'done' | 'skipped' | 'failed';

/** What became of a step's request to AWS; `none` while none has left, and for steps that send nothing. */
type WriteState =
  | 'none'
  /** AWS said no: nothing was written. */
  | 'rejected'
  /** It left, and nobody knows yet whether AWS took it. */
  | 'uncertain'
  /** AWS took it, or was found holding what was asked for. */
  | 'accepted';

export interface StepState {
  readonly step: Step;
  readonly phase: StepPhase;
  readonly write: WriteState;
  /** The last thing that was said about it, for the step list. */
  readonly says: string;
  /** When the phase began. */
  readonly since: Instant;
  /**
   * When its newest request left, or when it was found that none has to; null before. What AWS did earlier says nothing
   * about this step.
   */
  readonly sentAt: Instant | null;
}

/** A run as of its last event. */
export interface Run {
  readonly id: string;
  readonly plan: Plan;
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
  readonly steps: readonly StepState[];
  readonly drift: readonly Drift[];
  /** How many times it was resumed. */
  readonly resumes: number;
  readonly ended:
    | { readonly kind: 'completed'; readonly says: string }
    | { readonly kind: 'stopped'; readonly because: StopReason; readonly says: string; readonly nextStep: string }
    | undefined;
}

/** Folds one event into the run. `undefined` is the run before its first event. */
export function reduce(run: Run | undefined, event: RunEvent): Run {
  if (event.type === 'RunStarted') {
    return {
      id: event.runId,
      plan: event.plan,
      startedAt: event.at,
      updatedAt: event.at,
      steps: event.plan.steps.map(step => ({
        step,
        phase: 'waiting',
        write: 'none',
        says: '',
        since: event.at,
        sentAt: null,
      })),
      drift: [],
      resumes: 0,
      ended: undefined,
    };
  }
  if (run === undefined) throw new Error(`${event.type} came before RunStarted`);
  const moved = { ...run, updatedAt: event.at };
  const to = (
    stepId: string,
    phase: StepPhase,
    says: string,
    also: Partial<Pick<StepState, 'write' | 'sentAt'>> = {},
  ): Run => ({
    ...moved,
    steps: run.steps.map(state =>
      state.step.id === stepId
        ? { ...state, phase, says, ...also, since: state.phase === phase ? state.since : event.at }
        : state,
    ),
  });
  switch (event.type) {
    case 'RunResumed':
      return { ...moved, drift: [], resumes: run.resumes + 1, ended: undefined };
    case 'CheckPassed':
      return to(event.stepId, 'done', event.says);
    case 'CheckWarned':
      return to(event.stepId, 'done', `${warned}${event.says}`);
    case 'ConfirmationGiven':
      return to(event.stepId, 'done', `confirmed: ${event.phrase}`);
    case 'DriftFound':
      return { ...to(event.stepId, 'failed', 'changed since the plan was made'), drift: event.drift };
    case 'EffectSkipped':
      return to(event.stepId, 'sent', event.says, { sentAt: event.at });
    case 'EffectRequested':
      return to(event.stepId, 'requested', 'sending', { write: 'uncertain', sentAt: event.at });
    case 'EffectSucceeded':
      return to(event.stepId, 'sent', 'accepted by AWS', { write: 'accepted' });
    case 'EffectFailed':
      return to(event.stepId, 'failed', event.fault.because, { write: 'rejected' });
    case 'EffectThrottled':
      return to(event.stepId, 'waiting', `throttled by AWS, retry ${event.retry} in ${event.retryInMs / 1000} s`, {
        write: 'rejected',
      });
    case 'EffectUnknown':
      return to(event.stepId, 'unknown', event.fault.because, { write: 'uncertain' });
    case 'EffectReadBack':
      return to(event.stepId, 'sent', event.says, { write: 'accepted' });
    case 'EffectNotTaken':
      return to(event.stepId, 'waiting', event.says, { write: 'none', sentAt: null });
    case 'ConfirmationVoided':
      return {
        ...moved,
        steps: run.steps.map(state =>
          state.step.kind === 'check' || state.step.kind === 'confirm'
            ? { ...state, phase: 'waiting', says: event.says, since: event.at }
            : state,
        ),
      };
    case 'CheckFailed':
    case 'CheckTimedOut':
      return to(event.stepId, 'failed', event.says);
    case 'HoldStarted':
      return to(event.stepId, 'holding', 'watching');
    case 'WarmUpStarted':
      return to(event.stepId, 'holding', 'sending requests');
    case 'WarmUpEnded':
    case 'HoldEnded':
      return to(event.stepId, event.cut ? 'skipped' : 'done', event.says);
    case 'RunCompleted':
      return { ...moved, ended: { kind: 'completed', says: event.says } };
    case 'RunStopped':
      return {
        ...moved,
        ended: { kind: 'stopped', because: event.because, says: event.says, nextStep: event.nextStep },
      };
  }
}

export const replay = (events: Iterable<RunEvent>): Run | undefined => {
  let run: Run | undefined;
  for (const event of events) run = reduce(run, event);
  return run;
};

export const isSettled = ({ phase }: Pick<StepState, 'phase'>): boolean => phase === 'done' || phase === 'skipped';
const warned = 'warning: ';

/** What was written and verified, and is still up to somebody else: a subscription that its owner has to confirm. */
export const whatIsPending = ({ steps }: Pick<Run, 'steps'>): string | undefined =>
  steps
    .findLast(({ step, phase, says }) => step.kind === 'apply' && phase === 'done' && says.startsWith(warned))
    ?.says.slice(warned.length);

/** The step that comes next, or undefined when all are behind. */
export const currentStep = (run: Run): StepState | undefined => run.steps.find(state => !isSettled(state));

/** The step as the run has it now. */
export function stateOf(run: Run, { id }: Pick<Step, 'id'>): StepState {
  const state = run.steps.find(({ step }) => step.id === id);
  if (state === undefined) throw new Error(`the run has no step ${id}`);
  return state;
}

/** The steps whose write reached AWS, or may have: what an undo has to look at, oldest first. */
export const writesOf = (run: Run): readonly ApplyStep[] =>
  run.steps.flatMap(({ step, write }) =>
    step.kind === 'apply' && (write === 'accepted' || write === 'uncertain') ? [step] : [],
  );
