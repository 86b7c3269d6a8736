import { createContext, useContext } from 'react';
import type { Clock } from '../domain/time.ts';
import type { Actions } from '../store/actions.ts';
import type { AppState } from '../store/state.ts';

export type { NotDone, PlanResult, Recorded, RecordedRun, RunRecord } from '../store/actions.ts';

/** The session as screens see it: state to subscribe to, actions to call, and the clock that ages are measured on. */
export interface SessionHandle {
  readonly store: { getSnapshot(): AppState; subscribe(listener: () => void): () => void };
  readonly actions: Actions;
  readonly clock: Clock;
}

const SessionContext = createContext<SessionHandle | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

export function useSession(): SessionHandle {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('a screen was rendered outside SessionProvider');
  return session;
}
