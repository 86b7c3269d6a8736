import { whyNotResumable } from '../domain/resume.ts';
import { type Run, replay } from '../domain/run.ts';
import { sessionMoved } from '../domain/session-moved.ts';
import { runPath } from '../journal/files.ts';
import { reopenJournal } from '../journal/journal.ts';
import { JournalError } from '../journal/journal-error.ts';
import { whoIsHere } from '../journal/locks/locked.ts';
import { readJournal } from '../journal/read.ts';
import { resumeRun } from '../runner/resume-run.ts';
import { carryOutLocked, lockFor, type RunManner, type StartedRun } from './runs.ts';
import type { HeadroomSession } from './session.ts';

/** The recorded run, when it can go on as it was planned. Throws a JournalError that says why not, and what to do. */
export function resumableRun(stateDir: string, runId: string): Run {
  const contents = readJournal(runPath(stateDir, runId));
  if (contents.state === 'damaged') {
    throw new JournalError(
      `run ${runId} cannot be resumed: ${contents.note}`,
      `Look at what is left of it: headroom history ${runId}. Then plan again.`,
    );
  }
  const run = replay(contents.events);
  if (run === undefined) {
    throw new JournalError(
      `run ${runId} was cut off before it began: nothing was written`,
      'There is nothing to resume. Plan again.',
    );
  }
  const why = whyNotResumable(run);
  if (why !== undefined) throw new JournalError(why.because, why.nextStep);
  return run;
}

/**
 * Goes on with a recorded run. Who we are is asked first: a run that went on under another account would record it as
 * its own end. Rejects, with nothing recorded and nothing sent, where it cannot go on.
 */
export async function resumeRecorded(
  session: HeadroomSession,
  program: string,
  { runId, ...manner }: RunManner & { readonly runId: string },
): Promise<StartedRun> {
  const { stateDir } = session;
  const { plan } = resumableRun(stateDir, runId);
  const moved = sessionMoved(plan.session, await session.aws().identify());
  if (moved !== undefined) {
    throw new JournalError(
      `run ${runId} is of another AWS or caller: ${moved}`,
      'Resume it with the flags and the login that it was started with.',
    );
  }
  const locks = lockFor(stateDir, runId, plan, plan.session);
  return carryOutLocked({ session, program, runId, plan, manner, locks }, () => {
    // Another program may have gone on with it before the locks were ours.
    resumableRun(stateDir, runId);
    const journal = reopenJournal(stateDir, runId);
    return {
      journal,
      earlier: journal.events,
      carryOut: surroundings => resumeRun({ ...surroundings, by: whoIsHere() }, journal.events),
    };
  });
}
