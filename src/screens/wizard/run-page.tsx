import { type ReactNode, useState } from 'react';
import { Rows } from '../../components/row.tsx';
import { isUnfinished } from '../../domain/resume.ts';
import type { Run } from '../../domain/run.ts';
import type { Instant } from '../../domain/time.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useNow } from '../../hooks/use-now.ts';
import { ConfirmPage } from './confirm-page.tsx';
import { runLines } from './run-view.ts';
import { endHoldConsequence, isHolding, stopConsequence, wroteSomething } from './run-words.ts';

export interface RunPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly run: Run;
  readonly notice?: string | undefined;
  /** Undefined where the answers that it was planned from are not known here. */
  readonly onPlanAgain: (() => void) | undefined;
  readonly onUndo: () => void;
  readonly onResume: () => void;
  /** The ended run has been seen. */
  readonly onDone: () => void;
  /** The run goes on without its page. */
  readonly onLeaveRunning: () => void;
}

type Asking = { readonly about: 'stop' | 'end-hold'; readonly stepId: string | undefined; readonly askedAt: Instant };

/** A run while it goes on, and how it ended. */
export function RunPage(props: RunPageProps): ReactNode {
  const { run, width, height } = props;
  const { clock } = useSession();
  const [asking, setAsking] = useState<Asking>();
  const holding = isHolding(run);
  const ask = (about: Asking['about']) => (): void =>
    setAsking({ about, stepId: holdingStepId(run), askedAt: clock.now() });

  useKeymap(
    ['run'],
    run.ended === undefined
      ? {
          'stop-run': ask('stop'),
          'leave-run': props.onLeaveRunning,
          ...(holding && { 'end-hold': ask('end-hold') }),
        }
      : {
          'leave-ended-run': props.onDone,
          ...(isUnfinished(run) && { 'resume-run': props.onResume }),
          ...(wroteSomething(run) && { 'undo-run': props.onUndo }),
          ...(props.onPlanAgain && { 'plan-after-run': props.onPlanAgain }),
        },
  );

  const stay = (): void => setAsking(undefined);
  // A question about something that is over by now closes by itself.
  if (asking?.about === 'stop' && run.ended === undefined)
    return <StopQuestion {...props} asking={asking} stay={stay} />;
  if (asking?.about === 'end-hold' && holding && asking.stepId === holdingStepId(run))
    return <EndHoldQuestion {...props} asking={asking} stay={stay} />;
  return <RunPicture {...props} width={width} height={height} />;
}

const holdingStepId = (run: Run): string | undefined => run.steps.find(({ phase }) => phase === 'holding')?.step.id;

function RunPicture({ title, run, notice, width, height }: RunPageProps): ReactNode {
  const snapshot = useAppState(state => state.snapshot);
  const now = useNow();
  return <Rows lines={runLines({ title, run, notice, snapshot, now }, width, height)} />;
}

type QuestionProps = RunPageProps & { readonly asking: Asking; readonly stay: () => void };

function StopQuestion({ run, width, height, asking, stay, onLeaveRunning }: QuestionProps): ReactNode {
  const { actions } = useSession();
  const { consequence, goesOn } = stopConsequence(run);
  return (
    <ConfirmPage
      width={width}
      height={height}
      title="Stop this run?"
      ask={{ grade: 'press', phrase: 'y', consequence, because: [] }}
      askedAt={asking.askedAt}
      session={run.plan.session}
      facts={[
        { label: 'At AWS', says: goesOn },
        {
          label: 'Or',
          says: 'b goes back and leaves it running, as long as headroom itself runs; w leads to it again.',
        },
      ]}
      cancel="goes back to the run, which goes on meanwhile"
      onConfirmed={() => {
        actions.stopRun();
        stay();
      }}
      onRefused={stay}
      onVoid={stay}
      onLeaveRunning={onLeaveRunning}
    />
  );
}

function EndHoldQuestion({ run, width, height, asking, stay }: QuestionProps): ReactNode {
  const { actions } = useSession();
  return (
    <ConfirmPage
      width={width}
      height={height}
      title="End the watch now?"
      ask={{ grade: 'press', phrase: 'y', consequence: endHoldConsequence(run), because: [] }}
      askedAt={asking.askedAt}
      session={run.plan.session}
      facts={[]}
      cancel="goes on watching"
      onConfirmed={() => {
        actions.endHold();
        stay();
      }}
      onRefused={stay}
      onVoid={stay}
    />
  );
}
