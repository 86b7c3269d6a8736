import { constants } from 'node:os';

/** Why the process is asked to end. `SIGPIPE` stands for a reader who left. */
export type Ending = 'SIGINT' | 'SIGTERM' | 'SIGQUIT' | 'SIGHUP' | 'SIGPIPE';

export interface Interruption {
  /** Aborts when the process is asked to end, with the `Ending` as its reason. */
  readonly signal: AbortSignal;
  /** Somebody at the other end has left: the same as a signal of that name. */
  end(ending: Ending): void;
  /** The exit code that says so, `undefined` where nobody asked. */
  exitCode(): number | undefined;
}

/** One ctrl-c can come twice: from the terminal to all of its group, and once more from an npm that passes it on. */
const sameKeyMs = 100;

const codeOf = (ending: Ending): number => 128 + constants.signals[ending];

/**
 * Listens to the signals that end a process. The first one asks: what is in flight comes to its end first. After it,
 * another SIGINT, SIGTERM or SIGQUIT means now; a SIGHUP never does, because a terminal that goes sends several.
 */
export function listenForInterruption(): Interruption {
  const asked = new AbortController();
  let ending: Ending | undefined;
  let askedAt = 0;
  const end = (wanted: Ending): void => {
    if (ending !== undefined) return;
    ending = wanted;
    askedAt = performance.now();
    asked.abort(wanted);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (ending === undefined) end(name);
      else if (name !== 'SIGHUP' && performance.now() - askedAt > sameKeyMs) process.exit(codeOf(name));
    });
  }
  return { signal: asked.signal, end, exitCode: () => ending && codeOf(ending) };
}
