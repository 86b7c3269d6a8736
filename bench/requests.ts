import { minutes } from '../src/domain/time.ts';
import { platform } from '../test/support/platform.ts';
import { createVirtualClock } from '../test/support/virtual-clock.ts';
import type { Bench } from './figure.ts';

const sizes = [2, 25, 200, 2_000, 5_000];
const start = Date.UTC(2026, 10, 24, 12);

/** Of nine rows of so many services, in the third minute. */
async function perMinute(services: number, budget: number): Promise<number> {
  const clock = createVirtualClock(start);
  const { session, services: keys, asked } = platform({ services, clock, requestsPerMinute: budget });
  session.polling.look({ rows: keys.slice(0, 9), panel: keys.slice(0, 1) });
  session.keepConnected();
  await clock.sleep(minutes(3));
  await session.close();
  return asked.filter(({ atMs }) => atMs > start + minutes(2) && atMs <= start + minutes(3)).length;
}

/** What the dashboard asks of AWS. */
export const requests: Bench = {
  title: 'Requests to AWS',
  how: 'The session polls an account that answers at once, in virtual time, with nine rows on the screen; counted are the requests of the third minute. No machine has a say in it.',
  async measure() {
    const free = await Promise.all(sizes.map(services => perMinute(services, 300)));
    const held = await perMinute(5_000, 20);
    return [
      ...sizes.map((services, index) => ({
        what: `${services} services`,
        measured: `${free[index]} requests a minute`,
        goal: 'at most 60, the budget being 300',
        met: (free[index] ?? Number.POSITIVE_INFINITY) <= 60,
      })),
      {
        what: '5,000 services on a budget of 20',
        measured: `${held} requests a minute`,
        goal: 'at most 20',
        met: held <= 20,
      },
    ];
  },
};
