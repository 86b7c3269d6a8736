import type { InputField } from '../domain/input-field.ts';

/** What stands behind the flag of a field in help and lists: `--how floor|count`, `--at 'YYYY-MM-DD HH:MM ZONE'`. */
export function placeholderOf(field: InputField): string {
  switch (field.kind) {
    case 'service':
      return 'name';
    case 'integer':
      return 'n';
    case 'choice':
      return field.choices.map(({ value }) => value).join('|');
    case 'text':
      return 'text';
    case 'time':
      return "'YYYY-MM-DD HH:MM ZONE'";
    case 'timeZone':
      return 'zone';
    case 'duration':
      return 'duration';
    case 'record':
      return 'last|run|file';
    case 'secret':
      return 'env:NAME|file:PATH';
  }
}
