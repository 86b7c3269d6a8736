/**
 * A debugger that is open on this process could be used by anybody on the machine, and the process holds credentials.
 * Without a listener of ours the signal SIGUSR1 would open one.
 */
export function keepDebuggerShut(): void {
  process.on('SIGUSR1', () => {});
}

/** Whether one was open from the start: by a flag, or by NODE_OPTIONS. */
export function isDebuggerOpen(): boolean {
  // Loading the inspector to ask it would cost every start some milliseconds.
  const options = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  return options.includes('--inspect') && process.getBuiltinModule('node:inspector').url() !== undefined;
}
