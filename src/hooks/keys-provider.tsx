import { useInput, usePaste } from 'ink';
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useReducer,
  useState,
  useSyncExternalStore,
} from 'react';
import { keyPress } from '../terminal/key-name.ts';
import { KeyRouter, type LiveBinding, splitAtFilterKey } from './key-router.ts';

const RouterContext = createContext<KeyRouter | undefined>(undefined);

/** The one place that listens to the keyboard. Everything below it uses `useKeymap`. */
export function KeysProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [router] = useState(() => new KeyRouter());
  const inTurn = useInTurn();
  useInput((input, flags) => {
    const press = keyPress(input, flags);
    for (const part of press === undefined ? [] : splitAtFilterKey(press)) inTurn(() => router.dispatch(part));
  });
  // While this listens, the terminal marks pastes as such, so that pasted text never arrives as keys.
  usePaste(text => inTurn(() => router.paste(text)));
  return <RouterContext.Provider value={router}>{children}</RouterContext.Provider>;
}

interface Turns {
  readonly waiting: (() => void)[];
  running: boolean;
}

/**
 * Runs things one after the other, each when what the one before has changed is committed. A terminal may send several
 * keys at once, and `s` after `down` must open the wizard of the row that `down` has selected.
 */
function useInTurn(): (task: () => void) => void {
  const [turns] = useState<Turns>(() => ({ waiting: [], running: false }));
  const [committed, commit] = useReducer((count: number) => count + 1, 0);

  const next = (): void => {
    const task = turns.waiting.shift();
    turns.running = task !== undefined;
    if (task === undefined) return;
    task();
    // In the same batch as what the task changed, hence committed together with it.
    commit();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each commit, and nothing else, ends a turn.
  useLayoutEffect(() => {
    if (turns.running) queueMicrotask(next);
  }, [committed]);

  return task => {
    turns.waiting.push(task);
    if (!turns.running) next();
  };
}

export function useKeyRouter(): KeyRouter {
  const router = useContext(RouterContext);
  if (router === undefined) throw new Error('a component that uses keys was rendered outside KeysProvider');
  return router;
}

/** What the keyboard does right now, the innermost first: what key hints and the help screen show. */
export function useLiveBindings(): readonly LiveBinding[] {
  const router = useKeyRouter();
  return useSyncExternalStore(router.subscribe, router.liveBindings);
}
