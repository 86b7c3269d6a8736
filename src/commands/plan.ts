import { writeFileSync } from 'node:fs';
import { openSession } from '../compose.ts';
import { resolveSettings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import type { Plan } from '../domain/plan.ts';
import type { Procedure } from '../domain/procedure.ts';
import { planProcedure } from '../session/planning.ts';
import type { PlanResult } from '../store/actions.ts';
import { asJson } from './as-json.ts';
import { Refusal } from './failure.ts';
import type { Flags, Io } from './io.ts';
import { planText } from './text/plan-text.ts';

/** `headroom plan`: exactly what `run` would do. Writes nothing, but for the file that `--out` names. */
export async function planCommand(
  io: Io,
  options: Flags & { out?: string },
  procedure: Procedure,
  input: Readonly<Record<string, string>>,
): Promise<ExitCode> {
  const session = openSession(resolveSettings(options, io.env));
  try {
    await session.connect(io.signal);
    const result = await planProcedure(session, procedure, input, io.signal);
    if (result.kind === 'nothing-to-do') return nothingToDo(io, options, result.because);
    const plan = planOf(result);
    if (options.out !== undefined) savePlan(options.out, plan);
    io.out(options.json ? asJson(plan, 2) : planText(plan));
    if (options.out !== undefined) io.err(`Saved. Run it as it is with: headroom run ${options.out}\n`);
    return exitCodes.done;
  } finally {
    await session.close();
  }
}

export function nothingToDo(io: Io, flags: Flags, because: string): ExitCode {
  io.out(flags.json ? asJson({ kind: 'nothing-to-do', because }) : `Nothing to do: ${sentences([because])}\n`);
  return exitCodes.done;
}

/** The plan, or the refusal that says why there is none. */
export function planOf(result: Exclude<PlanResult, { kind: 'nothing-to-do' }>): Plan {
  switch (result.kind) {
    case 'plan':
      return result.plan;
    case 'bad-input':
      throw new Refusal(
        sentences(result.problems.map(({ says }) => says)),
        'Correct the input and try again; nothing was written.',
        exitCodes.usage,
      );
    case 'blocked':
      throw new Refusal(
        sentences(result.because),
        'Nothing was written. Change what stands in the way, or the input, and plan again.',
        exitCodes.nothingWritten,
      );
    case 'failed':
      throw new Refusal(sentences([result.because]), result.nextStep, exitCodes.nothingWritten);
  }
}

const sentences = (parts: readonly string[]): string => parts.map(part => part.replace(/\.?$/, '.')).join('\n  ');

function savePlan(path: string, plan: Plan): void {
  try {
    // A plan names accounts and people's arns: for its owner's eyes, and never over a file that is already there.
    writeFileSync(path, asJson(plan, 2), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new Refusal(
      `The plan could not be saved to ${path}: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file that does not exist yet, in a directory that you may write to.',
      exitCodes.usage,
    );
  }
}
