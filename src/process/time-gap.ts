export interface GapTimers {
  /** Milliseconds that never go backwards, and may stand still while the machine sleeps. */
  readonly monotonicMs: () => number;
  /** Milliseconds that go on while the machine sleeps, and may be set. */
  readonly wallMs: () => number;
  /** Calls again and again, about every `everyMs`; returns what stops it. */
  readonly repeat: (everyMs: number, run: () => void) => () => void;
}

const machine: GapTimers = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  repeat(everyMs, run) {
    const timer = setInterval(run, everyMs).unref();
    return () => clearInterval(timer);
  },
};

const tickMs = 250;
const gapMs = 1500;

/**
 * Notices that time went by without this process: it was stopped, its machine slept, nobody read its terminal, or the
 * processor was not there. Whatever was on the screen before is old then, whoever looked at it.
 *
 * @param onGap hears how long it was, in milliseconds.
 * @returns what stops the watch.
 */
export function watchForGaps(onGap: (lostMs: number) => void, timers: GapTimers = machine): () => void {
  const read = () => ({ monotonic: timers.monotonicMs(), wall: timers.wallMs() });
  let last = read();
  return timers.repeat(tickMs, () => {
    const now = read();
    // A stopped process shows on both clocks, a sleeping machine on one, and a wall clock that is set back is a gap too.
    const lost = Math.max(now.monotonic - last.monotonic, Math.abs(now.wall - last.wall));
    last = now;
    if (lost > gapMs) onGap(lost);
  });
}
