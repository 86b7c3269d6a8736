import { onTestFinished } from 'vitest';
import { discoverServices } from '../../src/aws/discover.ts';
import { identify } from '../../src/aws/identity.ts';
import { cadences } from '../../src/aws/observe/index.ts';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { createGateway } from '../../src/aws/sdk.ts';
import { probeSimulator } from '../../src/aws/simulated-endpoint.ts';
import { createVisit } from '../../src/aws/visit.ts';
import { createSessionActions } from '../../src/commands/session-actions.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import type { Gateway } from '../../src/domain/ports.ts';
import { App } from '../../src/screens/app.tsx';
import { createSession, type HeadroomSession, type SessionOptions } from '../../src/session/session.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import type { Actions } from '../../src/store/actions.ts';
import { drawOn, StandingClock, type TestScreen } from './screen.tsx';
import { tempDir } from './temp-dir.ts';

export interface AppOnSimulator {
  readonly simulator: RunningSimulator;
  readonly session: HeadroomSession;
  readonly actions: Actions;
  readonly clock: StandingClock;
  readonly screen: TestScreen;
  readonly stateDir: string;
  /** Resolves when nothing is on its way to AWS and the screen has drawn what came of it. */
  settle(): Promise<void>;
  /** Lets time pass in ticks, each drawn before the next. */
  pass(ms: number): Promise<void>;
}

/**
 * The whole program but for its process: screens, session, runner, journal, the real SDK and a simulated AWS. Only time
 * is the test's: the program's clock stands until it is moved.
 */
export async function appOnSimulator({
  writes = 'armed',
  production = true,
  width = 100,
  height = 30,
}: {
  readonly writes?: SessionOptions['writes'];
  readonly production?: boolean;
  readonly width?: number;
  readonly height?: number;
} = {}): Promise<AppOnSimulator> {
  const start = Date.UTC(2030, 0, 1, 12);
  const simulator = await startSimulator({ seed: 1, start, speed: 1, durations: 0.01, port: 0, wallNow: () => start });
  onTestFinished(() => simulator.close());
  const clock = new StandingClock(start);
  let inFlight = 0;
  const session = createSession({
    wallClock: clock,
    writes,
    stateDir: tempDir(),
    secrets: createSecrets({}),
    async openAws() {
      const hello = await probeSimulator(simulator.url);
      if (hello === undefined) throw new Error('the simulator does not say hello');
      const opened = createGateway({ region: hello.region, endpoint: simulator.url, simulator: hello });
      const counted = async <Answer,>(ask: () => Promise<Answer>): Promise<Answer> => {
        inFlight += 1;
        return ask().finally(() => {
          inFlight -= 1;
        });
      };
      const gateway: Gateway = {
        read: (...request) => counted(() => opened.gateway.read(...request)),
        write: (...request) => counted(() => opened.gateway.write(...request)),
      };
      const observe = createObserver({ gateway, clock });
      const where = {
        environment: 'simulated',
        production,
        region: hello.region,
        endpoint: simulator.url,
        simulated: true,
      };
      return {
        clock,
        gateway,
        mint: opened.mint,
        visit: createVisit(simulator.url),
        cadences,
        identify: () => identify(gateway, where),
        services: () => discoverServices(gateway),
        observe,
        poll: observe,
        pollElsewhere: observe,
        outages: opened.outages,
        connection: opened.connection,
        requests: opened.requests,
        close: opened.destroy,
      };
    },
  });
  onTestFinished(() => session.close());
  const { actions, endRun } = createSessionActions(session, { quit: () => {}, copy: () => {} });
  onTestFinished(async () => void (await endRun()));
  session.keepConnected();
  const screen = drawOn(<App colour={false} />, { width, height, session: { store: session.store, actions, clock } });

  const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 6; quiet += 1) {
      await turn();
      if (inFlight > 0) quiet = -1;
    }
  };
  await screen.until(frame => frame.includes('waooaw-backend'));
  await settle();
  return {
    simulator,
    session,
    actions,
    clock,
    screen,
    stateDir: session.stateDir,
    settle,
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 100) {
        clock.advance(Math.min(100, ms - passed));
        await settle();
      }
    },
  };
}
