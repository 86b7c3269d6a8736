import type { Plan } from '../domain/plan.ts';
import type { Run } from '../domain/run.ts';
import { listRuns } from '../journal/history.ts';
import { findProcedure } from '../procedures/index.ts';
import { type KeysOperator, keysOperator } from '../runner/operators/keys.ts';
import { planProcedure, planUndoOf } from '../session/planning.ts';
import { type StartedRun, startRun } from '../session/runs.ts';
import type { HeadroomSession } from '../session/session.ts';
import type { Actions, NotDone } from '../store/actions.ts';
import type { ActiveRun } from '../store/state.ts';
import { version } from '../version.ts';
import { failureOf } from './failure.ts';
import { recordedRun } from './recorded-run.ts';

export interface SessionActions {
  readonly actions: Actions;
  /** Stops the run that is under way, after what is in flight. Resolves with the newest run once it has ended. */
  endRun(): Promise<Run | undefined>;
}

/** What the screens may ask for, carried out on a session. */
export function createSessionActions(
  session: HeadroomSession,
  terminal: Pick<Actions, 'quit' | 'copy'>,
): SessionActions {
  const { store } = session;
  let active: { readonly started: StartedRun; readonly operator: KeysOperator } | undefined;
  let newest: Run | undefined;

  const updateRun = (change: (active: ActiveRun) => ActiveRun): void =>
    store.update(state => (state.run ? { ...state, run: change(state.run) } : state));

  function start(plan: Plan): NotDone | undefined {
    const operator = keysOperator(question =>
      updateRun(run => ({ ...run, question: question && { ...question, askedAt: session.clock.now() } })),
    );
    try {
      const started = startRun(session, `headroom ${version}`, {
        plan,
        operator,
        hold: true,
        onEvent(_, run) {
          newest = run;
          store.update(state => ({ ...state, run: { run, question: state.run?.question } }));
        },
      });
      active = { started, operator };
      return undefined;
    } catch (error) {
      return notDone(error);
    }
  }

  return {
    actions: {
      refresh: session.polling.refresh,
      setPaused(paused) {
        session.polling.setPaused(paused);
        store.update(state => ({ ...state, paused }));
      },
      async observe(parts) {
        const services = store.getSnapshot().snapshot?.services.map(({ key }) => key);
        if (services !== undefined) await session.observe(services, parts);
      },
      arm: session.arm,
      async plan(procedureId, input) {
        const procedure = findProcedure(procedureId);
        if (procedure === undefined) throw new Error(`a screen asked for ${procedureId}, which is no procedure`);
        return inWords(() => planProcedure(session, procedure, input));
      },
      keepSecret: secret => session.secrets.keepTyped(secret),
      planUndo: runId => inWords(() => planUndoOf(session, recordedRun(session.stateDir, runId).run)),
      history: () => inWords(() => ({ kind: 'read', value: listRuns(session.stateDir) }) as const),
      recordedRun: runId => inWords(() => ({ kind: 'read', value: recordedRun(session.stateDir, runId) }) as const),
      start,
      answer: (stepId, phrase) => active?.operator.reply(stepId, phrase),
      endHold: () => active?.started.controls.endHold(),
      stopRun: () => active?.started.controls.stop(),
      dismissRun() {
        active = undefined;
        store.update(state => ({ ...state, run: undefined }));
      },
      ...terminal,
    },
    async endRun() {
      active?.started.controls.stop();
      await active?.started.ended;
      return newest;
    },
  };
}

/** What cannot be done for a reason that a person can mend is an answer, not a crash. */
async function inWords<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer | NotDone> {
  try {
    return await ask();
  } catch (error) {
    return notDone(error);
  }
}

function notDone(error: unknown): NotDone {
  const failure = failureOf(error);
  if (failure === undefined) throw error;
  return { kind: 'failed', because: failure.because, nextStep: failure.nextStep };
}
