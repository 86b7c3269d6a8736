import { cadences } from '../../src/aws/observe/index.ts';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import { type Configured, nothingConfigured } from '../../src/domain/snapshot.ts';
import { createSession, type HeadroomSession } from '../../src/session/session.ts';
import type { InProcessAws } from '../faults/support/in-process-aws.ts';
import { tempDir } from './temp-dir.ts';

/** A session of the program with an AWS in this process, in virtual time. */
export async function inProcessSession(
  aws: InProcessAws,
  connectionsPerTask: Configured['connectionsPerTask'] = {},
): Promise<HeadroomSession> {
  const { clock, ports, session: identity, services } = aws;
  const { gateway } = ports;
  const mint = ports.mint();
  if (mint === undefined) throw new Error('this AWS may be written to');
  const observe = createObserver({ gateway, clock });
  const session = createSession({
    openAws: async () => ({
      clock,
      gateway,
      mint,
      visit: ports.visit,
      cadences,
      identify: async () => identity,
      services: async () => ({ services, notes: [] }),
      observe,
      poll: observe,
      pollElsewhere: observe,
      outages: () => [],
      requests: () => ({ lastMinute: 0, perMinute: 300, isHeld: false }),
      connection: () => ({ credentialsFrom: undefined, notes: [] }),
      close: () => {},
    }),
    wallClock: clock,
    writes: 'armed',
    stateDir: tempDir(),
    secrets: createSecrets({}),
    configured: { ...nothingConfigured, connectionsPerTask },
  });
  await session.connect();
  return session;
}
