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
  readonly reclaimTask: (task: Task, reason: StopReason) => void;
  readonly failContainerHealthChecks: (task: Task) => void;
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
    const { clock, endTask, reclaimTask, failContainerHealthChecks } = this.#world;
    const { fate } = service;
    if (fate === undefined || !('afterMs' in fate)) return;
    const lastsMs = this.#spread(fate.afterMs);
    switch (fate.kind) {
      case 'exits':
        this.#after(task, lastsMs, () => endTask(task, stopReasons.exited(fate.exitCode)));
        break;
      case 'runs-out-of-memory':
        task.leak = { from: clock.now, until: clock.now + lastsMs };
        this.#after(task, lastsMs, () => endTask(task, stopReasons.outOfMemory()));
        break;
      case 'fails-container-health-checks':
        this.#after(task, lastsMs, () => failContainerHealthChecks(task));
        break;
      case 'is-interrupted':
        this.#after(task, lastsMs, () => reclaimTask(task, stopReasons.interruptedOnSpot()));
        break;
      case 'is-retired':
        this.#after(task, lastsMs, () => reclaimTask(task, stopReasons.retired()));
        break;
    }
  }

  #after(task: Task, delayMs: number, strike: () => void): void {
    const death = this.#world.clock.after(delayMs, () => {
      this.#deaths.delete(task);
      strike();
    });
    this.#deaths.set(task, death);
  }

  #spread(afterMs: number): number {
    return Math.round(afterMs * this.#world.random.between(...SPREAD) * this.#world.durations);
  }
}
