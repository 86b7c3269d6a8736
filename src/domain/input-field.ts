import type { SecretReference } from './secret.ts';
import type { ServiceKey, Snapshot } from './snapshot.ts';
import type { ZonedTime } from './zoned-time.ts';

/**
 * One question that a procedure asks before it can plan. The wizard draws it, the command line makes a flag of it
 * (`desiredCount` becomes `--desired-count`), `procedures --json` lists it.
 *
 * A field with a default need not be answered: the wizard shows it among the options, and asks for all others.
 */
export type InputField =
  | ServiceField
  | IntegerField
  | ChoiceField
  | TextField
  | TimeField
  | TimeZoneField
  | DurationField
  | SecretField
  | RecordField;

interface FieldBase {
  readonly label: string;
  /** One sentence: what it decides. */
  readonly help: string;
}

/** What a default may be made from. Parts that were not read yet are pending in the snapshot. */
export interface Given {
  readonly snapshot: Snapshot;
  /** The service that the input is about, once it is known. */
  readonly service: ServiceKey | undefined;
  /** The other answers, as they were typed. */
  readonly answers: Readonly<Record<string, string | undefined>>;
}

/** As it would be typed. A function may find none yet: then the field is missing like one without a default. */
export type FieldDefault = string | ((given: Given) => string | undefined);

/** A service of the environment: its name, or `cluster/service` where the name is not unique. */
export interface ServiceField extends FieldBase {
  readonly kind: 'service';
}

export interface IntegerField extends FieldBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
  /** What the wizard's stepper starts from. */
  readonly startsAt?: (snapshot: Snapshot, service: ServiceKey) => number | undefined;
  readonly default?: FieldDefault;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}

/** Words of a form that AWS or we prescribe, such as a name. With the default `''` it may stay empty. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly pattern: RegExp;
  /** What fits the pattern, after "must be": "letters, digits, - and _, such as night-down". */
  readonly whatFits: string;
  /** What the wizard's line starts from. */
  readonly startsAt?: FieldDefault;
  readonly default?: FieldDefault;
}

/** A local date and time with its time zone: `2026-11-27 09:00 Europe/Berlin`. With the default `''` it may stay empty. */
export interface TimeField extends FieldBase {
  readonly kind: 'time';
  readonly startsAt?: FieldDefault;
  readonly default?: FieldDefault;
}

/** A time zone by its IANA name. */
export interface TimeZoneField extends FieldBase {
  readonly kind: 'timeZone';
  readonly startsAt?: FieldDefault;
  readonly default?: FieldDefault;
}

/** `90m`, `2h`, `1h30m`; milliseconds once it is parsed. */
export interface DurationField extends FieldBase {
  readonly kind: 'duration';
  readonly minMs: number;
  readonly maxMs: number;
  readonly startsAt?: FieldDefault;
  readonly default?: FieldDefault;
}

/**
 * What must stand nowhere: it comes from an environment variable, from a file that only its owner may read, or from a masked
 * prompt, and the plan has a reference to it and its fingerprint.
 */
export interface SecretField extends FieldBase {
  readonly kind: 'secret';
  /**
   * Why this secret will not do: the end of a sentence that begins with the field's name, and says nothing of the secret.
   * Asked once, where the secret is looked up; plans see its reference alone.
   */
  readonly refuses?: (secret: string) => string | undefined;
  /** Only ever empty: there is none. */
  readonly default?: FieldDefault;
}

/**
 * What a service's auto-scaling was before it was removed: `last` for the newest run that did so, a run id, or the path of a
 * saved plan. Whoever has the journal looks it up before planning; then it is the record itself, as text. It stays `last`
 * where no run has removed anything.
 */
export interface RecordField extends FieldBase {
  readonly kind: 'record';
  readonly default: 'last';
}

export type InputFields = Readonly<Record<string, InputField>>;

/** The parsed input: services as keys, integers and durations as numbers, everything else as text of its own form. */
export type InputOf<Fields extends InputFields> = {
  readonly [Name in keyof Fields]: ValueOf<Fields[Name]>;
};

type ValueOf<Field extends InputField> = Field extends ServiceField
  ? ServiceKey
  : Field extends IntegerField | DurationField
    ? number
    : Field extends TimeField
      ? ZonedTime | (Field extends { readonly default: string } ? '' : never)
      : Field extends SecretField
        ? SecretReference | ''
        : string;

/** What a field holds when nobody answers it, as it would be typed; undefined where it has to be answered. */
export function defaultOf(field: InputField, given: Given): string | undefined {
  const by = 'default' in field ? field.default : undefined;
  return typeof by === 'function' ? by(given) : by;
}

/** Whether it may be left unanswered. */
export const hasDefault = (field: InputField): boolean => 'default' in field && field.default !== undefined;
