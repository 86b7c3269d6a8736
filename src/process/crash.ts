import { safeText } from '../domain/safe-text.ts';

/**
 * What nobody caught ends the process: its state is unknown, and what matters is on disk already. The terminal is given
 * back first, so that the words stand on the screen that the reader comes back to.
 */
export function endOnCrash({ giveBack }: { readonly giveBack: () => void }): void {
  const crash = (error: unknown): void => {
    giveBack();
    process.stderr.write(crashText(error));
    process.exit(1);
  };
  // A rejection that nobody handles arrives here too.
  process.on('uncaughtException', crash);
}

/**
 * The error's own words may hold text from anywhere.
 *
 * @param said what Node and libraries had to say before it.
 */
export function crashText(error: unknown, said: readonly string[] = []): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = trace
    .split('\n')
    .slice(0, 30)
    .map(line => safeText(line));
  const before = said.map(words => `  Said before that: ${safeText(words)}`);
  return ['headroom: this is a fault of headroom itself, not of your input.', ...lines, ...before, ''].join('\n');
}
