import { describe, expect, it, onTestFinished } from 'vitest';
import { createSecrets } from '../../src/config/secrets.ts';
import { minutes } from '../../src/domain/time.ts';
import { createSession } from '../../src/session/session.ts';
import { StandingClock } from '../support/screen.tsx';
import { now } from '../support/snapshots.ts';
import { fakeAws } from './fake-ports.ts';

describe('N13: a machine that slept for an hour', () => {
  it('reads everything again at once, and until then the old data keeps the age that it has', async () => {
    const clock = new StandingClock(now);
    const aws = fakeAws(clock);
    const session = createSession({
      openAws: async () => aws.ports,
      wallClock: clock,
      writes: 'ask',
      stateDir: '/nowhere',
      secrets: createSecrets({}),
    });
    onTestFinished(() => session.close());
    const countsRead = (after: number): Promise<void> =>
      new Promise(resolve => {
        const look = (): void => {
          const counts = session.store.getSnapshot().snapshot?.services[0]?.counts;
          if (counts?.state !== 'fresh' || counts.observedAt < after) return;
          stop();
          resolve();
        };
        const stop = session.store.subscribe(look);
        look();
      });
    session.keepConnected();
    await countsRead(now);
    const sweeps = aws.read.length;

    clock.advance(minutes(60));
    const { snapshot } = session.store.getSnapshot();
    expect(snapshot?.services[0]?.counts).toMatchObject({ observedAt: now });
    await countsRead(now + minutes(60));
    expect(aws.read.length).toBe(sweeps + 1);
  });
});
