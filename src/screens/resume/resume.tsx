import { type ReactNode, useEffect, useState } from 'react';
import type { NotDone } from '../../hooks/session-context.tsx';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import { RunScreen } from '../run/run.tsx';
import type { ScreenProps } from '../screen.ts';
import { ArmPage } from '../wizard/arm-page.tsx';
import { MessagePage } from '../wizard/message-page.tsx';
import { PlanningPage } from '../wizard/planning-page.tsx';

interface ResumeScreenProps extends ScreenProps {
  readonly runId: string;
}

/** Goes on with a recorded run: leave to write first, where it is missing; then the run as any other. */
export function ResumeScreen({ runId, ...screen }: ResumeScreenProps): ReactNode {
  const { width, height, go, back } = screen;
  const writes = useAppState(state => state.writes);
  const session = useAppState(state => state.snapshot?.session);
  const mustArm = writes.state === 'read-only' && writes.canArm;
  const [mayGoOn, setMayGoOn] = useState(!mustArm);
  const { outcome, again } = useResume(runId, mayGoOn);
  const title = `Resuming run ${runId}`;

  if (!mayGoOn && session !== undefined) {
    return (
      <ArmPage
        width={width}
        height={height}
        session={session}
        onArmed={() => setMayGoOn(true)}
        onRefused={back}
        onVoid={back}
      />
    );
  }
  if (outcome === 'under-way') return <RunScreen {...screen} notice={undefined} onResume={again} />;
  if (outcome === undefined) {
    const says = 'Opening AWS anew and reading the journal. Nothing is written before you confirm.';
    return <PlanningPage width={width} height={height} title={title} says={says} onBack={back} />;
  }
  const { because, nextStep, lockedBy } = outcome;
  return (
    <MessagePage
      width={width}
      height={height}
      title={title}
      message={{ status: 'warning', heading: 'This run does not go on', says: [because], nextStep }}
      onPlanAgain={undefined}
      onOptions={undefined}
      onChangeInput={undefined}
      onBack={back}
      onWatch={lockedBy === undefined ? undefined : () => go({ name: 'recorded-run', runId: lockedBy })}
    />
  );
}

type Outcome = 'under-way' | NotDone;

interface Resuming {
  /** Undefined until the run goes on, or is known not to. */
  readonly outcome: Outcome | undefined;
  /** Asks once more, when it has stopped again. */
  readonly again: () => void;
}

/** Asks once to go on with the run, as soon as it may. */
function useResume(runId: string, mayGoOn: boolean): Resuming {
  const { actions } = useSession();
  const [request, setRequest] = useState(1);
  const [answer, setAnswer] = useState<{ readonly request: number; readonly outcome: Outcome }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each request, as soon as it may.
  useEffect(() => {
    if (mayGoOn) void actions.resume(runId).then(notDone => setAnswer({ request, outcome: notDone ?? 'under-way' }));
  }, [request, mayGoOn]);
  return {
    outcome: answer?.request === request ? answer.outcome : undefined,
    again: () => setRequest(request + 1),
  };
}
