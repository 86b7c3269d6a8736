import type { InProcessAws } from '../../../faults/support/in-process-aws.ts';
import { heldBy } from '../../../support/held-by-world.ts';
import { times, until } from './afternoon.ts';
import { type Figures, figuresOf } from './figures.ts';

export type Held = ReturnType<typeof heldBy>;

/** One way through the afternoon. */
export interface Outcome {
  readonly before: Held;
  /** Just before the campaign begins. */
  readonly prepared: Held;
  readonly campaign: Figures;
  /** Between the way back and the evening's wave. */
  readonly after: Held;
  readonly evening: Figures;
}

/** Somebody's way to prepare for the campaign, and to go back after it. */
export interface Way {
  prepare(): Promise<void>;
  goBack(): Promise<void>;
}

/** Lets the afternoon pass, and has the way taken at its times. */
export async function afternoonOf(aws: InProcessAws, { prepare, goBack }: Way): Promise<Outcome> {
  const held = (): Held => structuredClone(heldBy(aws.simulator.world));
  await until(aws, times.prepare);
  const before = held();
  await prepare();
  await until(aws, times.campaign);
  const prepared = held();
  await until(aws, times.afterEvent);
  const campaign = figuresOf(aws, { from: times.campaign, to: times.afterEvent });
  await goBack();
  await until(aws, times.evening);
  const after = held();
  await until(aws, times.end);
  return { before, prepared, campaign, after, evening: figuresOf(aws, { from: times.evening, to: times.end }) };
}
