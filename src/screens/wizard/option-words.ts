import { serviceIn } from '../../domain/input.ts';
import { defaultOf } from '../../domain/input-field.ts';
import { isSecretReference } from '../../domain/secret.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { WizardState } from './wizard-state.ts';

/** `How: keep them there with MinCapacity`: an option with the answer that holds now. */
export function optionWords({ fields, answers }: WizardState, name: string, snapshot: Snapshot | undefined): string {
  const field = fields[name];
  if (field === undefined) return name;
  const byDefault = snapshot && defaultOf(field, { snapshot, service: serviceIn(fields, answers, snapshot), answers });
  const value = answers[name] ?? byDefault ?? 'not known yet';
  const choice = field.kind === 'choice' ? field.choices.find(each => each.value === value)?.label : undefined;
  const words = isSecretReference(value) ? 'given, and not shown' : value;
  return `${field.label}: ${choice ?? (words === '' ? 'none' : words)}`;
}
