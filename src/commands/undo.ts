import { resolveSettings } from '../config/settings.ts';
import type { ExitCode } from '../domain/exit-code.ts';
import { planUndoOf } from '../session/planning.ts';
import type { AnswerOptions } from './answer-options.ts';
import type { Flags, Io } from './io.ts';
import { nothingToDo, planOf } from './plan.ts';
import { recordedRun } from './recorded-run.ts';
import { runHeadless, withSession } from './run.ts';

/** `headroom undo RUN`: the way back that was written when the run was planned, as a run of its own. */
export async function undo(io: Io, options: Flags & AnswerOptions, wanted: string): Promise<ExitCode> {
  const { run } = recordedRun(resolveSettings(options, io.env).stateDir, wanted);
  return withSession(io, options, async session => {
    const result = await planUndoOf(session, run, io.signal);
    if (result.kind === 'nothing-to-do') return nothingToDo(io, options, result.because);
    return runHeadless(io, options, session, planOf(result));
  });
}
