import type { Plan } from '../domain/plan.ts';
import { planHash } from '../domain/plan-hash.ts';
import type { Run } from '../domain/run.ts';
import { listRuns } from '../journal/history.ts';
import { findProcedure } from '../procedures/index.ts';
import { type KeysOperator, keysOperator } from '../runner/operators/keys.ts';
import { planProcedure, planUndoOf } from '../session/planning.ts';
import { resumeRecorded } from '../session/resuming.ts';
import { type RunManner, type StartedRun, startRun } from '../session/runs.ts';
import type { HeadroomSession } from '../session/session.ts';
import type { Actions, NotDone } from '../store/actions.ts';
import type { ActiveRun } from '../store/state.ts';
import { version } from '../version.ts';
import { failureOf } from './failure.ts';
import { recordedRun } from './recorded-run.ts';
import { noteUnfinished } from './unfinished.ts';

export interface SessionActions {
  readonly actions: Actions;
  /** Stops the run that is under way, after what is in flight. Resolves with the newest run once it has ended. */
  endRun(): Promise<Run | undefined>;
}

const program = `headroom ${version}`;

const notConnected: NotDone = {
  kind: 'failed',
  because: 'AWS has not answered yet',
  nextStep: 'Wait for the dashboard to fill, then resume.',
};

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

  function manner(): RunManner & { readonly operator: KeysOperator } {
    const operator = keysOperator(question =>
      updateRun(run => ({ ...run, question: question && { ...question, askedAt: session.clock.now() } })),
    );
    return {
      operator,
      hold: true,
      onEvent(_, run) {
        newest = run;
        store.update(state => ({
          ...state,
          run: { run, question: state.run?.question },
          unfinished: state.unfinished?.runId === run.id ? undefined : state.unfinished,
        }));
      },
    };
  }

  function start(plan: Plan): NotDone | undefined {
    try {
      const keys = manner();
      active = { started: startRun(session, program, { ...keys, plan }), operator: keys.operator };
      return undefined;
    } catch (error) {
      return notDone(error);
    }
  }

  async function resume(runId: string): Promise<NotDone | undefined> {
    if (store.getSnapshot().snapshot === undefined) return notConnected;
    return inWords(async () => {
      // A login that was renewed in another terminal is only found by clients that are made anew.
      await session.reconnect();
      const keys = manner();
      active = { started: await resumeRecorded(session, program, { ...keys, runId }), operator: keys.operator };
      return undefined;
    });
  }

  noteUnfinished(session);

  return {
    actions: {
      refresh: session.polling.refresh,
      look: session.polling.look,
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
      resume,
      answer(to, phrase) {
        // What was read on the screen and what would be sent must be one plan.
        if (newest !== undefined && planHash(newest.plan) === to.planHash) active?.operator.reply(to.stepId, phrase);
      },
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
  const { because, nextStep, lockedBy } = failure;
  return { kind: 'failed', because, nextStep, ...(lockedBy !== undefined && { lockedBy }) };
}
