import { openSession } from '../compose.ts';
import { resolveSettings } from '../config/settings.ts';
import { type ExitCode, exitCodeOfRun, exitCodes } from '../domain/exit-code.ts';
import type { Plan } from '../domain/plan.ts';
import type { Procedure } from '../domain/procedure.ts';
import { flagsOperator } from '../runner/operators/flags.ts';
import { planProcedure } from '../session/planning.ts';
import { type RunManner, type StartedRun, startRun } from '../session/runs.ts';
import type { HeadroomSession } from '../session/session.ts';
import { version } from '../version.ts';
import type { AnswerOptions } from './answer-options.ts';
import { asJson } from './as-json.ts';
import { Refusal } from './failure.ts';
import { lastWords } from './farewell.ts';
import type { Flags, Io } from './io.ts';
import { nothingToDo, planOf } from './plan.ts';
import { readSavedPlan } from './saved-plan.ts';
import { refuseWithoutSecrets } from './secrets-of-plan.ts';
import { eventText } from './text/event-text.ts';
import { planText } from './text/plan-text.ts';

type RunFlags = Flags & AnswerOptions;

/** `headroom run PROCEDURE`: plan, confirm by flags, apply, verify, watch. */
export async function runProcedure(
  io: Io,
  options: RunFlags,
  procedure: Procedure,
  input: Readonly<Record<string, string>>,
): Promise<ExitCode> {
  return withSession(io, options, async session => {
    const result = await planProcedure(session, procedure, input, io.signal);
    if (result.kind === 'nothing-to-do') return nothingToDo(io, options, result.because);
    return runHeadless(io, options, session, planOf(result));
  });
}

/** `headroom run PLAN.json`: exactly the saved plan; the runner refuses it where AWS has moved on. */
export async function runSavedPlan(io: Io, options: RunFlags, path: string): Promise<ExitCode> {
  const plan = readSavedPlan(path);
  return withSession(io, options, session => runHeadless(io, options, session, takenOver(plan, session)));
}

/**
 * A plan may be made by one person and run by another: who runs it is who answers for it, with a profile of their own, and
 * what counts as production is for their configuration to say. Account, region and endpoint stay those of the plan, and the
 * runner refuses any other.
 */
function takenOver(plan: Plan, session: HeadroomSession): Plan {
  const { snapshot } = session.store.getSnapshot();
  if (snapshot === undefined) return plan;
  const { principalArn, environment, production, profile } = snapshot.session;
  const { profile: _planners, ...planned } = plan.session;
  const mine = { principalArn, environment, production, ...(profile !== undefined && { profile }) };
  return { ...plan, session: { ...planned, ...mine } };
}

export async function withSession(
  io: Io,
  options: Flags,
  use: (session: HeadroomSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const session = openSession(resolveSettings(options, io.env));
  try {
    await session.connect(io.signal);
    return await use(session);
  } finally {
    await session.close();
  }
}

export async function runHeadless(io: Io, options: RunFlags, session: HeadroomSession, plan: Plan): Promise<ExitCode> {
  refuseWhereReadOnly(session);
  refuseWithoutSecrets(plan, session.secrets);
  if (!options.json) io.out(`${planText(plan)}\n`);
  return followHeadless(io, options, manner => startRun(session, `headroom ${version}`, { ...manner, plan }));
}

/** Starts a run that flags answer, prints what happens in it, and ends with its exit code. */
export async function followHeadless(
  io: Io,
  options: RunFlags,
  start: (manner: RunManner) => StartedRun | Promise<StartedRun>,
): Promise<ExitCode> {
  const { controls, ended } = await start({
    operator: flagsOperator({ yes: options.yes ?? false, phrases: options.confirm }),
    hold: options.hold,
    onEvent: (event, current) => {
      io.lastWords(current.ended === undefined ? lastWords(current, options) : []);
      io.out(options.json ? asJson(event) : eventText(event));
    },
  });
  if (io.signal.aborted) controls.stop();
  else io.signal.addEventListener('abort', controls.stop, { once: true });
  const { run } = await ended;
  return exitCodeOfRun(run);
}

/** Before anything is recorded: a run that may not write is none. */
export function refuseWhereReadOnly(session: HeadroomSession): void {
  const { writes } = session.store.getSnapshot();
  if (writes.state === 'armed') return;
  throw new Refusal(
    `This session only reads: ${writes.because}. Nothing was written.`,
    writes.canArm
      ? 'Add --write to allow it.'
      : 'Start it again without what forbids it; an endpoint is named with --endpoint, not with AWS_ENDPOINT_URL.',
    exitCodes.readOnly,
  );
}
