import { useEffect, useState } from 'react';
import type { Recorded } from './session-context.tsx';

/**
 * What the journal says, read when the screen opens; undefined until it is here.
 * @param key read again when it is another one.
 * @param age read again when it is another one, and shown as it was until then.
 */
export function useRecorded<Value>(
  key: string,
  read: () => Promise<Recorded<Value>>,
  age = 0,
): Recorded<Value> | undefined {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly recorded: Recorded<Value> }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each key and age, whatever function reads it.
  useEffect(() => {
    let isWanted = true;
    void read().then(recorded => {
      if (isWanted) setAnswer({ key, recorded });
    });
    return () => {
      isWanted = false;
    };
  }, [key, age]);
  return answer?.key === key ? answer.recorded : undefined;
}
