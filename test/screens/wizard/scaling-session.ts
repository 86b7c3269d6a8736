import { parseInput } from '../../../src/domain/input.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { type Run, type RunEvent, reduce } from '../../../src/domain/run.ts';
import type { ServiceCounts, Session, Snapshot } from '../../../src/domain/snapshot.ts';
import { planUndo } from '../../../src/domain/undo.ts';
import { scaleService } from '../../../src/procedures/scale-service.ts';
import type { Actions } from '../../../src/store/actions.ts';
import type { AppState } from '../../../src/store/state.ts';
import { type FakeSession, fakeSession, StandingClock } from '../../support/screen.tsx';
import { agent, backend, pictureSession, pictureSnapshot } from '../../support/ui-snapshots.ts';

type Unstamped<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

export interface ScalingSession extends FakeSession {
  /** What was answered to the questions of runs. */
  readonly answers: readonly (string | null)[];
  /** The answers that planning was asked with. */
  readonly inputs: readonly Readonly<Record<string, string>>[];
  readonly started: readonly Plan[];
  update(change: Partial<AppState>): void;
  /** Has the run go on, as the runner would. */
  emit(...events: readonly Unstamped<RunEvent>[]): void;
  /** What AWS says of the service from now on. */
  observe(counts: Partial<ServiceCounts>): void;
}

const production: Session = {
  ...pictureSession,
  environment: 'production',
  production: true,
  simulated: false,
  endpoint: null,
};

const snapshotOf = (session: Session, counts: Partial<ServiceCounts> = {}): Snapshot => ({
  ...pictureSnapshot([backend(counts), agent()]),
  session,
});

/**
 * A session that plans for real from a snapshot that stands still, and whose runs go as far as their question; the rest
 * of a run is put in by the test.
 */
export function scalingSession(
  state: Partial<AppState> = {},
  { aws = production, actions = {} }: { readonly aws?: Session; readonly actions?: Partial<Actions> } = {},
): ScalingSession {
  const clock = new StandingClock();
  const answers: (string | null)[] = [];
  const inputs: Readonly<Record<string, string>>[] = [];
  const started: Plan[] = [];
  let lastRun: Run | undefined;

  const update = (change: Partial<AppState>): void => session.store.update(before => ({ ...before, ...change }));
  const emit: ScalingSession['emit'] = (...events) => {
    for (const unstamped of events) {
      // The union of events lost only its common member, which is put back here.
      const event = { ...unstamped, at: clock.now() } as RunEvent;
      lastRun = reduce(event.type === 'RunStarted' ? undefined : lastRun, event);
    }
    if (lastRun) update({ run: { run: lastRun, question: undefined } });
  };
  const known = (): Snapshot => session.store.getSnapshot().snapshot ?? snapshotOf(aws);

  const recording: Partial<Actions> = {
    async plan(_, input) {
      inputs.push(input);
      const parsed = parseInput(scaleService, input, known());
      if (!parsed.ok) return { kind: 'bad-input', problems: parsed.problems };
      return scaleService.plan(parsed.value, known());
    },
    planUndo: async () => (lastRun ? planUndo(lastRun, known(), clock.now()) : { kind: 'nothing-to-do', because: '' }),
    start(plan) {
      started.push(plan);
      emit({ type: 'RunStarted', runId: `run-${started.length}`, plan, program: 'test' });
      for (const step of plan.steps)
        if (step.kind === 'check') emit({ type: 'CheckPassed', stepId: step.id, says: 'as it should be' });
      const question = plan.steps.find(step => step.kind === 'confirm');
      if (lastRun && question?.kind === 'confirm')
        update({
          run: { run: lastRun, question: { stepId: question.id, ask: question.ask, askedAt: clock.now() } },
        });
    },
    answer({ stepId }, phrase) {
      answers.push(phrase);
      if (phrase !== null) return emit({ type: 'ConfirmationGiven', stepId, phrase, by: 'keys' });
      emit({ type: 'RunStopped', because: 'refused', says: 'refused; nothing was written', nextStep: 'Plan again.' });
    },
    dismissRun: () => update({ run: undefined }),
    ...actions,
  };
  const session = fakeSession({ snapshot: snapshotOf(aws), ...state }, { actions: recording, clock });
  return {
    ...session,
    answers,
    inputs,
    started,
    update,
    emit,
    observe: counts => {
      const { services, ...rest } = snapshotOf(aws, counts);
      const [first, ...others] = services;
      if (first && 'value' in first.counts)
        update({
          snapshot: { ...rest, services: [{ ...first, counts: fresh(first.counts.value, clock.now()) }, ...others] },
        });
    },
  };
}
