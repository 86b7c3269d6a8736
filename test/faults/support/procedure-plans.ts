import fc from 'fast-check';
import type { InputOf } from '../../../src/domain/input-field.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import type { Procedure } from '../../../src/domain/procedure.ts';
import { planUndo } from '../../../src/domain/undo.ts';
import { procedures } from '../../../src/procedures/index.ts';
import { createRunControls } from '../../../src/runner/controls.ts';
import { agree, scriptOperator } from '../../../src/runner/operators/script.ts';
import { runPlan } from '../../../src/runner/run-plan.ts';
import { anyInput } from '../../support/inputs.ts';
import { eventOwed } from '../../support/obligations.ts';
import { type InProcessAws, openInProcessAws } from './in-process-aws.ts';

/** Something that runs in a world of its own: the plan of a procedure, or the way back from one. */
export interface Story {
  /** `scale-service: check confirm RegisterScalableTarget`, the shape of its plan. */
  readonly name: string;
  readonly writes: number;
  /** About how many moments it has. */
  readonly moments: number;
  /** A fresh world, brought to where the plan begins, and the plan. */
  open(): Promise<{ readonly aws: InProcessAws; readonly plan: Plan }>;
}

const worldSeed = 1;
const inputsTried = 60;
const mostWrites = 4;

const shapeOf = ({ procedure, steps }: Plan): string =>
  [
    `${procedure}:`,
    ...steps.map(step => (step.kind === 'apply' ? (step.effect.operation.split(':')[1] ?? '') : step.kind)),
  ].join(' ');

/** What an earlier run has left to be stood down: the bounds were others before it. */
const owedIn = ({ services: [service], session }: InProcessAws) =>
  service === undefined ? [] : [eventOwed(service, { minCapacity: 1, maxCapacity: 8 }, { session })];

async function planIn(aws: InProcessAws, procedure: Procedure, input: unknown): Promise<Plan | undefined> {
  const snapshot = await aws.ports.observe(aws.services, procedure.reads);
  // Every value was generated from the field that it stands for.
  const planned = procedure.plan(input as InputOf<typeof procedure.input>, snapshot, owedIn(aws));
  return planned.kind === 'plan' ? planned.plan : undefined;
}

const carriedOut = ({ ports }: InProcessAws, plan: Plan) =>
  runPlan({
    plan,
    runId: '20261123T093007-back',
    program: 'headroom',
    ports,
    operator: scriptOperator(agree),
    journal: { append: () => {} },
    signals: createRunControls().signals,
    hold: false,
    onEvent: () => {},
  });

/**
 * For every registered procedure one story of each shape that its plans take, and the way back from each: a procedure that
 * is added tomorrow is among them. Only plans that come to their end undisturbed tell anything about disturbances.
 */
export async function storiesOfProcedures(): Promise<readonly Story[]> {
  const stories: Story[] = [];
  for (const procedure of procedures) {
    const aws = openInProcessAws(worldSeed);
    const snapshot = await aws.ports.observe(aws.services, procedure.reads);
    const shapes = new Map<string, unknown>();
    for (const input of fc.sample(anyInput(procedure, snapshot), { numRuns: inputsTried, seed: 20_261_123 })) {
      const plan = await planIn(aws, procedure, input);
      const writes = plan?.steps.filter(({ kind }) => kind === 'apply').length ?? 0;
      if (plan !== undefined && writes > 0 && writes <= mostWrites && !shapes.has(shapeOf(plan)))
        shapes.set(shapeOf(plan), input);
    }
    for (const [name, input] of shapes) stories.push(...(await storiesOf(procedure, name, input)));
  }
  return stories;
}

/** One and two writes, with bounds and without: what the short slices run. */
export const shortOnes = (stories: readonly Story[]): readonly Story[] =>
  stories.filter(({ writes }) => writes <= 2).slice(0, 4);

async function storiesOf(procedure: Procedure, name: string, input: unknown): Promise<readonly Story[]> {
  const open: Story['open'] = async () => {
    const aws = openInProcessAws(worldSeed);
    const plan = await planIn(aws, procedure, input);
    if (plan === undefined) throw new Error(`${name} is planned once and not again`);
    return { aws, plan };
  };
  const openWayBack: Story['open'] = async () => {
    const { aws, plan } = await open();
    const { run } = await carriedOut(aws, plan);
    const snapshot = await aws.ports.observe(plan.services, ['counts', 'scaling', 'metrics']);
    const planned = planUndo(run, snapshot, aws.clock.now());
    // What led here is not part of this story.
    aws.forget();
    if (planned.kind !== 'plan') throw new Error(`${name} cannot be taken back`);
    return { aws, plan: planned.plan };
  };
  const there = await storyOf(name, open);
  return there === undefined ? [] : [there, ...asList(await storyOf(`undo of ${name}`, openWayBack))];
}

const asList = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

/** Undefined where it cannot be opened, or does not come to its end even when nothing happens. */
async function storyOf(name: string, open: Story['open']): Promise<Story | undefined> {
  const opened = await open().catch(() => undefined);
  if (opened === undefined) return undefined;
  const { run, events } = await carriedOut(opened.aws, opened.plan);
  const writes = opened.plan.steps.filter(({ kind }) => kind === 'apply').length;
  // Each event is written in four moments, and about as many lie between two events.
  return run.ended?.kind === 'completed' ? { name, open, writes, moments: events.length * 8 } : undefined;
}
