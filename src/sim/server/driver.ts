/** What a driver needs of a world: its clock. */
export interface WorldClock {
  /** Milliseconds since the Unix epoch, in the world's own time. */
  readonly now: number;
  /** Lets everything happen that is due until then; `now` is `until` afterwards. It never goes back. */
  runUntil(until: number): void;
}

/** What makes the time of a world pass; the endpoint asks it for the time that it announces. */
export interface Driver {
  /** Brings the world up to date; the endpoint calls it before every answer. */
  sync(): void;
  /** The world's time, in milliseconds since the Unix epoch. */
  readonly now: number;
  /** How many milliseconds of the world pass in one real millisecond; 0 while its time stands still by itself. */
  readonly speed: number;
}

/** Time that moves only by hand: for tests, where nothing may depend on how fast the machine is. */
export class StepDriver implements Driver {
  readonly speed = 0;
  readonly #world: WorldClock;

  constructor(world: WorldClock) {
    this.#world = world;
  }

  get now(): number {
    return this.#world.now;
  }

  sync(): void {}

  advance(ms: number): void {
    this.#world.runUntil(this.#world.now + ms);
  }
}

export interface RealTimeDriverOptions {
  readonly world: WorldClock;
  /** World milliseconds per real millisecond; above 0. */
  readonly speed: number;
  /** Real time in milliseconds; the machine's clock unless given. */
  readonly wallNow?: () => number;
  /**
   * The longest that the world moves at once, in world milliseconds; 10 minutes unless given.
   *
   * After the machine slept, nobody saw what the world did meanwhile, and a rehearsal that went on behind a closed lid is
   * lost. Short stalls (a busy machine, a frozen terminal) are caught up in full, so that time keeps its pace. What is cut
   * off is gone, and the announced time says so. Pass Infinity where callers go by the wall clock, as the `aws` command
   * at speed 1 does: there the world must not fall behind it.
   */
  readonly maxLeapMs?: number;
}

const TICK_MS = 100;
const TEN_MINUTES_MS = 600_000;

const insistOnSpeed = (speed: number): number => {
  if (!(speed > 0)) throw new RangeError(`speed must be above 0, got ${speed}`);
  return speed;
};

/** Time that follows the real one, `speed` times as fast: on a tick, and on every request. */
export class RealTimeDriver implements Driver {
  readonly #world: WorldClock;
  #speed: number;
  readonly #wallNow: () => number;
  readonly #maxLeapMs: number;
  readonly #tick: NodeJS.Timeout;
  #isPaused = false;
  #lastWall: number;
  /** The world's time with its fraction of a millisecond, which the world itself does not have. */
  #exactNow: number;

  /** Starts at once; `stop()` ends it. The tick alone does not keep the process alive. */
  constructor({ world, speed, wallNow = Date.now, maxLeapMs = TEN_MINUTES_MS }: RealTimeDriverOptions) {
    this.#world = world;
    this.#speed = insistOnSpeed(speed);
    this.#wallNow = wallNow;
    this.#maxLeapMs = maxLeapMs;
    this.#lastWall = wallNow();
    this.#exactNow = world.now;
    this.#tick = setInterval(() => this.sync(), TICK_MS).unref();
  }

  get speed(): number {
    return this.#isPaused ? 0 : this.#speed;
  }

  get now(): number {
    return this.#world.now;
  }

  sync(): void {
    const wall = this.#wallNow();
    // A wall clock that was set back must not stop the world until it has caught up again.
    const elapsedMs = Math.max(0, wall - this.#lastWall);
    this.#lastWall = wall;
    if (this.#isPaused) return;
    // Somebody else may have moved the world on, as a drill that skips ahead does.
    const from = Math.max(this.#exactNow, this.#world.now);
    this.#exactNow = from + Math.min(elapsedMs * this.#speed, this.#maxLeapMs);
    this.#world.runUntil(Math.floor(this.#exactNow));
  }

  /** From exactly now on; while paused it counts from `resume` on. */
  setSpeed(speed: number): void {
    const wanted = insistOnSpeed(speed);
    this.sync();
    this.#speed = wanted;
  }

  /** The world's time stands still, from exactly now. */
  pause(): void {
    this.sync();
    this.#isPaused = true;
  }

  /** Goes on from where it stood. */
  resume(): void {
    this.sync();
    this.#isPaused = false;
  }

  /** The end: no tick any more. Requests that still come move the world on. */
  stop(): void {
    clearInterval(this.#tick);
  }
}
