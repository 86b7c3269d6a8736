import { resolveSettings } from '../config/settings.ts';
import type { ExitCode } from '../domain/exit-code.ts';
import { whereLeft } from '../domain/resume.ts';
import type { Run } from '../domain/run.ts';
import { sentence } from '../domain/sentence.ts';
import { resumableRun, resumeRecorded } from '../session/resuming.ts';
import { version } from '../version.ts';
import type { AnswerOptions } from './answer-options.ts';
import type { Flags, Io } from './io.ts';
import { recordedRunId } from './recorded-run.ts';
import { followHeadless, refuseWhereReadOnly, withSession } from './run.ts';

/** `headroom resume [RUN]`: goes on with a run that stopped or whose program died; asks again before it writes. */
export async function resume(io: Io, options: Flags & AnswerOptions, wanted: string): Promise<ExitCode> {
  const { stateDir } = resolveSettings(options, io.env);
  const runId = recordedRunId(stateDir, wanted);
  const run = resumableRun(stateDir, runId);
  return withSession(io, options, async session => {
    refuseWhereReadOnly(session);
    if (!options.json) io.out(`${standing(run)}\n\n`);
    return followHeadless(io, options, manner => resumeRecorded(session, `headroom ${version}`, { ...manner, runId }));
  });
}

/** What is resumed, and where it was left. */
const standing = (run: Run): string =>
  `Resuming run ${run.id}: ${run.plan.summary}\n  It was left ${sentence(whereLeft(run))}`;
