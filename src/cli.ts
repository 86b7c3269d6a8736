#!/usr/bin/env node
import { constants } from 'node:os';
import type { Io } from './commands/io.ts';
import { catchNoise } from './commands/noise.ts';
import { exitCodes } from './domain/exit-code.ts';

// First of all: what is loaded later may want to say something.
const noise = catchNoise();
// The SDK says that it will need a newer Node one day; that is not worth keeping.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort(signal);
    // A second signal of the kind means now.
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  });
}

// The reader of a pipe may leave first (`headroom history | head`); that is no error of ours. A terminal that is gone
// takes nothing any more: that is a hang-up, and a run under way still has to be brought to its end in the journal.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  if (error.code !== 'EIO') throw error;
  interruption.abort('SIGHUP');
});
process.stderr.on('error', () => {});
process.stdin.on('error', () => interruption.abort('SIGHUP'));

const io: Io = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  env: process.env,
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && process.env['TERM'] !== 'dumb',
  signal: interruption.signal,
  noise,
};

// Only now: what it loads uses what older versions of Node do not have.
const { runProgram } = await import('./commands/program.ts');
const exitCode = await runProgram(process.argv.slice(2), io);
// A pipe that is full takes the rest later; ending the process now would cut a long answer short.
await new Promise<void>(resolve => process.stdout.write('', () => resolve()));
const reason: unknown = interruption.signal.aborted ? interruption.signal.reason : undefined;
process.exit(
  exitCode !== exitCodes.done && (reason === 'SIGINT' || reason === 'SIGTERM' || reason === 'SIGHUP')
    ? 128 + constants.signals[reason]
    : exitCode,
);
