import { flagOf, type InputProblem } from '../../domain/input.ts';
import { hasDefault, type InputField, type InputFields } from '../../domain/input-field.ts';
import { keyLabel } from '../../terminal/key-name.ts';
import { type KeyId, keymap } from '../../terminal/keymap.ts';

/** A command is typed as it stands; a flag outside of one is advice, perhaps with the value that is advised. */
const commandOrFlag = /\bheadroom [a-z][^.,:;]*|--([a-z][a-z-]*)(?: ([A-Za-z0-9:-]+))?/g;

/**
 * A sentence that advises a flag, as somebody needs it who has no command line here:
 * `--raise-ceiling yes` is `"Raise the ceiling: Yes …" (key o)`, and `--topic` is `"Topic" (key o)`.
 */
export function flagsAsKeys(says: string, fields: InputFields): string {
  return says.replace(commandOrFlag, (typed, flag: string | undefined, value: string | undefined) => {
    const field = Object.entries(fields).find(([name]) => flagOf(name) === flag)?.[1];
    if (field === undefined) return typed;
    const answer = value === undefined ? undefined : answerWords(field, value);
    const behind = value === undefined || answer !== undefined ? '' : ` ${value}`;
    return `"${field.label}${answer === undefined ? '' : `: ${answer}`}" (key ${keyTo(field)})${behind}`;
  });
}

/** The word behind a flag, as an answer to its question; undefined for a word of the sentence that goes on there. */
function answerWords(field: InputField, value: string): string | undefined {
  if (field.kind === 'choice') return field.choices.find(each => each.value === value)?.label;
  return field.kind === 'integer' ? /^\d+$/.exec(value)?.[0] : /^.*[0-9A-Z:].*$/.exec(value)?.[0];
}

/** A problem with an answer while its question is on the screen: the question's own name, and no flag. */
export function problemHere({ field: name, says }: InputProblem, field: InputField): string {
  if (field.kind === 'secret' && says.startsWith(`${flagOf(name)} is missing`)) return secretMissing(field);
  return says.replaceAll(`--${flagOf(name)} `, '').replace(flagOf(name), field.label);
}

/** Here it need not be kept anywhere: it is typed, and a reference is made of it. */
export const secretMissing = ({ label }: InputField): string => `${label} is missing: type it, or paste it`;

/** A problem with an answer that is given elsewhere, with the key that leads there. */
export function problemElsewhere(problem: InputProblem, fields: InputFields): string {
  const field = fields[problem.field];
  return field === undefined ? problem.says : `${problemHere(problem, field)} (key ${keyTo(field)})`;
}

const keyTo = (field: InputField): string => labelOf(hasDefault(field) ? 'options' : 'change-input');

const labelOf = (id: KeyId): string => keyLabel(keymap.find(binding => binding.id === id)?.keys[0] ?? '');
