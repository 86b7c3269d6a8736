import { type Scheduled, SECOND, type SimClock, type SimTime } from './clock.ts';
import type { RandomStream } from './rng.ts';
import { isRunning, type StartFailure, type StopReason, type Task, type TaskStatus } from './tasks.ts';

/**
 * How long each phase takes on Fargate, in seconds, for a small image: drawn evenly from the range.
 * Observed: connectivity after 5 s, pull from 13 s to 17 s, started after 19.5 s; executionStopped 43 s after the stop
 * was asked for, stopped 23 s later. Bigger images pull longer.
 */
const PHASE_SECONDS = {
  PROVISIONING: [4, 8],
  PENDING: [6, 10],
  ACTIVATING: [5, 40],
  STOPPING: [5, 35],
  DEPROVISIONING: [10, 20],
} as const;

/** ECS sends SIGKILL when the container has not ended this long after SIGTERM (the default stopTimeout). */
const STOP_TIMEOUT_MS = 30 * SECOND;

const SIGKILL_EXIT_CODE = 137;

interface Surroundings {
  readonly clock: SimClock;
  readonly random: RandomStream;
  /** Scales every phase: 1 is Fargate's own pace. */
  readonly durations: number;
  /** Called after each step of a task. */
  readonly onStep: (task: Task) => void;
}

/** Walks tasks through the phases of their life, each phase in its own time. */
export class TaskLifecycle {
  readonly #world: Surroundings;
  /** The next step of each task that is between two phases. */
  readonly #next = new Map<string, Scheduled>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /**
   * A new task goes PROVISIONING -> PENDING -> ACTIVATING -> RUNNING; `failure` ends it in one of these phases, and each
   * of them takes `factor` times as long as usual.
   */
  start(task: Task, { failure, factor }: { failure: StartFailure | undefined; factor: number }): void {
    const pass = (phase: StartFailure['during'], next: () => void): void => {
      const end = (): void => (failure?.during === phase ? this.end(task, failure.reason) : next());
      this.#then(task, phase, end, factor);
    };
    pass('PROVISIONING', () => {
      task.connectivityAt = this.#world.clock.now;
      this.#enter(task, 'PENDING');
      pass('PENDING', () => {
        task.pullStartedAt = this.#world.clock.now;
        this.#enter(task, 'ACTIVATING');
        pass('ACTIVATING', () => {
          task.pullStoppedAt = this.#world.clock.now;
          task.startedAt = this.#world.clock.now;
          this.#enter(task, 'RUNNING');
        });
      });
    });
  }

  /** Stops a task in order: it first drains for `drainMs`, then has until its stop time-out to end. */
  stop(task: Task, reason: StopReason, drainMs: number): void {
    if (!isRunning(task)) {
      this.end(task, reason);
      return;
    }
    this.#markStopping(task, reason);
    this.#enter(task, 'DEACTIVATING');
    this.#afterMs(task, drainMs, () => this.#terminate(task));
  }

  /** The task's essential container ended, or never started: nothing is left but to give the network interface back. */
  end(task: Task, reason: StopReason): void {
    this.#markStopping(task, reason);
    // A task that never ran has no exit code.
    if (reason.exitCode !== undefined && task.startedAt !== undefined) task.exitCode = reason.exitCode;
    this.#deprovision(task);
  }

  #markStopping(task: Task, reason: StopReason): void {
    task.desiredStatus = 'STOPPED';
    task.stopReason = reason;
    task.stoppingAt = this.#world.clock.now;
  }

  #terminate(task: Task): void {
    this.#enter(task, 'STOPPING');
    const tookMs = this.#then(task, 'STOPPING', () => this.#deprovision(task));
    task.exitCode = tookMs > STOP_TIMEOUT_MS * this.#world.durations ? SIGKILL_EXIT_CODE : 0;
  }

  #deprovision(task: Task): void {
    if (task.startedAt !== undefined) task.executionStoppedAt = this.#world.clock.now;
    this.#enter(task, 'DEPROVISIONING');
    this.#then(task, 'DEPROVISIONING', () => {
      this.#next.delete(task.id);
      task.stoppedAt = this.#world.clock.now;
      this.#enter(task, 'STOPPED');
    });
  }

  #enter(task: Task, status: TaskStatus): void {
    task.lastStatus = status;
    this.#world.onStep(task);
  }

  /** Plans the end of `phase`, in place of anything planned before; returns how long the phase lasts. */
  #then(task: Task, phase: keyof typeof PHASE_SECONDS, step: () => void, factor = 1): SimTime {
    const [shortest, longest] = PHASE_SECONDS[phase];
    const lastsMs = Math.round(this.#world.random.between(shortest, longest) * SECOND * this.#world.durations * factor);
    this.#afterMs(task, lastsMs, step);
    return lastsMs;
  }

  #afterMs(task: Task, delayMs: number, step: () => void): void {
    const planned = this.#next.get(task.id);
    if (planned !== undefined) this.#world.clock.cancel(planned);
    this.#next.set(task.id, this.#world.clock.after(delayMs, step));
  }
}
