import { FaultError } from '../domain/fault.ts';
import type { Plan } from '../domain/plan.ts';
import { JournalError } from '../journal/journal-error.ts';
import { findProcedure } from '../procedures/index.ts';
import { type KeysOperator, keysOperator } from '../runner/operators/keys.ts';
import { planProcedure, planUndoOf } from '../session/planning.ts';
import { type StartedRun, startRun } from '../session/runs.ts';
import type { HeadroomSession } from '../session/session.ts';
import type { Actions, PlanResult } from '../store/actions.ts';
import type { ActiveRun } from '../store/state.ts';
import { version } from '../version.ts';
import { Refusal } from './failure.ts';
import { recordedRun } from './recorded-run.ts';

/** What the screens may ask for, carried out on a session. */
export function createSessionActions(session: HeadroomSession, quit: () => void): Actions {
  const { store } = session;
  let active: { readonly started: StartedRun; readonly operator: KeysOperator } | undefined;

  const updateRun = (change: (active: ActiveRun) => ActiveRun): void =>
    store.update(state => (state.run ? { ...state, run: change(state.run) } : state));

  function start(plan: Plan): void {
    const operator = keysOperator(question =>
      updateRun(run => ({ ...run, question: question && { ...question, askedAt: session.clock.now() } })),
    );
    const started = startRun(session, `headroom ${version}`, {
      plan,
      operator,
      hold: true,
      onEvent: (event, run) =>
        store.update(state => ({
          ...state,
          run: {
            run,
            events: [...(state.run?.run.id === run.id ? state.run.events : []), event],
            question: state.run?.question,
          },
        })),
      onProgress: (stepId, says) => updateRun(run => ({ ...run, progress: { stepId, says } })),
    });
    active = { started, operator };
    void started.ended;
  }

  return {
    refresh: session.polling.refresh,
    setPaused(paused) {
      session.polling.setPaused(paused);
      store.update(state => ({ ...state, paused }));
    },
    arm: session.arm,
    async plan(procedureId, input) {
      const procedure = findProcedure(procedureId);
      if (procedure === undefined) throw new Error(`a screen asked for ${procedureId}, which is no procedure`);
      return inWords(() => planProcedure(session, procedure, input));
    },
    planUndo: runId => inWords(() => planUndoOf(session, recordedRun(session.stateDir, runId).run)),
    start,
    answer: (stepId, phrase) => active?.operator.reply(stepId, phrase),
    endHold: () => active?.started.controls.endHold(),
    stopRun: () => active?.started.controls.stop(),
    dismissRun() {
      active = undefined;
      store.update(state => ({ ...state, run: undefined }));
    },
    quit,
  };
}

/** What cannot be planned for a reason that a person can mend is an answer, not a crash. */
async function inWords(plan: () => Promise<PlanResult>): Promise<PlanResult> {
  try {
    return await plan();
  } catch (error) {
    if (error instanceof FaultError)
      return { kind: 'failed', because: error.fault.because, nextStep: error.fault.nextStep };
    if (error instanceof JournalError) return { kind: 'failed', because: error.because, nextStep: error.nextStep };
    if (error instanceof Refusal) return { kind: 'failed', because: error.message, nextStep: error.nextStep };
    throw error;
  }
}
