import type { Planned } from './plan.ts';
import type { ServiceKey, ServicePart, Snapshot } from './snapshot.ts';

/**
 * One question that a procedure asks before it can plan. The wizard draws it, the command line makes a flag of it
 * (`desiredCount` becomes `--desired-count`), `procedures --json` lists it.
 */
export type InputField = ServiceField | IntegerField | ChoiceField;

interface FieldBase {
  readonly label: string;
  /** One sentence: what it decides. */
  readonly help: string;
}

/** A service of the environment: its name, or `cluster/service` where the name is not unique. */
export interface ServiceField extends FieldBase {
  readonly kind: 'service';
}

export interface IntegerField extends FieldBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
  /** What the wizard's stepper starts from. */
  readonly startsAt: (snapshot: Snapshot, service: ServiceKey) => number | undefined;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}

export type InputFields = Readonly<Record<string, InputField>>;

/** The parsed input: services as keys, integers as numbers, choices as one of their values. */
export type InputOf<Fields extends InputFields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends ServiceField
    ? ServiceKey
    : Fields[Name] extends IntegerField
      ? number
      : string;
};

/** Where the runbook's own words disagree with what we do, and why: shown, not silently fixed. */
export interface Deviation {
  readonly runbookSays: string;
  readonly weDo: string;
  readonly because: string;
}

/**
 * A runbook procedure. Planning is pure: the same input and snapshot give the same plan, and nothing is written.
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
  /** What has to be read freshly before planning. */
  readonly reads: readonly ServicePart[];
  readonly deviations: readonly Deviation[];
  plan(input: InputOf<Fields>, snapshot: Snapshot): Planned;
}

/** Keeps the field types, so that `plan` sees `desiredCount` as a number. */
export const defineProcedure = <const Fields extends InputFields>(procedure: Procedure<Fields>): Procedure<Fields> =>
  procedure;
