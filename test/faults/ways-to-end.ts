import type { WatchedTerminal } from '../support/watched-terminal.ts';

/** A way for the program to end, and what is true of the terminal's other end afterwards. */
export interface WayToEnd {
  readonly way: string;
  readonly end: (terminal: WatchedTerminal) => void | Promise<void>;
  readonly status: number;
  /** What must be said on the terminal when it is back. */
  readonly says?: RegExp;
  /** The program does not come to end its run; the words say how to go on. */
  readonly sudden?: true;
  /** Not in the first milliseconds, in which the program is no job of a shell yet. */
  readonly started?: true;
  /** For the preload, see `die-on-request.mjs`. */
  readonly death?: string;
  readonly nodeOptions?: readonly string[];
}

const bySignal =
  (...names: readonly NodeJS.Signals[]) =>
  (terminal: WatchedTerminal): void => {
    for (const name of names) terminal.signal(name);
  };

const onRequest = (death: string) => ({ death, end: bySignal('SIGUSR2') });

const fault = /headroom: this is a fault of headroom itself/;
const withoutAWord = /headroom has ended without a word/;

export const waysToEnd: readonly WayToEnd[] = [
  { way: 'SIGINT', end: bySignal('SIGINT'), status: 130 },
  { way: 'SIGTERM', end: bySignal('SIGTERM'), status: 143 },
  { way: 'SIGHUP', end: bySignal('SIGHUP'), status: 129 },
  { way: 'SIGQUIT', end: bySignal('SIGQUIT'), status: 131 },
  {
    // No shell with jobs is around it, so nothing stops: it must come back, and then end.
    way: 'SIGTSTP, SIGCONT, SIGTERM',
    started: true,
    async end(terminal) {
      const before = terminal.output().length;
      terminal.signal('SIGTSTP');
      terminal.signal('SIGCONT');
      await terminal.waitForOutput(/\u001b\[\?1049l[\s\S]*\u001b\[\?1049h/, before);
      terminal.signal('SIGTERM');
    },
    status: 143,
  },
  { way: 'SIGKILL', end: bySignal('SIGKILL'), status: 137, says: withoutAWord, sudden: true },
  // Ink hears of this one, and has left the screen before it ends the process by it.
  { way: 'SIGABRT', end: bySignal('SIGABRT'), status: 134, sudden: true },
  { way: 'SIGSEGV', end: bySignal('SIGSEGV'), status: 139, says: withoutAWord, sudden: true },
  { way: 'an abort', ...onRequest('abort'), status: 134, says: withoutAWord, sudden: true },
  {
    way: 'no memory left',
    ...onRequest('memory'),
    nodeOptions: ['--max-old-space-size=128'],
    status: 134,
    says: withoutAWord,
    sudden: true,
  },
  { way: 'an exception', ...onRequest('throw'), status: 1, says: fault, sudden: true },
  { way: 'a rejection', ...onRequest('reject'), status: 1, says: fault, sudden: true },
  { way: 'an exception while drawing', ...onRequest('render'), status: 1, says: fault },
];
