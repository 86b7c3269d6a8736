import { type Fault, FaultError } from '../domain/fault.ts';
import { obligationsIn } from '../domain/obligation.ts';
import type { Mint, Observe, Secrets } from '../domain/ports.ts';
import { type Configured, findService, type Session, type Snapshot } from '../domain/snapshot.ts';
import { agedSnapshot, applyPatch, pendingSnapshot, type SnapshotPatch } from '../domain/snapshot-patch.ts';
import { type Clock, type Instant, minutes, seconds } from '../domain/time.ts';
import { readObligations } from '../journal/obligations.ts';
import { linkAfter } from '../store/link.ts';
import { type AppState, initialState, type Writes } from '../store/state.ts';
import { createStore, type Store } from '../store/store.ts';
import type { AwsPorts } from './aws-ports.ts';
import { createPolling, type Polling } from './polling.ts';

export interface SessionOptions {
  /** Opens AWS; called again after it failed, so that renewed credentials are found. */
  readonly openAws: () => Promise<AwsPorts>;
  /** What ages are measured on until AWS is open. */
  readonly wallClock: Clock;
  /** Whether this session may write: from the start, after it was armed, or not at all and why. */
  readonly writes: 'armed' | 'ask' | { readonly forbidden: string };
  readonly stateDir: string;
  readonly secrets: Secrets;
  readonly configured?: Configured;
}

/**
 * One session with one AWS: what is known (the store), how it is kept up to date, and whether it may be changed.
 * Dashboard and headless commands use the same one.
 */
export interface HeadroomSession {
  readonly store: Store;
  readonly clock: Clock;
  readonly stateDir: string;
  readonly secrets: Secrets;
  /** Opens AWS and finds out who we are and what is there. Rejects with a FaultError. */
  connect(signal?: AbortSignal): Promise<void>;
  /**
   * Opens AWS anew, so that a login that was renewed elsewhere is found, and says who we are there now. Rejects with a
   * FaultError, and everything stays as it was, where that fails.
   */
  reconnect(): Promise<Session>;
  /** Connects, again and again until it works, and polls from then on. Never rejects: the state says what fails. */
  keepConnected(): void;
  /** Reads parts again, puts them into the store, returns what is known then. */
  readonly observe: Observe;
  /** Everything that the dashboard shows, of every service, once. */
  observeAll(signal?: AbortSignal): Promise<Snapshot>;
  readonly polling: Pick<Polling, 'refresh' | 'setPaused' | 'look'>;
  /** The program stood still for so many milliseconds: what is known counts as old, and is read again. */
  lostTime(lostMs: number): void;
  /** The opened AWS; throws where `connect` has not resolved yet. */
  aws(): AwsPorts;
  arm(): void;
  /** Undefined while this session may not write. */
  mint(): Mint | undefined;
  close(): Promise<void>;
}

/** How long an armed session stays armed without being asked again. */
const armedForMs = minutes(30);
const reconnectAfterMs = seconds(5);

