import type { Plan, Step } from '../domain/plan.ts';
import { currentStep, type Run, type RunEvent, whatIsPending } from '../domain/run.ts';
import { apply } from './apply.ts';
import { check } from './check.ts';
import { confirm } from './confirm.ts';
import type { RunContext, RunPorts } from './context.ts';
import type { RunSignals } from './controls.ts';
import { hold } from './hold.ts';
import type { Operator } from './operators/operator.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { interrupted, type Stop, stoppedByError, unrecorded } from './stops.ts';

export interface RunRequest {
  readonly plan: Plan;
  readonly runId: string;
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

export interface RunResult {
  readonly run: Run;
  readonly events: readonly RunEvent[];
}

/**
 * Carries out a plan, step by step, and nothing but the plan. It rejects only when `onEvent` throws: whatever AWS, the
 * disk or the operator do, the run ends with RunCompleted or with RunStopped and the reason.
 */
export async function runPlan(request: RunRequest): Promise<RunResult> {
  const { plan, runId, program, ports, operator, signals } = request;
  const recorder = createRecorder({ journal: request.journal, clock: ports.clock, onEvent: request.onEvent });
  const context: RunContext = {
    ports,
    operator,
    signals,
    hold: request.hold,
    run: recorder.run,
    record: recorder.record,
    progress: request.onProgress ?? (() => undefined),
  };
  const stop = await attempt(recorder, signals, async () => {
    recorder.record({ type: 'RunStarted', runId, plan, program });
    const stopped = await walk(context);
    if (stopped === undefined) recorder.record({ type: 'RunCompleted', says: completionWords(recorder.run()) });
    return stopped;
  });
  if (stop) recorder.stop(stop);
  return { run: recorder.run(), events: recorder.events };
}

/** The state of the run, and no counter beside it, says which step is next. */
async function walk(context: RunContext): Promise<Stop | undefined> {
  for (;;) {
    const next = currentStep(context.run());
    if (next === undefined) return undefined;
    if (context.signals.stop.aborted) return interrupted(context.run());
    const stop = await perform(next.step, context);
    if (stop) return stop;
    if (currentStep(context.run())?.step === next.step) throw new Error(`step ${next.step.id} ended without a result`);
  }
}

function perform(step: Step, context: RunContext): Promise<Stop | undefined> {
  switch (step.kind) {
    case 'check':
      return check(step, context);
    case 'confirm':
      return confirm(step, context);
    case 'apply':
      return apply(step, context);
    case 'hold':
      return hold(step, context);
  }
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

function completionWords(run: Run): string {
  const { steps } = run;
  const applied = steps.filter(({ step }) => step.kind === 'apply');
  const verified = applied.at(-1)?.says ?? 'nothing had to be done';
  const nothingSent = applied.every(({ write }) => write === 'none') ? ', and nothing had to be sent' : '';
  const unwatched = steps.some(({ step, phase }) => step.kind === 'hold' && phase === 'skipped');
  const pending = whatIsPending(run);
  if (pending !== undefined) return `written, and not over yet: ${pending}`;
  return `done and verified: ${verified}${nothingSent}${unwatched ? '; the watch was cut short' : ''}`;
}
