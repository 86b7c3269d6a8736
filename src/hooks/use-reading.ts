import { useEffect, useState } from 'react';
import type { Part } from '../domain/snapshot.ts';
import { useSession } from './session-context.tsx';

export interface Reading {
  /** Nothing that was asked for has come yet. */
  readonly isFirst: boolean;
  readonly isUnderWay: boolean;
  readonly again: () => void;
}

/**
 * Reads parts that nobody polls, of every service and of the account, when a screen opens and whenever it is asked again.
 * What comes is in the state like everything else.
 * @param parts always the same list
 */
export function useReading(parts: readonly Part[]): Reading {
  const { actions } = useSession();
  const [asked, ask] = useState(1);
  const [answered, setAnswered] = useState(0);
  useEffect(() => {
    let isWanted = true;
    void actions.observe(parts).then(() => {
      if (isWanted) setAnswered(asked);
    });
    return () => {
      isWanted = false;
    };
  }, [actions, parts, asked]);
  return { isFirst: answered === 0, isUnderWay: answered < asked, again: () => ask(asked + 1) };
}