export function createSession(options: SessionOptions): HeadroomSession {
  const store = createStore(initialState(writesAtStart(options.writes)));
  const closing = new AbortController();
  let ports: AwsPorts | undefined;
  let impatience: AbortController | undefined;

  const clock: Clock = {
    now: () => (ports?.clock ?? options.wallClock).now(),
    sleep: (ms, signal) => (ports?.clock ?? options.wallClock).sleep(ms, signal),
    get speed() {
      return (ports?.clock ?? options.wallClock).speed;
    },
    // The machine has one, whichever AWS is talked to.
    ...(options.wallClock.monotonicMs && { monotonicMs: options.wallClock.monotonicMs }),
  };

  const aws = (): AwsPorts => {
    if (ports === undefined) throw new Error('the session was used before it was connected');
    return ports;
  };

  const known = (): Snapshot => {
    const { snapshot } = store.getSnapshot();
    if (snapshot === undefined) throw new Error('the session was used before it was connected');
    return snapshot;
  };

  const taking =
    (patch: SnapshotPatch) =>
    (state: AppState): AppState => {
      const { outages, connection, requests } = aws();
      if (state.snapshot === undefined) return state;
      const snapshot = applyPatch(state.snapshot, patch);
      const swept = [...patch.services].flatMap(([key, parts]) =>
        parts.counts === undefined ? [] : (findService(snapshot, key) ?? []),
      );
      const link = swept.length === 0 ? state.link : linkAfter(state.link, { services: swept }, clock.now());
      return { ...state, snapshot, link, outages: outages(), connection: connection(), requests: requests() };
    };

  const take = (patch: SnapshotPatch): void => store.update(taking(patch));

  const polling = createPolling({
    clock,
    aws,
    known,
    take,
    keep: patch => store.keep(taking(patch)),
    onPace: slowed => store.update(state => ({ ...state, slowed })),
  });

  const observe: Observe = async (services, parts, signal) => {
    take(await aws().observe(services, parts, known(), signal));
    return known();
  };

  async function connect(signal?: AbortSignal): Promise<void> {
    ports ??= await options.openAws();
    try {
      const session = await ports.identify(signal);
      const { services, notes } = await ports.services(signal);
      store.update(state => ({
        ...state,
        link: { state: 'live' },
        connection: aws().connection(),
        snapshot: pendingSnapshot(session, services, {
          leftOut: notes,
          ...(options.configured && { configured: options.configured }),
        }),
        obligations: obligationsIn(readObligations(options.stateDir), session),
        writes: session.simulated && !isForbidden(options.writes) ? { state: 'armed', until: null } : state.writes,
      }));
    } catch (error) {
      // Credentials are read when clients are made: a renewed login is only found by new ones.
      ports.close();
      ports = undefined;
      throw error;
    }
  }

  async function reconnect(): Promise<Session> {
    const renewed = await options.openAws();
    try {
      const session = await renewed.identify();
      const shown = store.getSnapshot().snapshot?.session;
      if (shown !== undefined && !isSameAccount(shown, session)) throw new FaultError(otherAccount(shown, session));
      ports?.close();
      ports = renewed;
      return session;
    } catch (error) {
      renewed.close();
      throw error;
    }
  }

  const observeAll = (signal?: AbortSignal): Promise<Snapshot> =>
    observe(
      known().services.map(({ key }) => key),
      aws().cadences.map(({ part }) => part),
      signal,
    );

  async function connectUntilItWorks(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await connect(closing.signal);
        return;
      } catch (error) {
        if (!(error instanceof FaultError)) throw error;
        const { fault } = error;
        store.update(state => ({
          ...state,
          link: { state: 'failing', fault, since: state.link.state === 'failing' ? state.link.since : clock.now() },
        }));
        impatience = new AbortController();
        await clock.sleep(reconnectAfterMs, AbortSignal.any([closing.signal, impatience.signal]));
      }
    }
  }

  /** What the banner says must be true also when nobody touches a key. */
  async function disarmAt(until: Instant): Promise<void> {
    await clock.sleep(until - clock.now(), closing.signal);
    store.update(state =>
      state.writes.state === 'armed' && state.writes.until === until
        ? {
            ...state,
            writes: { state: 'read-only', because: 'writes were armed for half an hour, which is over', canArm: true },
          }
        : state,
    );
  }

  async function live(): Promise<void> {
    await connectUntilItWorks();
    if (closing.signal.aborted) return;
    polling.start(store.getSnapshot().paused);
  }

  function refresh(): void {
    impatience?.abort();
    polling.refresh();
  }

  return {
    store,
    clock,
    stateDir: options.stateDir,
    secrets: options.secrets,
    connect,
    reconnect,
    keepConnected: () => void live(),
    observe,
    observeAll,
    polling: { ...polling, refresh },
    lostTime(lostMs) {
      const snapshot = (known: Snapshot | undefined) => known && agedSnapshot(known, stoodStill);
      store.update(state => ({
        ...state,
        lost: { ms: lostMs, at: clock.now() },
        snapshot: snapshot(state.snapshot),
      }));
      refresh();
    },
    aws,
    arm() {
      if (isForbidden(options.writes)) return;
      const until = clock.now() + armedForMs;
      store.update(state => ({ ...state, writes: { state: 'armed', until } }));
      void disarmAt(until);
    },
    mint() {
      const { writes } = store.getSnapshot();
      const armed = writes.state === 'armed' && (writes.until === null || clock.now() < writes.until);
      return armed ? aws().mint : undefined;
    },
    async close() {
      closing.abort();
      polling.stop();
      ports?.close();
    },
  };
}

const isSameAccount = (a: Session, b: Session): boolean => a.accountId === b.accountId && a.region === b.region;

const otherAccount = (shown: Session, now: Session): Fault => ({
  kind: 'credentials',
  because: `the credentials are now of account ${now.accountId} ${now.region}, and this session is of ${shown.accountId} ${shown.region}`,
  nextStep: 'Log in to the account of this session again, or start headroom anew for the other one.',
});

const stoodStill: Fault = {
  kind: 'timeout',
  because: 'headroom stood still for a while, and nothing was read',
  nextStep: 'Everything is being read again.',
};

const isForbidden = (writes: SessionOptions['writes']): boolean => typeof writes === 'object';

function writesAtStart(writes: SessionOptions['writes']): Writes {
  if (writes === 'armed') return { state: 'armed', until: null };
  return writes === 'ask'
    ? { state: 'read-only', because: 'writes are not armed', canArm: true }
    : { state: 'read-only', because: writes.forbidden, canArm: false };
}
