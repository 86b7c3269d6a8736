import type { Check, ExpectedFact } from './check.ts';
import type { Confirmation } from './confirmation.ts';
import type { Change } from './fact.ts';
import type { Effect } from './operations.ts';
import type { CostDelta } from './pricing.ts';
import type { ServiceKey, Session } from './snapshot.ts';
import type { Instant } from './time.ts';

/**
 * What will be done, whole and in order. Preview, dry run, confirmation, JSON, undo and test read this one value, and
 * the runner does exactly what it says.
 *
 * Invariant: it survives JSON, so it can be saved, sent for review, and run later.
 */
export interface Plan {
  readonly version: 1;
  /** The procedure's id; `undo` for the plan that takes a run back. */
  readonly procedure: string;
  readonly input: Readonly<Record<string, string | number>>;
  /** One line: "waooaw-backend: 2 → 6 tasks, kept there by MinCapacity 6". */
  readonly summary: string;
  readonly madeAt: Instant;
  readonly session: Session;
  /** The services whose live state belongs beside this plan. */
  readonly services: readonly ServiceKey[];
  /** What the reader should know and decide on; each a full sentence, the weightiest first. */
  readonly warnings: readonly string[];
  /** What is expected to follow, beyond the changes themselves. */
  readonly predictions: readonly Prediction[];
  readonly cost: CostDelta | null;
  readonly steps: readonly Step[];
  /** What the run leaves behind to be taken back by a time; every later session shows it until that is done. */
  readonly obligation?: Obligation;
  /** What this run fulfils; taken back, it is owed again. */
  readonly closes?: Fulfilled;
}

/** Something that somebody has to take back: a raised floor, suspended scaling. */
export interface Obligation {
  /** What is still so, as the beginning of a sentence: "event scaling of waooaw-backend is still on". */
  readonly says: string;
  /** The same where there is little room: "event scaling on". */
  readonly brief?: string;
  readonly dueAt: Instant;
  /** What takes it back, as a command: "headroom run stand-down-after-event --service waooaw-backend". */
  readonly takenBackBy: string;
  /** What AWS held before, where a procedure of its own takes it back: it restores exactly this. */
  readonly restores?: readonly ExpectedFact[];
}

/** An obligation that is fulfilled, and the run that made it. */
export interface Fulfilled {
  readonly run: string;
  readonly obligation: Obligation;
}

/** "CPU 30 % → 10 %": shown as a row, never acted on. */
export interface Prediction {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly note?: string;
}

export type Step = CheckStep | ConfirmStep | ApplyStep | HoldStep | WarmUpStep;

interface StepBase {
  /** Unique within the plan, and stable: `apply-1`. */
  readonly id: string;
  readonly title: string;
}

/** Looked at before anything is written. A warning is shown and does not stop; a block stops the run. */
export interface CheckStep extends StepBase {
  readonly kind: 'check';
  readonly check: Check;
  readonly onFailure: 'block' | 'warn';
}

export interface ConfirmStep extends StepBase {
  readonly kind: 'confirm';
  readonly ask: Confirmation;
}

/** The only step that writes. */
export interface ApplyStep extends StepBase {
  readonly kind: 'apply';
  /** Every value that this write moves, the ones that AWS moves along with it included. */
  readonly changes: readonly Change[];
  /** Must not have moved since the plan was made, although this step leaves them alone. */
  readonly unchanged: readonly ExpectedFact[];
  readonly effect: Effect;
  readonly verify: Check;
  /** How long the verification may take before it counts as failed. */
  readonly verifyWithinMs: number;
  /**
   * Where auto-scaling has moved what this step would move, it is left where it is, before the write and after it: the
   * step then counts as done. For the way back, where the bounds that come first let auto-scaling act in between.
   */
  readonly yieldsToAutoScaling?: true;
  readonly undo: Undo;
}

/** A pause that watches: between two steps, or the half hour after the last one. */
export interface HoldStep extends StepBase {
  readonly kind: 'hold';
  readonly forMs: number;
  readonly everyMs: number;
  /** The hold ends, and the run stops, as soon as one of these fails. */
  readonly stopIf: readonly Check[];
}

/** Real requests through the load balancer, so that caches, pools and just-in-time compilers meet the event warm. */
export interface WarmUpStep extends StepBase {
  readonly kind: 'warm-up';
  /** What is asked for, as users do: http or https. */
  readonly url: string;
  readonly requests: number;
  /** The pause between two of them. */
  readonly everyMs: number;
  /** With more failures than this the run stops; null counts and shows them, and goes on. */
  readonly stopAbovePercent: number | null;
}

/** Written when the plan is made, so that a way back exists before the way there is taken. */
export type Undo =
  | { readonly kind: 'steps'; readonly steps: readonly UndoStep[] }
  /** The way back of another step takes this one back as well: a subscription goes with its topic. */
  | { readonly kind: 'with'; readonly step: string }
  | { readonly kind: 'none'; readonly because: string };

/** One write of the way back; an ApplyStep without its place in a plan. */
export type UndoStep = Pick<ApplyStep, 'title' | 'changes' | 'effect' | 'verify'>;

export type Planned =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** `closes` is the run that owed it: it is so already, by whatever hand. */
  | { readonly kind: 'nothing-to-do'; readonly because: string; readonly closes?: string }
  | { readonly kind: 'blocked'; readonly because: readonly string[] };
