import { describe, expect, it, onTestFinished } from 'vitest';
import { createSecrets } from '../../src/config/secrets.ts';
import { FaultError } from '../../src/domain/fault.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { createSession, type HeadroomSession, type SessionOptions } from '../../src/session/session.ts';
import type { AppState } from '../../src/store/state.ts';
import { StandingClock } from '../support/screen.tsx';
import { backend, now } from '../support/snapshots.ts';
import { type FakeAws, fakeAws, unreachable } from './fake-ports.ts';

interface Opened {
  readonly session: HeadroomSession;
  readonly clock: StandingClock;
  readonly aws: FakeAws;
  /** How often AWS was opened. */
  readonly openings: () => number;
  /** Resolves with the first state, the present one included, that the test accepts. */
  readonly until: (accept: (state: AppState) => boolean) => Promise<AppState>;
}

function openSession(options: Partial<SessionOptions> = {}): Opened {
  const clock = new StandingClock(now);
  const aws = fakeAws(clock);
  let openings = 0;
  const session = createSession({
    openAws: async () => {
      openings += 1;
      return aws.ports;
    },
    wallClock: clock,
    writes: 'ask',
    stateDir: '/nowhere',
    secrets: createSecrets({}),
    ...options,
  });
  onTestFinished(() => session.close());
  const until: Opened['until'] = accept =>
    new Promise(resolve => {
      const look = (): void => {
        const state = session.store.getSnapshot();
        if (!accept(state)) return;
        stop();
        resolve(state);
      };
      const stop = session.store.subscribe(look);
      look();
    });
  return { session, clock, aws, openings: () => openings, until };
}

describe('connecting', () => {
  it('says why it fails, tries again by itself, and opens AWS anew for it, because credentials may be new', async () => {
    const { session, clock, aws, openings, until } = openSession();
    aws.fault = unreachable;
    session.keepConnected();
    const failing = await until(({ link }) => link.state === 'failing');
    expect(failing).toMatchObject({ snapshot: undefined, link: { fault: unreachable, since: now } });
    expect(aws.closed).toBe(1);

    aws.fault = undefined;
    clock.advance(seconds(5));
    const live = await until(({ link }) => link.state === 'live');
    expect(live.snapshot?.services.map(({ key }) => key)).toEqual([backend]);
    expect(openings()).toBe(2);
  });

  it('tries at once when it is asked to', async () => {
    const { session, aws, until } = openSession();
    aws.fault = unreachable;
    session.keepConnected();
    await until(({ link }) => link.state === 'failing');
    aws.fault = undefined;
    session.polling.refresh();
    await until(({ link }) => link.state === 'live');
  });

  it('tells a command that asks once, and does not try again', async () => {
    const { session, aws, openings } = openSession();
    aws.fault = unreachable;
    await expect(session.connect()).rejects.toBeInstanceOf(FaultError);
    expect(openings()).toBe(1);
  });
});

describe('a link that breaks while the dashboard is open', () => {
  it('is said with its reason, and is live again with the first answer', async () => {
    const { session, clock, aws, until } = openSession();
    session.keepConnected();
    await until(({ snapshot }) => snapshot?.services[0]?.counts.state === 'fresh');

    aws.fault = unreachable;
    clock.advance(seconds(5));
    const failing = await until(({ link }) => link.state === 'failing');
    expect(failing.link).toMatchObject({ fault: unreachable, since: now + seconds(5) });
    expect(failing.snapshot?.services[0]?.counts.state).toBe('stale');

    aws.fault = undefined;
    clock.advance(seconds(5));
    const back = await until(({ link }) => link.state === 'live');
    expect(back.snapshot?.services[0]?.counts.state).toBe('fresh');
  });
});

describe('writing', () => {
  const isReadOnly = ({ writes }: AppState): boolean => writes.state === 'read-only';

  it('has a mint only after it was armed, for half an hour, and the state says so all the time', async () => {
    const { session, clock, until } = openSession();
    await session.connect();
    expect(session.mint()).toBeUndefined();
    session.arm();
    expect(session.store.getSnapshot().writes).toEqual({ state: 'armed', until: now + minutes(30) });
    expect(session.mint()).toBeDefined();

    clock.advance(minutes(30));
    expect(session.mint()).toBeUndefined();
    const over = await until(isReadOnly);
    expect(over.writes).toMatchObject({ because: expect.stringContaining('over'), canArm: true });
  });

  it('goes on for another half hour when it is armed again', async () => {
    const { session, clock, until } = openSession();
    await session.connect();
    session.arm();
    clock.advance(minutes(20));
    session.arm();
    clock.advance(minutes(29));
    expect(session.mint()).toBeDefined();
    clock.advance(minutes(1));
    await until(isReadOnly);
  });

  it('cannot be armed where it is forbidden, and says why', async () => {
    const { session } = openSession({ writes: { forbidden: 'AWS_ENDPOINT_URL overrides AWS' } });
    await session.connect();
    session.arm();
    expect(session.mint()).toBeUndefined();
    expect(session.store.getSnapshot().writes).toEqual({
      state: 'read-only',
      because: 'AWS_ENDPOINT_URL overrides AWS',
      canArm: false,
    });
  });
});
