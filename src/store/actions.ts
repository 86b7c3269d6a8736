import type { InputProblem } from '../domain/input.ts';
import type { Plan, Planned } from '../domain/plan.ts';

/** What a person can ask of the session. Screens call these; nothing else reaches AWS, the runner or the disk. */
export interface Actions {
  /** Reads everything again now. */
  refresh(): void;
  setPaused(paused: boolean): void;
  /** Lets this session write, for a limited time. Only the wizard asks for it, after the environment's name was typed. */
  arm(): void;
  /** Reads what the procedure needs, parses the input, and plans. Writes nothing. */
  plan(procedureId: string, input: Readonly<Record<string, string>>): Promise<PlanResult>;
  planUndo(runId: string): Promise<PlanResult>;
  /** Starts the run of a plan; its progress and its question appear in the state. */
  start(plan: Plan): void;
  /** Answers the open question. `phrase: null` is a no. */
  answer(stepId: string, phrase: string | null): void;
  /** Ends the present hold before its time. */
  endHold(): void;
  /** Stops the run after what is in flight. */
  stopRun(): void;
  /** Takes the ended run off the screen; the journal keeps it. */
  dismissRun(): void;
  quit(): void;
}

export type PlanResult =
  | Planned
  | { readonly kind: 'bad-input'; readonly problems: readonly InputProblem[] }
  | { readonly kind: 'failed'; readonly because: string; readonly nextStep: string };
