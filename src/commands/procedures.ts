import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { flagOf } from '../domain/input.ts';
import type { InputField, Procedure } from '../domain/procedure.ts';
import { procedures } from '../procedures/index.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';

/** `headroom procedures`: what can be run, with what, and where it differs from the runbook. */
export async function listProcedures(io: Io, flags: Flags): Promise<ExitCode> {
  io.out(flags.json ? asJson(procedures.map(asData), 2) : procedures.map(asText).join('\n'));
  return exitCodes.done;
}

const asData = (procedure: Procedure): unknown => ({
  id: procedure.id,
  title: procedure.title,
  summary: procedure.summary,
  runbook: procedure.runbook,
  input: Object.entries(procedure.input).map(([name, field]) => ({
    name,
    flag: `--${flagOf(name)}`,
    ...described(field),
  })),
  deviations: procedure.deviations,
});

function described(field: InputField): object {
  const { label, help, kind } = field;
  switch (field.kind) {
    case 'service':
      return { kind, label, help, required: true };
    case 'integer':
      return { kind, label, help, required: true, min: field.min, max: field.max };
    case 'choice':
      return {
        kind,
        label,
        help,
        required: false,
        choices: field.choices.map(({ value }) => value),
        default: field.default,
      };
  }
}

function asText(procedure: Procedure): string {
  const lines = [
    `${procedure.id}  ${procedure.title}`,
    `  ${procedure.summary}`,
    `  Runbook: ${procedure.runbook.join(' · ')}`,
    '',
  ];
  for (const [name, field] of Object.entries(procedure.input)) {
    const values = field.kind === 'choice' ? field.choices.map(({ value }) => value).join('|') : field.kind;
    lines.push(
      `  --${flagOf(name)} ${values}${field.kind === 'choice' ? `  (default ${field.default})` : ''}`,
      `      ${field.help}`,
    );
  }
  if (procedure.deviations.length > 0) lines.push('', '  Where it differs from the runbook');
  for (const { runbookSays, weDo, because } of procedure.deviations) {
    lines.push(`  · The runbook: ${runbookSays}`, `    Here: ${weDo}`, `    Because: ${because}`);
  }
  return `${lines.join('\n')}\n`;
}
