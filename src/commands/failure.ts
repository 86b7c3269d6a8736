import { ConfigError } from '../config/load.ts';
import { type ExitCode, exitCodeOfFault, exitCodes } from '../domain/exit-code.ts';
import { type Fault, FaultError } from '../domain/fault.ts';
import { safeText } from '../domain/safe-text.ts';
import { JournalError } from '../journal/journal-error.ts';
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
  if (error instanceof JournalError) {
    return { because: error.because, nextStep: error.nextStep, exitCode: exitCodes.nothingWritten };
  }
  return undefined;
}

/** Says what happened and what to do next; anything unexpected is our own fault and shows where it comes from. */
export function report(error: unknown, io: Io, flags: Flags): ExitCode {
  const failure = failureOf(error);
  if (failure === undefined) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const before = io.noise().map(words => `\n  Said before that: ${safeText(words)}`);
    io.err(`headroom: this is a fault of headroom itself, not of your input.\n${trace}${before.join('')}\n`);
    return exitCodes.ourFault;
  }
  if (flags.json)
    io.out(
      `${JSON.stringify({ fault: { ...failure.fault, because: failure.because, nextStep: failure.nextStep } })}\n`,
    );
  io.err(`headroom: ${failure.because}\n  Next: ${failure.nextStep}\n`);
  return failure.exitCode;
}
