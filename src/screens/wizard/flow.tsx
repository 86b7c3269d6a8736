import { type ReactNode, useEffect, useReducer } from 'react';
import type { InputFields } from '../../domain/input-field.ts';
import type { Deviation } from '../../domain/procedure.ts';
import { type PlanResult, useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import type { ScreenProps } from '../screen.ts';
import { ArmPage } from './arm-page.tsx';
import { ChoicePage } from './choice-page.tsx';
import { flagsAsKeys } from './flags-as-keys.ts';
import { MessagePage } from './message-page.tsx';
import { noPlanMessage, voidMessage } from './no-plan-message.ts';
import { optionWords } from './option-words.ts';
import { PlanPage } from './plan-page.tsx';
import { PlanningPage } from './planning-page.tsx';
import { QuestionPage } from './question-page.tsx';
import { RunFlow } from './run-flow.tsx';
import { type Answers, goBack, openWizard, optionsOf, reduceWizard } from './wizard-state.ts';

export interface ProcedureFlowProps extends ScreenProps {
  readonly title: string;
  readonly fields: InputFields;
  /** Answers that the screen before has given. */
  readonly given: Answers;
  readonly deviations: readonly Deviation[];
  readonly makePlan: (answers: Answers) => Promise<PlanResult>;
}

/**
 * From the first question to the end of the run, for any procedure: it knows input fields, plans and runs, and nothing
 * of what they are about.
 */
export function ProcedureFlow(props: ProcedureFlowProps): ReactNode {
  const { width, height, title, fields, deviations, go, back } = props;
  const { store, actions } = useSession();
  const [state, dispatch] = useReducer(reduceWizard, undefined, () => openWizard(fields, props.given));
  const { stage } = state;
  const snapshot = useAppState(({ snapshot: known }) => known);
  usePlanning(state, props, dispatch);
  useDismissRefused(stage.at);

  const start = (plan: Parameters<typeof actions.start>[0]): void => {
    const notStarted = actions.start(plan);
    dispatch(notStarted === undefined ? { type: 'started' } : { type: 'not-started', because: notStarted });
  };
  const size = { width, height };
  const stepBack = (): void => (goBack(state) === undefined ? back() : dispatch({ type: 'went-back' }));
  const hasQuestions = goBack({ ...state, stage: { at: 'void', because: 'expired' } }) !== undefined;
  const ways = {
    onPlanAgain: () => dispatch({ type: 'plan-again' }),
    onOptions: optionsOf(fields).length > 0 ? () => dispatch({ type: 'options-opened' }) : undefined,
    onChangeInput: hasQuestions ? stepBack : undefined,
    onBack: back,
  };

  switch (stage.at) {
    case 'question':
      return (
        <QuestionPage
          {...size}
          // Each question begins with a page of its own.
          key={stage.field}
          title={title}
          state={state}
          name={stage.field}
          onAnswered={raw => dispatch({ type: 'answered', field: stage.field, raw })}
          onBack={stepBack}
        />
      );
    case 'options':
      return (
        <ChoicePage
          {...size}
          key="options"
          title={title}
          label="Options"
          help="How it is done. Each has a default that suits most days."
          choices={optionsOf(fields).map(name => ({ value: name, label: optionWords(state, name, snapshot) }))}
          current={undefined}
          onChosen={field => dispatch({ type: 'option-opened', field })}
          onBack={stepBack}
        />
      );
    case 'option':
      return (
        <QuestionPage
          {...size}
          key={`option ${stage.field}`}
          title={title}
          state={state}
          name={stage.field}
          onAnswered={raw => dispatch({ type: 'answered', field: stage.field, raw })}
          onBack={stepBack}
        />
      );
    case 'planning':
      return (
        <PlanningPage {...size} title={title} says="Reading AWS and planning. Nothing is written." onBack={stepBack} />
      );
    case 'planned':
      return stage.result.kind === 'plan' ? (
        <PlanPage
          {...size}
          {...ways}
          title={title}
          plan={{
            ...stage.result.plan,
            warnings: stage.result.plan.warnings.map(warning => flagsAsKeys(warning, fields)),
          }}
          deviations={deviations}
          options={optionsOf(fields).map(name => optionWords(state, name, snapshot))}
          notice={stage.notice}
          onConfirm={() => {
            if (stage.result.kind !== 'plan') return;
            if (store.getSnapshot().writes.state === 'armed') start(stage.result.plan);
            else dispatch({ type: 'arming-asked', plan: stage.result.plan });
          }}
        />
      ) : (
        <MessagePage
          {...size}
          {...ways}
          title={title}
          message={noPlanMessage(stage.result, fields)}
          onWatch={watchOf(stage.result, go)}
        />
      );
    case 'arming':
      return (
        <ArmPage
          {...size}
          session={stage.plan.session}
          onArmed={() => start(stage.plan)}
          onRefused={stepBack}
          onVoid={because => dispatch({ type: 'question-void', because })}
        />
      );
    case 'run':
      return (
        <RunFlow
          {...size}
          onCancelled={() => dispatch({ type: 'cancelled' })}
          onVoid={because => dispatch({ type: 'question-void', because })}
          onPlanAgain={() => {
            ways.onPlanAgain();
            actions.dismissRun();
          }}
          onUndo={runId => {
            actions.dismissRun();
            back();
            go({ name: 'undo', runId });
          }}
          onResume={runId => {
            back();
            go({ name: 'resume', runId });
          }}
          onDone={() => {
            actions.dismissRun();
            back();
          }}
          onLeaveRunning={back}
        />
      );
    case 'void':
      return <MessagePage {...size} {...ways} title={title} message={voidMessage(stage.because)} />;
  }
}

/** Leads to the run that stands in the way, where one does. */
const watchOf = (result: PlanResult, go: ProcedureFlowProps['go']): (() => void) | undefined => {
  const runId = result.kind === 'failed' ? result.lockedBy : undefined;
  return runId === undefined ? undefined : () => go({ name: 'recorded-run', runId });
};

/** A run that was called off on its way to the first write has nothing to show: the plan is on the screen again. */
function useDismissRefused(at: ReturnType<typeof openWizard>['stage']['at']): void {
  const { actions } = useSession();
  const ended = useAppState(({ run }) => run?.run.ended);
  const isCalledOff = ended?.kind === 'stopped' && at !== 'run';
  useEffect(() => {
    if (isCalledOff) actions.dismissRun();
  }, [isCalledOff, actions]);
}

/** Asks for a plan whenever the wizard waits for one. */
function usePlanning(
  { stage, answers }: ReturnType<typeof openWizard>,
  { makePlan }: ProcedureFlowProps,
  onPlanned: (event: { readonly type: 'planned'; readonly request: number; readonly result: PlanResult }) => void,
): void {
  const request = stage.at === 'planning' ? stage.request : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one request, one plan; the rest is as it was when it was made.
  useEffect(() => {
    if (request === undefined) return;
    makePlan(answers).then(
      result => onPlanned({ type: 'planned', request, result }),
      (error: unknown) =>
        onPlanned({
          type: 'planned',
          request,
          result: {
            kind: 'failed',
            because: error instanceof Error ? error.message : String(error),
            nextStep: 'Plan again; if it fails again, this is a mistake in headroom.',
          },
        }),
    );
  }, [request]);
}
