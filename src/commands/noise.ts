/** More than this nobody reads. */
const mostKept = 20;

/**
 * Keeps what libraries and Node would write to the terminal by themselves: warnings, and the console. In the middle of a
 * full screen each such line tears the picture, and in a pipe it is no answer.
 *
 * @returns what was said so far, the newest last; worth reading after a fault of our own
 */
export function catchNoise(): () => readonly string[] {
  const said: string[] = [];
  const keep = (words: string): void => {
    said.push(words);
    if (said.length > mostKept) said.shift();
  };
  // Node's own listener is the one that prints.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => keep(`${name}: ${message}`));
  for (const method of ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const) {
    console[method] = (...words: readonly unknown[]) => keep(`console.${method}: ${words.map(String).join(' ')}`);
  }
  return () => said;
}
