import { EventEmitter } from 'node:events';
import { render } from 'ink';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { SessionProvider } from '../../src/hooks/session-context.tsx';
import { App } from '../../src/screens/app.tsx';
import type { Actions } from '../../src/store/actions.ts';
import { initialState } from '../../src/store/state.ts';
import { createStore } from '../../src/store/store.ts';
import { hostileSnapshot } from './hostile-snapshot.ts';
import { agent, backend, pictureSnapshot, pictureTime, withoutCapacity } from './ui-snapshots.ts';

/** Wide, combined and joined characters, flags, and half a pair. */
const oddTexts = ['한국어', 'e\u0301té', '👍🏽 ok', '🇩🇪🇫🇷', '©️ ✓ ─', '\ud83d', 'นี่', 'a\u200db', '１２'];

/** What the dashboard goes through, one after the other. */
const snapshots: readonly Snapshot[] = [
  pictureSnapshot(),
  pictureSnapshot([backend({ desiredCount: 3 }), agent()]),
  pictureSnapshot([withoutCapacity(), agent({ runningCount: 0 })]),
  ...oddTexts.map(text => hostileSnapshot(() => text)),
  pictureSnapshot([]),
];

const keys = ['?', '\u001b', 'a', '\u001b', 't', '\u001b', 's', '\u001b'];

/** Everything that Ink writes to a terminal of this size in the course of it. */
async function written(columns: number, rows: number): Promise<readonly string[]> {
  const writes: string[] = [];
  const typed: string[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns,
    rows,
    write(text: string, done?: () => void) {
      writes.push(text);
      if (done) setImmediate(done);
      return true;
    },
  });
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    read: () => typed.shift() ?? null,
    setEncoding() {},
    setRawMode() {},
    ref() {},
    unref() {},
  });
  const store = createStore(initialState({ state: 'armed', until: null }));
  const clock = { now: () => pictureTime, sleep: () => new Promise<void>(() => {}), speed: 1 };
  // Of the actions only what screens ask for as they open; there is nothing to be found.
  const nothing = async () => ({ kind: 'failed', because: 'nothing is kept here', nextStep: 'None.' });
  const looking = { look: () => {} };
  const actions = new Proxy(looking, { get: (own, name) => Reflect.get(own, name) ?? nothing }) as unknown as Actions;
  const app = render(
    <SessionProvider value={{ store, clock, actions }}>
      <App />
    </SessionProvider>,
    {
      // Ink asks for whole streams and uses what these have.
      stdout: stdout as unknown as NodeJS.WriteStream,
      stdin: stdin as unknown as NodeJS.ReadStream,
      // Each frame whole and none left out: how they are put together in time is no matter here.
      debug: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
    },
  );
  for (const snapshot of snapshots) {
    store.update(state => ({ ...state, link: { state: 'live' }, snapshot }));
    await app.waitUntilRenderFlush();
  }
  store.update(state => ({ ...state, snapshot: pictureSnapshot() }));
  for (const key of keys) {
    await app.waitUntilRenderFlush();
    typed.push(key);
    stdin.emit('readable');
    // An escape is one only when nothing follows it soon.
    await new Promise(resolve => setTimeout(resolve, 60));
  }
  await app.waitUntilRenderFlush();
  app.unmount();
  return writes;
}

const frames: Record<string, readonly string[]> = {};
for (const [columns, rows] of [
  [80, 24],
  [120, 40],
  [200, 60],
  [30, 8],
] as const) {
  frames[`${columns} x ${rows}`] = await written(columns, rows);
}
process.stdout.write(JSON.stringify(frames), () => process.exit(0));
