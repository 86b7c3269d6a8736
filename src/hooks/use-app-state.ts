import { useSyncExternalStore } from 'react';
import type { AppState } from '../store/state.ts';
import { useSession } from './session-context.tsx';

export type { ActiveRun, AppState, Link, Question, UnfinishedRun, Writes } from '../store/state.ts';

/**
 * Subscribes to what `select` picks, and re-renders only when that changes.
 * @param select returns a part of the state as it is: a new object on each call would render without end.
 */
export function useAppState<Selected>(select: (state: AppState) => Selected): Selected {
  const { store } = useSession();
  return useSyncExternalStore(store.subscribe, () => select(store.getSnapshot()));
}
