import type { AppState } from './state.ts';

/**
 * The session's state, outside React. One `update` is one notification, so a poll that brings ten parts draws once.
 */
export interface Store {
  getSnapshot(): AppState;
  subscribe(listener: () => void): () => void;
  update(change: (state: AppState) => AppState): void;
  /** A change that is not on the screen: what is drawn next may show it, and nothing is drawn for it. */
  keep(change: (state: AppState) => AppState): void;
}

export function createStore(initial: AppState): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keep(change) {
      state = change(state);
    },
    update(change) {
      const next = change(state);
      // The same object means that nothing changed, and nothing is drawn.
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
  };
}
