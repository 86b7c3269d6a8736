import { ConfigError } from '../config/config-error.ts';
import { type ExitCode, exitCodeOfFault, exitCodes } from '../domain/exit-code.ts';
import { type Fault, FaultError } from '../domain/fault.ts';
import { JournalError } from '../journal/journal-error.ts';
import { LockedError } from '../journal/locks/locked.ts';
import { crashText } from '../process/crash.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';

/** Something that a person can mend, with the exit code that it ends in. */
export class Refusal extends Error {
  readonly nextStep: string;
  readonly exitCode: ExitCode;

  constructor(message: string, nextStep: string, exitCode: ExitCode) {
    super(message);
    this.name = 'Refusal';
    this.nextStep = nextStep;
    this.exitCode = exitCode;
  }
}

interface Failure {
  readonly because: string;
  readonly nextStep: string;
  readonly exitCode: ExitCode;
  readonly fault?: Fault;
  /** The run that stands in the way. */
  readonly lockedBy?: string;
}

/** What happened in words, or undefined where only we can mend it. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Refusal) return { because: error.message, nextStep: error.nextStep, exitCode: error.exitCode };
  if (error instanceof ConfigError) {
    return { because: error.message, nextStep: error.nextStep, exitCode: exitCodes.usage };
  }
  if (error instanceof FaultError) {
    const { fault } = error;
    return { because: fault.because, nextStep: fault.nextStep, exitCode: exitCodeOfFault(fault.kind), fault };
  }
  if (error instanceof LockedError) {
    const { because, nextStep, claim } = error;
    return { because, nextStep, exitCode: exitCodes.locked, lockedBy: claim.runId };
  }
  if (error instanceof JournalError) {
    return { because: error.because, nextStep: error.nextStep, exitCode: exitCodes.nothingWritten };
  }
  return undefined;
}

/** Says what happened and what to do next; anything unexpected is our own fault and shows where it comes from. */
export function report(error: unknown, io: Io, flags: Flags): ExitCode {
  const failure = failureOf(error);
  if (failure === undefined) {
    io.err(crashText(error, io.noise()));
    return exitCodes.ourFault;
  }
  if (flags.json) io.out(asJson({ fault: { ...failure.fault, because: failure.because, nextStep: failure.nextStep } }));
  io.err(`headroom: ${failure.because}\n  Next: ${failure.nextStep}\n`);
  return failure.exitCode;
}
