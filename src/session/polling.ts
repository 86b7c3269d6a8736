import type { Snapshot } from '../domain/snapshot.ts';
import { mergedPatches, type SnapshotPatch } from '../domain/snapshot-patch.ts';
import type { Clock } from '../domain/time.ts';
import { type Attention, isSameAttention, presumedAttention } from '../store/attention.ts';
import { pollEnds } from '../store/poll-ends.ts';
import { createPoller } from '../store/poller.ts';
import { createRounds } from '../store/rounds.ts';
import type { SlowedPolling } from '../store/state.ts';
import type { AwsPorts } from './aws-ports.ts';

interface PollingPorts {
  readonly clock: Clock;
  readonly aws: () => AwsPorts;
  readonly known: () => Snapshot;
  /** Puts what was read into the store, to be drawn. */
  readonly take: (patch: SnapshotPatch) => void;
  /** The same for what is not on the screen: nothing is drawn for it. */
  readonly keep: (patch: SnapshotPatch) => void;
  readonly onPace: (slowed: SlowedPolling | undefined) => void;
}

/** What keeps a session up to date by itself: the screen at its cadences, the rest from what the budget leaves. */
export interface Polling {
  start(paused: boolean): void;
  stop(): void;
  refresh(): void;
  setPaused(paused: boolean): void;
  look(at: Attention): void;
}

export function createPolling({ clock, aws, known, take, keep, onPace }: PollingPorts): Polling {
  let looking: Attention | undefined;
  let running: { readonly stop: () => void; readonly setPaused: (paused: boolean) => void } | undefined;
  let poller: ReturnType<typeof createPoller> | undefined;

  const keys = () => known().services.map(({ key }) => key);
  const attention = (): Attention => looking ?? presumedAttention(keys());

  return {
    start(paused) {
      const { cadences } = aws();
      poller = createPoller({
        clock,
        cadences,
        attention,
        async read(readings, signal) {
          const before = known();
          const patches = await Promise.all(
            readings.map(({ services, parts }) => aws().poll(services, parts, before, signal)),
          );
          const patch = mergedPatches(patches);
          take(patch);
          return pollEnds(patch);
        },
        onPace,
      });
      const rounds = createRounds({
        clock,
        rounds: cadences.flatMap(({ part, elsewhereEveryMs: everyMs }) =>
          everyMs === undefined ? [] : [{ part, everyMs }],
        ),
        services() {
          const { rows, panel } = attention();
          const shown = new Set([...rows, ...panel]);
          return keys().filter(key => !shown.has(key));
        },
        async read(part, services, signal) {
          const patch = await aws().pollElsewhere(services, [part], known(), signal);
          keep(patch);
          return pollEnds(patch).get(part) ?? 'failed';
        },
      });
      const each = [poller, rounds];
      running = {
        stop() {
          for (const one of each) one.stop();
        },
        setPaused(next) {
          for (const one of each) one.setPaused(next);
        },
      };
      running.setPaused(paused);
      for (const one of each) one.start();
    },
    stop: () => running?.stop(),
    refresh: () => poller?.refresh(),
    setPaused: paused => running?.setPaused(paused),
    look(at) {
      if (isSameAttention(looking, at)) return;
      looking = at;
      poller?.look();
    },
  };
}
