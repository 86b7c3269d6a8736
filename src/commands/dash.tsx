import { openSession } from '../compose.ts';
import { resolveSettings, type Settings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { Refusal } from './failure.ts';
import type { Flags, Io } from './io.ts';
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
  const [{ render }, { App }, { SessionProvider }] = await Promise.all([
    import('ink'),
    import('../screens/app.tsx'),
    import('../hooks/session-context.tsx'),
  ]);

  const session = openSession(settings);
  const { promise: left, resolve: quit } = Promise.withResolvers<void>();
  const actions = createSessionActions(session, quit);
  const app = render(
    <SessionProvider value={{ store: session.store, actions, clock: session.clock }}>
      <App colour={flags.color !== false && !io.env['NO_COLOR']} />
    </SessionProvider>,
    {
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
  io.signal.addEventListener('abort', () => quit(), { once: true });

  // The first frame is on the screen before the AWS clients are even loaded.
  await app.waitUntilRenderFlush();
  session.keepConnected();
  await left;
  app.unmount();
  await app.waitUntilExit();
  await session.close();
  return exitCodes.done;
}
