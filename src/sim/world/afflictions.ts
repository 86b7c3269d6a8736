import type { Scheduled, SimClock } from './clock.ts';
import type { RandomStream } from './rng.ts';
import type { Service } from './services.ts';
import { isRunning, type StopReason, stopReasons, type Task, type TaskFate } from './tasks.ts';

/** Tasks that die of the same cause do not die at the same moment. */
const SPREAD = [0.7, 1.3] as const;

interface Surroundings {
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly durations: number;
  readonly endTask: (task: Task, reason: StopReason) => void;
  readonly failHealthChecks: (service: Service, task: Task) => void;
}

/** Makes the tasks of a service die, one after the other and again and again, until it is cured. */
export class Afflictions {
  readonly #world: Surroundings;
  readonly #deaths = new Map<Task, Scheduled>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** From now on the service's tasks, running and new ones, end as `fate` says. */
  afflict(service: Service, fate: TaskFate): void {
    this.cure(service);
    service.fate = fate;
    for (const task of service.tasks.filter(isRunning)) {
      if (fate.kind === 'fails-health-checks') this.#world.failHealthChecks(service, task);
      else this.taskRuns(service, task);
    }
  }

  /** New tasks are well; running ones no longer have to die. */
  cure(service: Service): void {
    service.fate = undefined;
    for (const task of service.tasks) {
      delete task.leak;
      const death = this.#deaths.get(task);
      if (death !== undefined) this.#world.clock.cancel(death);
      this.#deaths.delete(task);
    }
  }

  /** A task has started to run; what is wrong with the service is wrong with it too. */
  taskRuns(service: Service, task: Task): void {
    const { fate } = service;
    if (fate?.kind === 'exits') {
      this.#dieAfter(task, this.#spread(fate.afterMs), stopReasons.exited(fate.exitCode));
    } else if (fate?.kind === 'runs-out-of-memory') {
      const lastsMs = this.#spread(fate.afterMs);
      task.leak = { from: this.#world.clock.now, until: this.#world.clock.now + lastsMs };
      this.#dieAfter(task, lastsMs, stopReasons.outOfMemory());
    }
  }

  #dieAfter(task: Task, delayMs: number, reason: StopReason): void {
    const death = this.#world.clock.after(delayMs, () => {
      this.#deaths.delete(task);
      this.#world.endTask(task, reason);
    });
    this.#deaths.set(task, death);
  }

  #spread(afterMs: number): number {
    return Math.round(afterMs * this.#world.random.between(...SPREAD) * this.#world.durations);
  }
}
