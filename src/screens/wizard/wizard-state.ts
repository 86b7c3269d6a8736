import { hasDefault, type InputFields } from '../../domain/input-field.ts';
import type { Plan } from '../../domain/plan.ts';
import type { PlanResult } from '../../hooks/session-context.tsx';
import type { VoidReason } from './confirm-state.ts';

export type NoPlan = Exclude<PlanResult, { kind: 'plan' }>;

/** What the reader has given so far, as text, which is how planning takes it. */
export type Answers = Readonly<Record<string, string>>;

/** Where the reader is on the way from a question to a run. */
type Stage =
  | { readonly at: 'question'; readonly field: string }
  /** The list of fields that have a default. */
  | { readonly at: 'options' }
  | { readonly at: 'option'; readonly field: string }
  | { readonly at: 'planning'; readonly request: number }
  | { readonly at: 'planned'; readonly result: PlanResult; readonly notice: string | undefined }
  /** Writing is not allowed yet; the environment's name is asked for. */
  | { readonly at: 'arming'; readonly plan: Plan }
  | { readonly at: 'run' }
  /** The confirmation cannot be answered any more. */
  | { readonly at: 'void'; readonly because: VoidReason };

export interface WizardState {
  readonly fields: InputFields;
  readonly answers: Answers;
  /** Answered by the screen that opened the wizard; not asked again. */
  readonly given: readonly string[];
  readonly stage: Stage;
  /** The last answer to planning: what the options go back to. */
  readonly result: PlanResult | undefined;
  readonly requests: number;
}

export type WizardEvent =
  | { readonly type: 'answered'; readonly field: string; readonly raw: string }
  | { readonly type: 'options-opened' }
  | { readonly type: 'option-opened'; readonly field: string }
  | { readonly type: 'planned'; readonly request: number; readonly result: PlanResult }
  | { readonly type: 'plan-again' }
  | { readonly type: 'arming-asked'; readonly plan: Plan }
  | { readonly type: 'started' }
  | { readonly type: 'not-started'; readonly because: PlanResult }
  | { readonly type: 'cancelled' }
  | { readonly type: 'question-void'; readonly because: VoidReason }
  | { readonly type: 'went-back' };

/** Fields without a default, in the procedure's order: they are asked one after another. */
const questionsOf = (fields: InputFields): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => (hasDefault(field) ? [] : name));

/** Fields with a default: the plan says which one it used, and they are changed from there. */
export const optionsOf = (fields: InputFields): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => (hasDefault(field) ? name : []));

export const openWizard = (fields: InputFields, given: Answers): WizardState =>
  askOrPlan({
    fields,
    answers: given,
    given: Object.keys(given),
    stage: { at: 'planning', request: 0 },
    result: undefined,
    requests: 0,
  });

export function reduceWizard(state: WizardState, event: WizardEvent): WizardState {
  switch (event.type) {
    case 'answered':
      return askOrPlan({ ...state, answers: { ...state.answers, [event.field]: event.raw } });
    case 'options-opened':
      return openOptions(state);
    case 'option-opened':
      return { ...state, stage: { at: 'option', field: event.field } };
    case 'planned':
      // An answer to an earlier request has nothing to say about the input that stands there now.
      if (state.stage.at !== 'planning' || state.stage.request !== event.request) return state;
      return { ...showResult(state, event.result), result: event.result };
    case 'plan-again':
      return plan(state);
    case 'arming-asked':
      return { ...state, stage: { at: 'arming', plan: event.plan } };
    case 'started':
      return { ...state, stage: { at: 'run' } };
    case 'not-started':
      return showResult(state, event.because);
    case 'cancelled':
      return state.result === undefined
        ? state
        : showResult(state, state.result, 'Not confirmed, so nothing was written. The plan still stands.');
    case 'question-void':
      return { ...state, stage: { at: 'void', because: event.because } };
    case 'went-back':
      return goBack(state) ?? state;
  }
}

/** The state behind this one, or undefined where going back leaves the wizard. */
export function goBack(state: WizardState): WizardState | undefined {
  const { stage } = state;
  switch (stage.at) {
    case 'question':
      return askBefore(state, stage.field);
    case 'option':
      return optionsOf(state.fields).length > 1 ? { ...state, stage: { at: 'options' } } : backToResult(state);
    case 'options':
    case 'arming':
      return backToResult(state);
    case 'planning':
    case 'planned':
    case 'void':
      return askBefore(state, undefined);
    case 'run':
      return undefined;
  }
}

const backToResult = (state: WizardState): WizardState | undefined =>
  state.result === undefined ? askBefore(state, undefined) : showResult(state, state.result);

/** The question before `field`, or the last one. */
function askBefore(state: WizardState, field: string | undefined): WizardState | undefined {
  const asked = questionsOf(state.fields).filter(name => !state.given.includes(name));
  const before = field === undefined ? asked.at(-1) : asked[asked.indexOf(field) - 1];
  return before === undefined ? undefined : { ...state, stage: { at: 'question', field: before } };
}

function askOrPlan(state: WizardState): WizardState {
  const open = questionsOf(state.fields).find(name => state.answers[name] === undefined);
  return open === undefined ? plan(state) : { ...state, stage: { at: 'question', field: open } };
}

const plan = (state: WizardState): WizardState => ({
  ...state,
  requests: state.requests + 1,
  stage: { at: 'planning', request: state.requests + 1 },
});

function openOptions(state: WizardState): WizardState {
  const [first, ...others] = optionsOf(state.fields);
  if (first === undefined) return state;
  return { ...state, stage: others.length === 0 ? { at: 'option', field: first } : { at: 'options' } };
}

const showResult = (state: WizardState, result: PlanResult, notice?: string): WizardState => ({
  ...state,
  stage: { at: 'planned', result, notice },
});
