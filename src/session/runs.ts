import { obligationsIn } from '../domain/obligation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Run, RunEvent } from '../domain/run.ts';
import { openJournal } from '../journal/journal.ts';
import { readObligations, withObligation } from '../journal/obligations.ts';
import { newRunId } from '../journal/run-id.ts';
import { createRunControls, type RunControls } from '../runner/controls.ts';
import type { Operator } from '../runner/operators/operator.ts';
import { type RunResult, runPlan } from '../runner/run-plan.ts';
import type { HeadroomSession } from './session.ts';

export interface RunOptions {
  readonly plan: Plan;
  /** Who answers its questions: keys, flags or a script. */
  readonly operator: Operator;
  /** False skips the pauses between steps and the watch afterwards. */
  readonly hold: boolean;
  readonly onEvent: (event: RunEvent, run: Run) => void;
  readonly onProgress?: (stepId: string, says: string) => void;
}

export interface StartedRun {
  readonly runId: string;
  readonly controls: RunControls;
  /** Resolves when the run has ended, however it ended. */
  readonly ended: Promise<RunResult>;
}

/** Opens the journal of a new run and starts it. Throws a JournalError, with nothing written to AWS, where it cannot be recorded. */
export function startRun(session: HeadroomSession, program: string, options: RunOptions): StartedRun {
  // The machine's clock, also where a simulated one runs ahead: `last` must be the run that was started last.
  const runId = newRunId(Date.now(), Math.random);
  const journal = openJournal(session.stateDir, runId);
  const controls = createRunControls();
  const { gateway, identify, visit } = session.aws();
  const ended = runPlan({
    ...options,
    runId,
    program,
    journal: withObligation(journal, { stateDir: session.stateDir, runId, plan: options.plan }),
    signals: controls.signals,
    ports: { clock: session.clock, observe: session.observe, gateway, identify, visit, mint: session.mint },
  }).finally(() => {
    journal.close();
    session.store.update(state => ({
      ...state,
      obligations: obligationsIn(readObligations(session.stateDir), options.plan.session),
    }));
  });
  return { runId, controls, ended };
}
