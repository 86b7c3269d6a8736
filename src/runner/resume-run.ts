import { leftToSend, stillToWrite } from '../domain/resume.ts';
import type { RunEvent } from '../domain/run.ts';
import { recover } from './recover.ts';
import { carryOut, type RunResult, type RunSurroundings } from './run-plan.ts';
import { walk } from './walk.ts';

export interface ResumeRequest extends RunSurroundings {
  /** Who goes on with it, and where; for the journal. */
  readonly by: string;
}

/**
 * Goes on with a run that stopped or whose program died: first what became of a request in doubt, then a fresh yes for
 * whatever is still to be sent, then the steps that are left.
 *
 * Invariant: nothing is sent on the word of an earlier yes. So however often a run dies and is resumed, there are never
 * more requests that AWS may have taken than there were yeses.
 *
 * @param earlier every event of the run so far, in order.
 */
export const resumeRun = (request: ResumeRequest, earlier: readonly RunEvent[]): Promise<RunResult> =>
  carryOut(request, earlier, async context => {
    const { record, run } = context;
    record({ type: 'RunResumed', program: request.program, by: request.by });
    const stop = await recover(context);
    if (stop) return stop;
    if (leftToSend(run()).length > 0) record({ type: 'ConfirmationVoided', says: stillToWrite(run()) });
    return await walk(context);
  });
