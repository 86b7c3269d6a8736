import { whereLeft } from '../domain/resume.ts';
import type { Session } from '../domain/snapshot.ts';
import { JournalError } from '../journal/journal-error.ts';
import { unfinishedRuns } from '../journal/unfinished.ts';
import type { HeadroomSession } from '../session/session.ts';
import type { UnfinishedRun } from '../store/state.ts';

/** Tells the screens, once it is known which AWS this is, of the newest run that an earlier session left behind in it. */
export function noteUnfinished({ store, stateDir }: HeadroomSession): void {
  const look = (): void => {
    const session = store.getSnapshot().snapshot?.session;
    if (session === undefined) return;
    stop();
    const unfinished = newestUnfinished(stateDir, session);
    if (unfinished !== undefined) store.update(state => ({ ...state, unfinished }));
  };
  const stop = store.subscribe(look);
  look();
}

/** Older ones are in the history. */
const newestRuns = 20;

function newestUnfinished(stateDir: string, session: Session): UnfinishedRun | undefined {
  try {
    const found = unfinishedRuns(stateDir, newestRuns).find(
      ({ run, claim }) => claim === undefined && isOf(run.plan.session, session),
    );
    return found && { runId: found.run.id, says: whereLeft(found.run) };
  } catch (error) {
    // A journal that cannot be read is told of where journals are shown.
    if (error instanceof JournalError) return undefined;
    throw error;
  }
}

const isOf = (run: Session, now: Session): boolean =>
  run.accountId === now.accountId && run.region === now.region && run.endpoint === now.endpoint;
