import { FaultError } from '../domain/fault.ts';
import { obligationsIn } from '../domain/obligation.ts';
import type { Mint, Observe, Secrets } from '../domain/ports.ts';
import type { Configured, Snapshot } from '../domain/snapshot.ts';
import { applyPatch, pendingSnapshot } from '../domain/snapshot-patch.ts';
import { type Clock, type Instant, minutes, seconds } from '../domain/time.ts';
import { readObligations } from '../journal/obligations.ts';
import { linkAfter } from '../store/link.ts';
import { createPoller, type Poller } from '../store/poller.ts';
import { initialState, type Writes } from '../store/state.ts';
import { createStore, type Store } from '../store/store.ts';
import type { AwsPorts } from './aws-ports.ts';

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
  /** Connects, again and again until it works, and polls from then on. Never rejects: the state says what fails. */
  keepConnected(): void;
  /** Reads parts again, puts them into the store, returns what is known then. */
  readonly observe: Observe;
  /** Everything that the dashboard shows, of every service, once. */
  observeAll(signal?: AbortSignal): Promise<Snapshot>;
  readonly polling: Pick<Poller, 'refresh' | 'setPaused'>;
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
  let poller: Poller | undefined;
  let impatience: AbortController | undefined;

  const clock: Clock = {
    now: () => (ports?.clock ?? options.wallClock).now(),
    sleep: (ms, signal) => (ports?.clock ?? options.wallClock).sleep(ms, signal),
    get speed() {
      return (ports?.clock ?? options.wallClock).speed;
    },
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

  const observe: Observe = async (services, parts, signal) => {
    const patch = await aws().observe(services, parts, known(), signal);
    store.update(state => {
      if (state.snapshot === undefined) return state;
      const snapshot = applyPatch(state.snapshot, patch);
      return { ...state, snapshot, link: linkAfter(state.link, snapshot, clock.now()) };
    });
    return known();
  };

  async function connect(): Promise<void> {
    ports ??= await options.openAws();
    try {
      const session = await ports.identify();
      const keys = await ports.services();
      store.update(state => ({
        ...state,
        link: { state: 'live' },
        snapshot: pendingSnapshot(session, keys, options.configured),
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

  const observeAll = (signal?: AbortSignal): Promise<Snapshot> =>
    observe(
      known().services.map(({ key }) => key),
      aws().cadences.map(({ part }) => part),
      signal,
    );

  async function connectUntilItWorks(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await connect();
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
    poller = createPoller({
      clock,
      cadences: aws().cadences,
      services: () => known().services.map(({ key }) => key),
      read: async (services, parts, signal) => {
        await observe(services, parts, signal);
      },
    });
    poller.setPaused(store.getSnapshot().paused);
    poller.start();
  }

  return {
    store,
    clock,
    stateDir: options.stateDir,
    secrets: options.secrets,
    connect,
    keepConnected: () => void live(),
    observe,
    observeAll,
    polling: {
      refresh() {
        impatience?.abort();
        poller?.refresh();
      },
      setPaused: paused => poller?.setPaused(paused),
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
      poller?.stop();
      ports?.close();
    },
  };
}

const isForbidden = (writes: SessionOptions['writes']): boolean => typeof writes === 'object';

function writesAtStart(writes: SessionOptions['writes']): Writes {
  if (writes === 'armed') return { state: 'armed', until: null };
  return writes === 'ask'
    ? { state: 'read-only', because: 'writes are not armed', canArm: true }
    : { state: 'read-only', because: writes.forbidden, canArm: false };
}
