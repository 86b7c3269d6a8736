/**
 * A debugger that is open on this process could be used by anybody on the machine, and the process holds credentials.
 * Without a listener of ours the signal SIGUSR1 would open one.
 */
export function keepDebuggerShut(): void {
  process.on('SIGUSR1', () => {});
}

/** Whether one was open from the start: by a flag, or by NODE_OPTIONS. */
export const isDebuggerOpen = (): boolean => process.getBuiltinModule('node:inspector').url() !== undefined;
