import { discoverServices } from '../../../src/aws/discover.ts';
import { identify } from '../../../src/aws/identity.ts';
import { cadences } from '../../../src/aws/observe/index.ts';
import { createObserver } from '../../../src/aws/observe/observe-parts.ts';
import { createVisit } from '../../../src/aws/visit.ts';
import { createSecrets } from '../../../src/config/secrets.ts';
import type { Clock } from '../../../src/domain/time.ts';
import { createSession, type HeadroomSession } from '../../../src/session/session.ts';
import type { SimulatedAccount } from './simulated-account.ts';

/** What a session has asked of AWS and not heard yet; a virtual clock waits for it. */
export interface Pending {
  readonly isBusy: () => boolean;
  count<Result>(work: Promise<Result>): Promise<Result>;
}

export function createPending(): Pending {
  let pending = 0;
  return {
    isBusy: () => pending > 0,
    count(work) {
      pending += 1;
      return work.finally(() => {
        pending -= 1;
      });
    },
  };
}

/** A session as the program opens it, on a simulated account and a clock of the test's. */
export function sessionOf(
  account: SimulatedAccount,
  clock: Clock,
  { count }: Pending = createPending(),
): HeadroomSession {
  const { region } = account.simulator.world.account;
  return createSession({
    wallClock: clock,
    writes: 'ask',
    stateDir: '/nowhere',
    secrets: createSecrets({}),
    async openAws() {
      const opened = account.open({ clock });
      const { gateway, polling, mint, outages, connection, requests, destroy } = opened;
      const where = { environment: 'test', production: true, region, endpoint: account.url, simulated: false };
      const observe = createObserver({ gateway, clock });
      const poll = createObserver({ gateway: polling, clock });
      return {
        clock,
        gateway,
        mint,
        visit: createVisit(account.url),
        cadences,
        identify: signal => identify(gateway, where, signal),
        services: signal => discoverServices(gateway, undefined, signal),
        observe: (...of) => count(observe(...of)),
        poll: (...of) => count(poll(...of)),
        pollElsewhere: (...of) => count(poll(...of)),
        outages,
        connection,
        requests,
        close: destroy,
      };
    },
  });
}
