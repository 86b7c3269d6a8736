import type { FaultKind } from './fault.ts';
import type { Run, RunEvent, StopReason } from './run.ts';

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
};

/** 0 only when every step is verified; a run that stopped tells apart whether AWS was touched. */
export function exitCodeOfRun(run: Run, events: readonly RunEvent[]): ExitCode {
  if (run.ended?.kind === 'completed') return exitCodes.done;
  if (run.ended?.kind === 'stopped' && run.ended.because === 'unknown') return exitCodes.unknown;
  const unresolved = run.steps.some(
    ({ step, phase }) => step.kind === 'apply' && (phase === 'requested' || phase === 'unknown'),
  );
  if (unresolved) return exitCodes.unknown;
  if (events.some(({ type }) => type === 'EffectSucceeded')) return exitCodes.partlyApplied;
  return (
    (run.ended?.kind === 'stopped' ? whenNothingWasWritten[run.ended.because] : undefined) ?? exitCodes.nothingWritten
  );
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
