import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { flagOf } from '../domain/input.ts';
import { hasDefault, type InputField } from '../domain/input-field.ts';
import type { Procedure } from '../domain/procedure.ts';
import { procedures } from '../procedures/index.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';
import { placeholderOf } from './placeholder.ts';

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

/** A default that is made from what AWS holds is known only when planning, and null here. */
function described(field: InputField): object {
  const { label, help, kind } = field;
  const common = { kind, label, help, required: !hasDefault(field) };
  const withDefault = hasDefault(field) && { default: staticDefault(field) ?? null };
  switch (field.kind) {
    case 'integer':
      return { ...common, min: field.min, max: field.max, ...withDefault };
    case 'choice':
      return { ...common, choices: field.choices.map(({ value }) => value), ...withDefault };
    case 'text':
      return { ...common, pattern: field.pattern.source, whatFits: field.whatFits, ...withDefault };
    case 'duration':
      return { ...common, minMs: field.minMs, maxMs: field.maxMs, ...withDefault };
    case 'secret':
      return { ...common, from: ['env:NAME', 'file:PATH'] };
    case 'service':
    case 'time':
    case 'timeZone':
    case 'record':
      return { ...common, ...withDefault };
  }
}

function staticDefault(field: InputField): string | undefined {
  const by = 'default' in field ? field.default : undefined;
  return typeof by === 'string' ? by : undefined;
}

/** "  (default floor)" */
function defaultWords(field: InputField): string {
  if (!hasDefault(field)) return '';
  const by = staticDefault(field);
  if (by === '') return '  (optional)';
  return `  (default ${by ?? 'from what AWS holds'})`;
}

function asText(procedure: Procedure): string {
  const lines = [
    `${procedure.id}  ${procedure.title}`,
    `  ${procedure.summary}`,
    `  Runbook: ${procedure.runbook.join(' · ')}`,
    '',
  ];
  for (const [name, field] of Object.entries(procedure.input)) {
    lines.push(`  --${flagOf(name)} ${placeholderOf(field)}${defaultWords(field)}`, `      ${field.help}`);
  }
  if (procedure.deviations.length > 0) lines.push('', '  Where it differs from the runbook');
  for (const { runbookSays, weDo, because } of procedure.deviations) {
    lines.push(`  · The runbook: ${runbookSays}`, `    Here: ${weDo}`, `    Because: ${because}`);
  }
  return `${lines.join('\n')}\n`;
}
