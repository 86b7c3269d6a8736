import type { FaultKind } from './fault.ts';
import type { Run, StopReason } from './run.ts';

/** The exit codes of the command line, part of its contract with scripts. */
export const exitCodes = {
  done: 0,
  ourFault: 1,
  usage: 2,
  nothingWritten: 3,
  partlyApplied: 4,
  unknown: 5,
  credentials: 6,
  locked: 7,
  readOnly: 8,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const whenNothingWasWritten: Partial<Record<StopReason, ExitCode>> = {
  credentials: exitCodes.credentials,
  'read-only': exitCodes.readOnly,
  'our-fault': exitCodes.ourFault,
};

/**
 * 0 only when every step is verified. Of a run that stopped, the code says first what is true of AWS (5: a write may or
 * may not have been taken; 4: at least one was), and only when AWS was left alone why it stopped.
 */
export function exitCodeOfRun(run: Run): ExitCode {
  if (run.ended?.kind === 'completed') return exitCodes.done;
  if (run.steps.some(({ write }) => write === 'uncertain')) return exitCodes.unknown;
  if (run.steps.some(({ write }) => write === 'accepted')) return exitCodes.partlyApplied;
  return (run.ended && whenNothingWasWritten[run.ended.because]) ?? exitCodes.nothingWritten;
}

/** The exit code of a fault outside a run. */
export function exitCodeOfFault(kind: FaultKind): ExitCode {
  switch (kind) {
    case 'credentials':
    case 'denied':
      return exitCodes.credentials;
    case 'region':
      return exitCodes.usage;
    case 'read-only':
      return exitCodes.readOnly;
    default:
      return exitCodes.nothingWritten;
  }
}
