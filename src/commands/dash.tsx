import { render } from 'ink';
import { openSession } from '../compose.ts';
import { resolveSettings, type Settings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import type { Run } from '../domain/run.ts';
import { seconds } from '../domain/time.ts';
import { SessionProvider } from '../hooks/session-context.tsx';
import { createCellOutput } from '../process/cell-output.ts';
import { watchForGaps } from '../process/time-gap.ts';
import { App } from '../screens/app.tsx';
import type { HeadroomSession } from '../session/session.ts';
import { Refusal } from './failure.ts';
import { demoFarewell, demoLastWords, farewell, lastWords } from './farewell.ts';
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
  const session = openSession(settings);
  // Only a demo has an endpoint that nobody typed.
  const isDemo = settings.endpoint?.from === 'flag' && flags.endpoint === undefined;
  const { promise: left, resolve: quit } = Promise.withResolvers<void>();
  const screen = io.openScreen();
  const { actions, endRun } = createSessionActions(session, { quit, copy: screen.copy });
  // Off, Ink writes to the terminal by itself: for a terminal that this one gets wrong, and to compare the two.
  const cells =
    io.env['HEADROOM_CELLS'] === '0' ? undefined : createCellOutput(screen.stdout, { isOpen: screen.isOpen() });
  if (cells) screen.stdin.on('readable', cells.expedite);
  // What was drawn for another size may stand anywhere by now; the cells see to that themselves.
  else screen.stdout.on('resize', () => screen.stdout.write('\u001b[2J'));
  const app = render(
    <SessionProvider value={{ store: session.store, actions, clock: session.clock }}>
      <App colour={flags.color !== false && !io.env['NO_COLOR']} job={shellJob()} />
    </SessionProvider>,
    {
      stdout: cells?.stdout ?? screen.stdout,
      stdin: screen.stdin,
      alternateScreen: true,
      incrementalRendering: true,
      // Data arrives at most twice a second; the limit would only delay the echo of a key that follows it.
      maxFps: 120,
      exitOnCtrlC: false,
      // Nothing reaches it: what libraries write there is caught before anything is loaded.
      patchConsole: false,
      // A continuous-integration variable that happens to be set must not blank a screen that a person is looking at.
      interactive: true,
    },
  );
  // Before Ink hears of it: a frame that is drawn for a new size must not be compared with one that is gone.
  screen.stdout.prependListener('resize', app.clear);
  if (io.signal.aborted) quit();
  io.signal.addEventListener('abort', () => quit(), { once: true });
  const unwatchRun = session.store.subscribe(
    tellLastWords(session, run =>
      io.lastWords(run ? (isDemo ? demoLastWords(run, settings.stateDir) : lastWords(run, flags)) : []),
    ),
  );
  const unwatchTime = watchForGaps(session.lostTime);
  try {
    // The first frame is on the screen before the AWS clients are even loaded.
    await app.waitUntilRenderFlush();
    session.keepConnected();
    // Ink ends by itself only where a screen threw; what it threw goes on from here.
    await Promise.race([left, app.waitUntilExit()]);
  } finally {
    unwatchTime();
    // The terminal first: whatever is still in flight, the shell is usable again.
    app.unmount();
    const { run: active } = session.store.getSnapshot();
    if (active && active.run.ended === undefined) io.err('headroom: stopping the run after what is in flight …\n');
    const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), endsWithinMs));
    const run = (await Promise.race([endRun(), late])) ?? session.store.getSnapshot().run?.run;
    await session.close();
    unwatchRun();
    io.lastWords([]);
    if (run) io.err(isDemo ? demoFarewell(run, settings.stateDir) : farewell(run, flags));
  }
  // Who is ended by a signal was not done; the process then ends with the code of that signal.
  return io.signal.aborted ? exitCodes.nothingWritten : exitCodes.done;
}

/** Whoever leaves waits no longer than this for a write in flight; after it the journal has to speak for the run. */
const endsWithinMs = seconds(9);

/** Says which run is under way whenever that changes. */
function tellLastWords({ store }: HeadroomSession, tell: (run: Run | undefined) => void): () => void {
  let told: string | undefined;
  return () => {
    const run = store.getSnapshot().run?.run;
    const underWay = run?.ended === undefined ? run : undefined;
    if (underWay?.id === told) return;
    told = underWay?.id;
    tell(underWay);
  };
}
