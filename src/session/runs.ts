import { obligationsIn } from '../domain/obligation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Run, RunEvent } from '../domain/run.ts';
import type { Session } from '../domain/snapshot.ts';
import { subjectsOf } from '../domain/subject.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import { type Locks, takeLocks } from '../journal/locks/locks.ts';
import { readObligations, withObligation } from '../journal/obligations.ts';
import { newRunId } from '../journal/run-id.ts';
import type { RunPorts } from '../runner/context.ts';
import { createRunControls, type RunControls } from '../runner/controls.ts';
import type { Operator } from '../runner/operators/operator.ts';
import { type RunResult, type RunSurroundings, runPlan } from '../runner/run-plan.ts';
import type { HeadroomSession } from './session.ts';

/** What a person decides about a run, and who hears of it. */
export interface RunManner {
  /** Who answers its questions: keys, flags or a script. */
  readonly operator: Operator;
  /** False skips the pauses between steps and the watch afterwards. */
  readonly hold: boolean;
  readonly onEvent: (event: RunEvent, run: Run) => void;
  readonly onProgress?: (stepId: string, says: string) => void;
}

export interface RunOptions extends RunManner {
  readonly plan: Plan;
}

export interface StartedRun {
  readonly runId: string;
  readonly controls: RunControls;
  /** Resolves when the run has ended, however it ended. */
  readonly ended: Promise<RunResult>;
}

/**
 * Takes the locks, opens the journal of a new run and starts it. Throws a LockedError where another run changes
 * something of it, and a JournalError where it cannot be recorded; nothing is written to AWS then.
 */
export function startRun(session: HeadroomSession, program: string, { plan, ...manner }: RunOptions): StartedRun {
  // The machine's clock, also where a simulated one runs ahead: `last` must be the run that was started last.
  const runId = newRunId(Date.now(), Math.random);
  const locks = lockFor(session.stateDir, runId, plan, plan.session);
  return carryOutLocked({ session, program, runId, plan, manner, locks }, () => {
    const journal = openJournal(session.stateDir, runId);
    return { journal, earlier: [], carryOut: surroundings => runPlan({ ...surroundings, plan, runId }) };
  });
}

/** The locks of everything that the plan changes. */
export function lockFor(stateDir: string, runId: string, { steps }: Plan, session: Session): Locks {
  const changes = steps.flatMap(step => (step.kind === 'apply' ? step.changes : []));
  return takeLocks({ stateDir, runId, session, subjects: subjectsOf(changes) });
}

interface Locked {
  readonly session: HeadroomSession;
  readonly program: string;
  readonly runId: string;
  readonly plan: Plan;
  readonly manner: RunManner;
  readonly locks: Locks;
}

/** Has a run go on until its end, and gives back journal and locks then, or where it cannot even begin. */
export function carryOutLocked(
  { session, program, runId, plan, manner, locks }: Locked,
  open: () => {
    readonly journal: Journal;
    readonly earlier: readonly RunEvent[];
    readonly carryOut: (surroundings: RunSurroundings) => Promise<RunResult>;
  },
): StartedRun {
  try {
    const { journal, earlier, carryOut } = open();
    const controls = createRunControls();
    const { signals } = controls;
    const { stateDir, store } = session;
    const keeping = withObligation(journal, { stateDir, runId, plan, earlier });
    const ended = carryOut({ ...manner, program, journal: keeping, signals, ports: portsOf(session) }).finally(() => {
      journal.close();
      locks.release();
      store.update(state => ({ ...state, obligations: obligationsIn(readObligations(stateDir), plan.session) }));
    });
    return { runId, controls, ended };
  } catch (error) {
    locks.release();
    throw error;
  }
}

/** As the session has them when the run begins: a run keeps its AWS until its end. */
function portsOf(session: HeadroomSession): RunPorts {
  const { gateway, identify, visit } = session.aws();
  return { clock: session.clock, observe: session.observe, gateway, identify, visit, mint: session.mint };
}
