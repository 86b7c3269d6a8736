import { EventEmitter, once } from 'node:events';
import { type Instance, render } from 'ink';
import type { ReactNode } from 'react';
import { onTestFinished } from 'vitest';
import type { Clock, Instant } from '../../src/domain/time.ts';
import { type SessionHandle, SessionProvider } from '../../src/hooks/session-context.tsx';
import type { Actions } from '../../src/store/actions.ts';
import { type AppState, initialState } from '../../src/store/state.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { pictureTime } from './ui-snapshots.ts';

/** What a terminal sends for these keys. */
export const sequences: Readonly<Record<string, string>> = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  space: ' ',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  pagedown: '\u001b[6~',
  end: '\u001b[F',
  backspace: '\u007f',
  'ctrl-c': '\u0003',
  'ctrl-l': '\u000c',
};

class FakeOutput extends EventEmitter {
  readonly isTTY = true;
  columns: number;
  rows: number;
  last = '';

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write = (text: string): boolean => {
    // In Ink's debug mode each write is a whole frame; what is left are switches of terminal modes.
    if (!/^\u001b\[\?\d+[hl]$/.test(text)) {
      this.last = text;
      this.emit('frame');
    }
    return true;
  };
}

export class FakeInput extends EventEmitter {
  readonly isTTY = true;
  readonly #chunks: string[] = [];

  send(chunk: string): void {
    this.#chunks.push(chunk);
    this.emit('readable');
  }

  read = (): string | null => this.#chunks.shift() ?? null;
  setEncoding(): void {}
  setRawMode(): void {}
  ref(): void {}
  unref(): void {}
}

/** A clock that stands until a test moves it. */
export class StandingClock implements Clock {
  readonly speed: number;
  #now: Instant;
  readonly #sleepers = new Set<() => void>();

  constructor(now: Instant = pictureTime, speed = 1) {
    this.#now = now;
    this.speed = speed;
  }

  now(): Instant {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const wakeAt = this.#now + ms;
    return new Promise(resolve => {
      const wakeIfDue = (): void => {
        if (this.#now < wakeAt && !signal?.aborted) return;
        this.#sleepers.delete(wakeIfDue);
        signal?.removeEventListener('abort', wakeIfDue);
        resolve();
      };
      this.#sleepers.add(wakeIfDue);
      signal?.addEventListener('abort', wakeIfDue, { once: true });
      wakeIfDue();
    });
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const wake of [...this.#sleepers]) wake();
  }
}

export interface FakeSession extends SessionHandle {
  readonly store: Store;
  readonly clock: StandingClock;
  /** The names of the actions that were called, in order. */
  readonly called: readonly string[];
  /** Resolves once this action was called. */
  untilCalled(name: string): Promise<void>;
}

/** A session whose actions only take note; `state` and `actions` say what a test needs otherwise. */
export function fakeSession(
  state: Partial<AppState> = {},
  { actions = {}, clock = new StandingClock() }: { actions?: Partial<Actions>; clock?: StandingClock } = {},
): FakeSession {
  const called: string[] = [];
  const calls = new EventEmitter();
  const take = (name: string): void => {
    called.push(name);
    calls.emit('call');
  };
  const note = (name: string) => (): void => take(name);
  const store = createStore({ ...initialState({ state: 'armed', until: null }), link: { state: 'live' }, ...state });
  const unplanned = async () => ({ kind: 'blocked', because: ['this test plans nothing'] }) as const;
  return {
    store,
    clock,
    called,
    untilCalled: async name => {
      while (!called.includes(name)) await once(calls, 'call');
    },
    actions: {
      refresh: note('refresh'),
      look: () => {},
      setPaused: paused => take(`setPaused ${paused}`),
      observe: async parts => take(`observe ${parts.length}`),
      arm: note('arm'),
      plan: unplanned,
      keepSecret: () => 'kept:sha256:0000000000000000000000000000000000000000000000000000000000000000:prompt:',
      planUndo: unplanned,
      start: () => {
        take('start');
        return undefined;
      },
      resume: async () => {
        take('resume');
        return undefined;
      },
      history: async () => ({ kind: 'read', value: [] }),
      recordedRun: async () => ({ kind: 'failed', because: 'this test has no journal', nextStep: 'None.' }),
      copy: note('copy'),
      answer: note('answer'),
      endHold: note('endHold'),
      stopRun: note('stopRun'),
      dismissRun: note('dismissRun'),
      quit: note('quit'),
      ...actions,
    },
  };
}

export interface TestScreen {
  /** What is on the screen now: its lines without trailing blanks. */
  frame(): string;
  /** The last frame as Ink wrote it, with its colours and blanks. */
  raw(): string;
  /** Resolves with the first frame, the present one included, that the test accepts. */
  until(accept: (frame: string) => boolean): Promise<string>;
  press(...keys: readonly string[]): void;
  /** Sends characters as one chunk, as a paste without bracketed paste arrives. */
  chunk(text: string): void;
  paste(text: string): void;
  resize(width: number, height: number): void;
  readonly app: Instance;
}

/** Draws on a terminal of this size; it is taken down when the test ends. */
export function drawOn(
  tree: ReactNode,
  { width, height, session }: { readonly width: number; readonly height: number; readonly session: SessionHandle },
): TestScreen {
  const output = new FakeOutput(width, height);
  const input = new FakeInput();
  const app = render(<SessionProvider value={session}>{tree}</SessionProvider>, {
    // Ink asks for whole streams and uses what these have.
    stdout: output as unknown as NodeJS.WriteStream,
    stdin: input as unknown as NodeJS.ReadStream,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  onTestFinished(() => {
    app.unmount();
    app.cleanup();
  });
  const frame = (): string =>
    output.last
      .split('\n')
      .map(line => line.trimEnd())
      .join('\n');
  return {
    app,
    frame,
    raw: () => output.last,
    until: accept =>
      new Promise(resolve => {
        const look = (): void => {
          if (!accept(frame())) return;
          output.off('frame', look);
          resolve(frame());
        };
        output.on('frame', look);
        look();
      }),
    press: (...keys) => {
      for (const key of keys) input.send(sequences[key] ?? key);
    },
    chunk: text => input.send(text),
    paste: text => input.send(`\u001b[200~${text}\u001b[201~`),
    resize: (columns, rows) => {
      output.columns = columns;
      output.rows = rows;
      output.emit('resize');
    },
  };
}
