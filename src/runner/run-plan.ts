import type { Plan } from '../domain/plan.ts';
import type { Run, RunEvent } from '../domain/run.ts';
import type { RunContext, RunPorts } from './context.ts';
import type { RunSignals } from './controls.ts';
import type { Operator } from './operators/operator.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { interrupted, type Stop, stoppedByError, unrecorded } from './stops.ts';
import { walk } from './walk.ts';

/** What a run is carried out with, from its beginning or from where it was left. */
export interface RunSurroundings {
  /** Which program runs it, e.g. `headroom 0.1.0`; for the journal. */
  readonly program: string;
  readonly ports: RunPorts;
  readonly operator: Operator;
  /** `append` returns when the event is on disk, and throws when it is not. */
  readonly journal: { append(event: RunEvent): void };
  readonly signals: RunSignals;
  /** False skips the holds. */
  readonly hold: boolean;
  /** Told of every event, after it is on disk, with the run as of it. */
  readonly onEvent: (event: RunEvent, run: Run) => void;
  /** Told what a wait sees; for a line that is overwritten. */
  readonly onProgress?: (stepId: string, says: string) => void;
}

export interface RunRequest extends RunSurroundings {
  readonly plan: Plan;
  readonly runId: string;
}

export interface RunResult {
  readonly run: Run;
  /** All of them, those of earlier lives of the run included. */
  readonly events: readonly RunEvent[];
}

/**
 * Carries out a plan, step by step, and nothing but the plan. It rejects only when `onEvent` throws: whatever AWS, the
 * disk or the operator do, the run ends with RunCompleted or with RunStopped and the reason.
 */
export const runPlan = (request: RunRequest): Promise<RunResult> =>
  carryOut(request, [], context => {
    const { plan, runId, program } = request;
    context.record({ type: 'RunStarted', runId, plan, program });
    return walk(context);
  });

/** Has `body` go on from the earlier events, and ends the run with whatever it stops for. */
export async function carryOut(
  request: RunSurroundings,
  earlier: readonly RunEvent[],
  body: (context: RunContext) => Promise<Stop | undefined>,
): Promise<RunResult> {
  const { ports, operator, signals, journal, onEvent } = request;
  const recorder = createRecorder({ journal, clock: ports.clock, onEvent, earlier });
  const context: RunContext = {
    ports,
    operator,
    signals,
    hold: request.hold,
    run: recorder.run,
    record: recorder.record,
    progress: request.onProgress ?? (() => undefined),
  };
  const stop = await attempt(recorder, signals, async () => body(context));
  if (stop) recorder.stop(stop);
  return { run: recorder.run(), events: recorder.events };
}

/** Turns whatever is thrown into a reason to stop. */
async function attempt(
  recorder: Recorder,
  signals: RunSignals,
  body: () => Promise<Stop | undefined>,
): Promise<Stop | undefined> {
  try {
    return await body();
  } catch (error) {
    const run = recorder.run();
    if (recorder.failure() !== undefined) return unrecorded(recorder.failure(), run);
    // A read that was cut off because the run is being stopped is no fault of anybody.
    return signals.stop.aborted ? interrupted(run) : stoppedByError(error, run);
  }
}
