import { MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';

/** AWS: "Amazon ECS service throttle logic": after so many failed starts in a row, retries wait longer and longer. */
const FAILED_STARTS_BEFORE_BACK_OFF = 3;
const FIRST_BACK_OFF_MS = 20 * SECOND;
const LONGEST_BACK_OFF_MS = 15 * MINUTE;

/** While Fargate has no room, ECS tries again at growing intervals. */
const FIRST_PLACEMENT_RETRY_MS = 30 * SECOND;
const LONGEST_PLACEMENT_RETRY_MS = 5 * MINUTE;

/** When a service may next start tasks. */
export class StartGate {
  readonly #clock: SimClock;
  #failedPlacements = 0;
  #failedStarts = 0;
  #opensAt: SimTime = 0;

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /** How long tasks have to wait; 0 when they may start now. */
  get waitMs(): number {
    return Math.max(0, this.#opensAt - this.#clock.now);
  }

  /** There was no room for a task. */
  placementFailed(): void {
    this.#closeFor(Math.min(LONGEST_PLACEMENT_RETRY_MS, FIRST_PLACEMENT_RETRY_MS * 2 ** this.#failedPlacements));
    this.#failedPlacements += 1;
  }

  /** A task never reached RUNNING. True when that begins a back-off, which ECS tells as an event. */
  startFailed(): boolean {
    this.#failedStarts += 1;
    const backOffs = this.#failedStarts - FAILED_STARTS_BEFORE_BACK_OFF;
    if (backOffs < 0) return false;
    const wasOpen = this.waitMs === 0;
    this.#closeFor(Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** backOffs));
    return wasOpen;
  }

  /** A task runs, or something changed that may let tasks run: begin anew. */
  open(): void {
    this.#failedPlacements = 0;
    this.#failedStarts = 0;
    this.#opensAt = 0;
  }

  #closeFor(waitMs: number): void {
    this.#opensAt = this.#clock.now + waitMs;
  }
}
