#!/usr/bin/env node
import { isatty } from 'node:tty';
import { keepCompiled } from './boot/compile-cache.ts';
import { drawOpening } from './boot/draw-opening.ts';
import { type Io, printing } from './commands/io.ts';
import { catchNoise } from './commands/noise.ts';
import { openingOf } from './commands/opening.ts';
import { type ExitCode, exitCodes } from './domain/exit-code.ts';
import { endOnCrash } from './process/crash.ts';
import { isDebuggerOpen, keepDebuggerShut } from './process/debugger.ts';
import { listenForInterruption } from './process/interruption.ts';
import { tooOldNode } from './process/node-version.ts';
import { attachTerminal } from './process/process-terminal.ts';
import { version } from './version.ts';

keepDebuggerShut();
// First of all: what is loaded later may want to say something.
const noise = catchNoise();
// The SDK says that it will need a newer Node one day; that is not worth keeping.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const writesCacheAfterMs = 5000;

const terminal = attachTerminal();
endOnCrash(terminal);
const interruption = listenForInterruption();

const tooOld = tooOldNode(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(tooOld);
  process.exit(exitCodes.usage);
}

if (isDebuggerOpen()) {
  process.stderr.write(
    'headroom: a debugger is open on this process, which will hold credentials.\n' +
      '  Next: start it without --inspect, also in NODE_OPTIONS.\n',
  );
  process.exit(exitCodes.usage);
}

// The reader of a pipe may leave before the end (`headroom history | head`), and a terminal may go. Either way a run
// under way still has to be brought to its end in the journal; a terminal that is gone takes no words any more.
const lost = (error?: NodeJS.ErrnoException): void => {
  if (error?.code !== 'EPIPE') terminal.hungUp();
  interruption.end(error?.code === 'EPIPE' ? 'SIGPIPE' : 'SIGHUP');
};
process.stdout.on('error', lost);
process.stderr.on('error', lost);

const io: Io = {
  ...printing({
    stdout: text => void process.stdout.write(text),
    stderr: text => void process.stderr.write(text),
  }),
  env: process.env,
  // Asking the stream itself would make it, and nothing is read from it yet.
  interactive: isatty(0) && process.stdout.isTTY === true && drawsScreens(process.env['TERM']),
  signal: interruption.signal,
  openScreen: terminal.openScreen,
  closeScreen: terminal.giveBack,
  lastWords: terminal.lastWords,
  noise,
};

const argv = process.argv.slice(2);
const opening = io.interactive ? openingOf(argv) : undefined;
// Without the cells, Ink takes the full screen itself.
if (opening !== undefined && process.env['HEADROOM_CELLS'] !== '0') {
  drawOpening(terminal.openScreen().stdout, { colour: opening.options.color !== false && !process.env['NO_COLOR'] });
}

// Only now: it takes longer to make than the picture.
if (isatty(0)) process.stdin.on('error', lost).on('end', lost);

const cache = keepCompiled(process.env);
// A dashboard is open for long and may be killed; by this time it has loaded what it needs.
if (opening !== undefined) setTimeout(cache.flush, writesCacheAfterMs).unref();
const exitCode = await run();
// A pipe that is full takes the rest later; ending the process now would cut a long answer short.
await new Promise<void>(resolve => process.stdout.write('', () => resolve()));
process.exit(exitCode === exitCodes.done ? exitCode : (interruption.exitCode() ?? exitCode));

/** Loads what this command line needs, and nothing for the others. */
async function run(): Promise<ExitCode> {
  if (isVersionAsked(argv)) {
    io.out(`${version}\n`);
    return exitCodes.done;
  }
  if (opening === undefined) {
    const { runProgram } = await import('./commands/program.ts');
    return runProgram(argv, io);
  }
  const { openDashboard } = await import('./commands/open-dashboard.ts');
  // Loading has left no time to hear anything, such as what the guardian has said of the terminal.
  await new Promise(resolve => setImmediate(resolve));
  return openDashboard(opening, io);
}

/** Beside other words it is commander's to judge. */
function isVersionAsked([word, ...others]: readonly string[]): boolean {
  return others.length === 0 && (word === '--version' || word === '-V');
}

/** A terminal of which nothing is known may be a teletype. */
function drawsScreens(type: string | undefined): boolean {
  return type !== undefined && type !== '' && type !== 'dumb';
}
