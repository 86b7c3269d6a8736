import { openSession } from '../compose.ts';
import { resolveSettings, type Settings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { seconds } from '../domain/time.ts';
import { Refusal } from './failure.ts';
import { demoFarewell, farewell } from './farewell.ts';
import type { Flags, Io } from './io.ts';
import { shellJob } from './job.ts';
import { createSessionActions } from './session-actions.ts';

/** `headroom`: the live dashboard, until it is left. */
export const dash = (io: Io, flags: Flags): Promise<ExitCode> => dashboardOf(resolveSettings(flags, io.env), io, flags);

/** The dashboard of these settings, however they came about. */
export async function dashboardOf(settings: Settings, io: Io, flags: Flags): Promise<ExitCode> {
  if (!io.interactive || flags.plain || flags.json) {
    throw new Refusal(
      'The dashboard needs a terminal that can draw a full screen, and this is not one.',
      'Use headroom status for one look as text, or headroom status --json for a program.',
      exitCodes.usage,
    );
  }
  const [{ render }, { App }, { SessionProvider }, { createCellOutput }] = await Promise.all([
    import('ink'),
    import('../screens/app.tsx'),
    import('../hooks/session-context.tsx'),
    import('../terminal/cells/cell-output.ts'),
  ]);

  const session = openSession(settings);
  const { promise: left, resolve: quit } = Promise.withResolvers<void>();
  const { actions, endRun } = createSessionActions(session, { quit, copy: text => io.out(clipboard(text)) });
  // Off, Ink writes to the terminal by itself: for a terminal that this one gets wrong, and to compare the two.
  const cells = io.env['HEADROOM_CELLS'] === '0' ? undefined : createCellOutput(process.stdout);
  if (cells) process.stdin.on('readable', cells.expedite);
  const app = render(
    <SessionProvider value={{ store: session.store, actions, clock: session.clock }}>
      <App colour={flags.color !== false && !io.env['NO_COLOR']} job={shellJob()} />
    </SessionProvider>,
    {
      stdout: cells?.stdout ?? process.stdout,
      alternateScreen: true,
      incrementalRendering: true,
      // Data arrives at most twice a second; the limit would only delay the echo of a key that follows it.
      maxFps: 120,
      exitOnCtrlC: false,
      patchConsole: true,
      // A continuous-integration variable that happens to be set must not blank a screen that a person is looking at.
      interactive: true,
    },
  );
  if (io.signal.aborted) quit();
  io.signal.addEventListener('abort', () => quit(), { once: true });

  // The first frame is on the screen before the AWS clients are even loaded.
  await app.waitUntilRenderFlush();
  session.keepConnected();
  await left;
  // The terminal first: whatever is still in flight, the shell is usable again.
  app.unmount();
  await app.waitUntilExit();
  if (cells) process.stdin.off('readable', cells.expedite);
  const { run: active } = session.store.getSnapshot();
  if (active && active.run.ended === undefined) io.err('headroom: stopping the run after what is in flight …\n');
  const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), endsWithinMs));
  const run = (await Promise.race([endRun(), late])) ?? session.store.getSnapshot().run?.run;
  await session.close();
  // Only a demo has an endpoint that nobody typed.
  const isDemo = settings.endpoint?.from === 'flag' && flags.endpoint === undefined;
  if (run) io.err(isDemo ? demoFarewell(run, settings.stateDir) : farewell(run, flags));
  // Who is ended by a signal was not done; the process then ends with the code of that signal.
  return io.signal.aborted ? exitCodes.nothingWritten : exitCodes.done;
}

/** Longer than a request may take; after it the journal has to speak for the run. */
const endsWithinMs = seconds(20);

/** OSC 52: the terminal at the reader's end takes it, through SSH and tmux, and moves nothing on the screen. */
const clipboard = (text: string): string => `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
