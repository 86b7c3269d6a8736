import type { Plan } from '../../src/domain/plan.ts';
import type { Run, RunEvent } from '../../src/domain/run.ts';
import { createRunControls, type RunControls } from '../../src/runner/controls.ts';
import type { Operator } from '../../src/runner/operators/operator.ts';
import { agree, scriptOperator } from '../../src/runner/operators/script.ts';
import { resumeRun } from '../../src/runner/resume-run.ts';
import { type RunResult, type RunSurroundings, runPlan } from '../../src/runner/run-plan.ts';
import { scalePlan } from '../support/scale-plan.ts';
import { createFakeAws, type FakeAws } from './fake-aws.ts';

export interface Story {
  readonly run: Run;
  readonly events: readonly RunEvent[];
  /** What the journal took. */
  readonly journaled: readonly RunEvent[];
  readonly types: readonly string[];
  /** Who did what, in order: `journal EffectRequested`, `aws ecs:UpdateService`, `screen EffectRequested`. */
  readonly order: readonly string[];
  readonly progress: readonly string[];
}

export interface StoryOptions {
  readonly aws?: FakeAws;
  readonly plan?: Plan;
  readonly operator?: Operator;
  readonly hold?: boolean;
  readonly controls?: RunControls;
  /** Called before the journal takes an event; it may throw. */
  readonly beforeAppend?: (event: RunEvent) => void;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Runs a plan on a fake AWS to its end. */
export const tell = ({ plan = scalePlan, ...options }: StoryOptions = {}): Promise<Story> =>
  follow(options, surroundings => runPlan({ ...surroundings, plan, runId: '20261123T191507-k3f9' }));

/** Goes on with a run from what its journal had taken, in another process as it were. */
export const goOn = (journaled: readonly RunEvent[], options: Omit<StoryOptions, 'plan'> = {}): Promise<Story> =>
  follow(options, surroundings => resumeRun({ ...surroundings, by: 'ana on bastion-2 (process 7)' }, journaled));

async function follow(
  {
    aws = createFakeAws(),
    operator = scriptOperator(agree),
    hold = true,
    controls = createRunControls(),
    beforeAppend = () => undefined,
    onEvent = () => undefined,
  }: Omit<StoryOptions, 'plan'>,
  carryOut: (surroundings: RunSurroundings) => Promise<RunResult>,
): Promise<Story> {
  const order: string[] = [];
  const journaled: RunEvent[] = [];
  const progress: string[] = [];
  aws.beforeWrite.push(() => order.push('aws write'));
  const { run, events } = await carryOut({
    program: 'headroom test',
    ports: aws.ports,
    operator,
    hold,
    signals: controls.signals,
    journal: {
      append(event) {
        beforeAppend(event);
        journaled.push(event);
        order.push(`journal ${event.type}`);
      },
    },
    onEvent(event) {
      order.push(`screen ${event.type}`);
      onEvent(event);
    },
    onProgress: (_, says) => progress.push(says),
  });
  return { run, events, journaled, types: events.map(({ type }) => type), order, progress };
}

/** Why the run stopped; fails the test where it did not. */
export function stopOf({ run }: Story): Extract<NonNullable<Run['ended']>, { kind: 'stopped' }> {
  if (run.ended?.kind !== 'stopped')
    throw new Error(`the run did not stop: ${run.ended?.kind ?? 'it did not even end'}`);
  return run.ended;
}
