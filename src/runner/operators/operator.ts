import type { Confirmation } from '../../domain/confirmation.ts';

/** A question of the plan, and the step that asks it. */
export interface OpenQuestion {
  readonly stepId: string;
  readonly ask: Confirmation;
}

export type Answer =
  /** What was typed; whether it is the right phrase is for the runner to say. */
  | { readonly kind: 'phrase'; readonly phrase: string }
  | { readonly kind: 'refused' }
  /** Nobody is there to ask, and no flag answers it. */
  | { readonly kind: 'unanswered'; readonly missingFlag: string };

/** Whoever answers a run's questions: a person at the keys, the flags of a command, a script. */
export interface Operator {
  readonly by: 'keys' | 'flags' | 'script';
  /** @param signal aborted when the run stops and no longer waits for the answer; it then resolves at once. */
  answer(question: OpenQuestion, signal: AbortSignal): Promise<Answer>;
}
