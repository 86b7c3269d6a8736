import type { Choice } from './choice-page.tsx';
import type { WizardState } from './wizard-state.ts';

/** `How: keep them there with MinCapacity`: an option with the choice that holds now. */
export function optionWords({ fields, answers }: WizardState, name: string): string {
  const field = fields[name];
  if (field?.kind !== 'choice') return name;
  const value = answers[name] ?? field.default;
  return `${field.label}: ${field.choices.find(choice => choice.value === value)?.label ?? value}`;
}

/** What the page of one option shows. */
export function optionLabel(
  { fields, answers }: WizardState,
  name: string,
): {
  readonly label: string;
  readonly help: string;
  readonly choices: readonly Choice[];
  readonly current: string | undefined;
} {
  const field = fields[name];
  if (field?.kind !== 'choice') return { label: name, help: '', choices: [], current: undefined };
  return { label: field.label, help: field.help, choices: field.choices, current: answers[name] ?? field.default };
}
