import { useSyncExternalStore } from 'react';
import type { Clock, Instant } from '../domain/time.ts';
import { useSession } from './session-context.tsx';

/** One timer per clock, however many components watch it; it runs only while one does. */
interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Instant;
}

const wholeSecond = (at: Instant): Instant => Math.floor(at / 1000) * 1000;

function createTicker(clock: Clock): Ticker {
  const listeners = new Set<() => void>();
  let now = wholeSecond(clock.now());
  let watching: AbortController | undefined;

  const tick = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      // A second of the reader's time: on a simulated clock at speed 60 a minute goes by, and is drawn once.
      await clock.sleep(1000 * clock.speed, signal);
      if (signal.aborted) return;
      now = wholeSecond(clock.now());
      for (const listener of listeners) listener();
    }
  };

  return {
    getSnapshot: () => now,
    subscribe: listener => {
      listeners.add(listener);
      if (watching === undefined) {
        now = wholeSecond(clock.now());
        watching = new AbortController();
        void tick(watching.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        watching?.abort();
        watching = undefined;
      };
    },
  };
}

const tickers = new WeakMap<Clock, Ticker>();

function tickerOf(clock: Clock): Ticker {
  const existing = tickers.get(clock);
  if (existing) return existing;
  const ticker = createTicker(clock);
  tickers.set(clock, ticker);
  return ticker;
}

/** Now on the session's clock, in whole seconds. It re-renders the component once a second, and not more often. */
export function useNow(): Instant {
  const ticker = tickerOf(useSession().clock);
  return useSyncExternalStore(ticker.subscribe, ticker.getSnapshot);
}
