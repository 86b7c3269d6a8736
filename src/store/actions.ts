import type { InputProblem } from '../domain/input.ts';
import type { Plan, Planned } from '../domain/plan.ts';
import type { Run, StopReason } from '../domain/run.ts';
import type { Part } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';
import type { Attention } from './attention.ts';

/** What a person can ask of the session. Screens call these; nothing else reaches AWS, the runner or the disk. */
export interface Actions {
  /** Reads everything again now. */
  refresh(): void;
  setPaused(paused: boolean): void;
  /** Says what is on the screen now: that is read first, and the rest from what the budget of requests leaves. */
  look(at: Attention): void;
  /** Reads these parts, of every service and of the account; what comes of it is in the state. For parts that nobody polls. */
  observe(parts: readonly Part[]): Promise<void>;
  /** Lets this session write, for a limited time. Only the wizard asks for it, after the environment's name was typed. */
  arm(): void;
  /** Reads what the procedure needs, parses the input, and plans. Writes nothing. */
  plan(procedureId: string, input: Readonly<Record<string, string>>): Promise<PlanResult>;
  /** Keeps a secret that was typed, and answers with the reference to it that inputs have. */
  keepSecret(secret: string): string;
  planUndo(runId: string): Promise<PlanResult>;
  /** The runs that the journal holds, newest first. */
  history(): Promise<Recorded<readonly RunRecord[]>>;
  /** One of them, with every step. */
  recordedRun(runId: string): Promise<Recorded<RecordedRun>>;
  /** Starts the run of a plan; it and its question appear in the state. Answers why where it cannot even be recorded. */
  start(plan: Plan): NotDone | undefined;
  /** Goes on with a recorded run; it appears in the state as one that was started. Answers why where it cannot. */
  resume(runId: string): Promise<NotDone | undefined>;
  /** Answers the open question. `phrase: null` is a no. An answer to another question, or given to another plan, is dropped. */
  answer(to: AnsweredQuestion, phrase: string | null): void;
  /** Ends the present hold before its time. */
  endHold(): void;
  /** Stops the run after what is in flight. */
  stopRun(): void;
  /** Takes the ended run off the screen; the journal keeps it. */
  dismissRun(): void;
  /** Hands text to the clipboard of the terminal. */
  copy(text: string): void;
  quit(): void;
}

export interface AnsweredQuestion {
  readonly stepId: string;
  /** The `planHash` of the plan that was on the screen when the answer was given. */
  readonly planHash: string;
}

/** Why something was not done, and what to do about it. */
export interface NotDone {
  readonly kind: 'failed';
  readonly because: string;
  readonly nextStep: string;
  /** The run of somebody else that stands in the way: it can be watched. */
  readonly lockedBy?: string;
}

/** What was asked of the journal, or why it cannot be told. */
export type Recorded<Value> = { readonly kind: 'read'; readonly value: Value } | NotDone;

export type RunRecord =
  | {
      readonly runId: string;
      readonly startedAt: Instant;
      readonly summary: string;
      /** `unfinished`: it still runs, or its program was killed. */
      readonly outcome: 'completed' | StopReason | 'unfinished';
    }
  | { readonly runId: string; readonly outcome: 'unreadable'; readonly note: string };

export interface RecordedRun {
  readonly run: Run;
  /** What is wrong with its journal, where something is. */
  readonly note: string | undefined;
  /** Who goes on with it at present, in words; undefined when nobody does. */
  readonly runBy: string | undefined;
}

export type PlanResult = Planned | { readonly kind: 'bad-input'; readonly problems: readonly InputProblem[] } | NotDone;
