import type { InputFields, InputOf } from './input-field.ts';
import type { OpenObligation } from './obligation.ts';
import type { Planned } from './plan.ts';
import type { Part, ServicePart, Snapshot } from './snapshot.ts';

/** Where the runbook's own words disagree with what we do, and why: shown, not silently fixed. */
export interface Deviation {
  readonly runbookSays: string;
  readonly weDo: string;
  readonly because: string;
}

/**
 * A runbook procedure. Planning is pure: the same input, snapshot and obligations give the same plan, and nothing is written.
 */
export interface Procedure<Fields extends InputFields = InputFields> {
  /** As typed on the command line: `scale-service`. */
  readonly id: string;
  readonly title: string;
  /** What it is for, in one sentence. */
  readonly summary: string;
  /** The runbook's sections that it implements. */
  readonly runbook: readonly string[];
  readonly input: Fields;
  /** What has to be read freshly before planning: parts of the services that the input names, and of the account. */
  readonly reads: readonly Part[];
  /** Parts whose names follow from the input, such as that of a function. */
  readonly readsFor?: (input: Partial<InputOf<Fields>>) => readonly Part[];
  /** Parts of every service of the environment: for what services share and together may run out of. */
  readonly readsOfAll?: readonly ServicePart[];
  readonly deviations: readonly Deviation[];
  /** @param obligations what earlier runs still owe in this AWS; none where it is left out */
  plan(input: InputOf<Fields>, snapshot: Snapshot, obligations?: readonly OpenObligation[]): Planned;
}

/** Keeps the field types, so that `plan` sees `desiredCount` as a number. */
export const defineProcedure = <const Fields extends InputFields>(procedure: Procedure<Fields>): Procedure<Fields> =>
  procedure;
