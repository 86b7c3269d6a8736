import { flagOf } from '../../domain/input.ts';
import type { InputFields } from '../../domain/input-field.ts';
import { keyLabel } from '../../terminal/key-name.ts';
import { keymap } from '../../terminal/keymap.ts';

const optionsKey = keyLabel(keymap.find(({ id }) => id === 'options')?.keys[0] ?? '');

/**
 * A sentence that advises a flag, as somebody needs it who has no command line here:
 * `--raise-ceiling yes` is `Raise the ceiling: Yes … (key o)`.
 */
export function flagsAsKeys(says: string, fields: InputFields): string {
  return says.replace(/--([a-z-]+) ([a-z-]+)/g, (typed, flag: string, value: string) => {
    const field = Object.entries(fields).find(([name]) => flagOf(name) === flag)?.[1];
    const choice = field?.kind === 'choice' ? field.choices.find(each => each.value === value) : undefined;
    return field === undefined || choice === undefined
      ? typed
      : `"${field.label}: ${choice.label}" (key ${optionsKey})`;
  });
}
