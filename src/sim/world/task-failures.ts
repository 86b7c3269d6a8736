import { failDeployment, isTripped } from './circuit-breaker.ts';
import type { SimClock } from './clock.ts';
import { eventText, type ServiceEvents } from './service-events.ts';
import type { ServiceTargets } from './service-targets.ts';
import type { Service } from './services.ts';
import type { Target, TargetGroup } from './targets.ts';
import type { TaskLifecycle } from './task-lifecycle.ts';
import { isWanted, type StopReason, stopReasons, type Task } from './tasks.ts';

interface Surroundings {
  readonly clock: SimClock;
  readonly durations: number;
  readonly events: ServiceEvents;
  readonly targets: ServiceTargets;
  readonly lifecycle: TaskLifecycle;
  /** Called when the service lacks a task. */
  readonly onLoss: (service: Service) => void;
  /** Called when the circuit breaker has put the last good deployment back. */
  readonly onRollback: (service: Service) => void;
}

/** Tasks that end although nobody asked for it: what ECS does with them, and what it counts against their deployment. */
export class TaskFailures {
  readonly #world: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** The essential container of a task ends by itself. */
  ends(service: Service, task: Task, reason: StopReason): void {
    if (!isWanted(task)) return;
    this.#world.targets.leave(service, [task]);
    this.#world.lifecycle.end(task, reason);
    this.counts(service, task);
  }

  /** Fargate takes a task back: it gets the time to end in order, and is replaced. That is no failure of the task. */
  isReclaimed(service: Service, task: Task, reason: StopReason): void {
    if (!isWanted(task)) return;
    this.#stop(service, task, reason);
    this.#world.onLoss(service);
  }

  /** The checks of the task's own container have failed. */
  failsContainerChecks(service: Service, task: Task): void {
    if (!isWanted(task)) return;
    task.isUnhealthy = true;
    this.#world.events.add(service, eventText.failedContainerHealthChecks(task.id));
    this.#replaceAfterGrace(service, task, () => stopReasons.failedContainerHealthChecks());
  }

  /** The load balancer's checks of the task have failed. */
  failsTargetChecks(service: Service, group: TargetGroup, target: Target): void {
    const task = service.tasks.find(({ id }) => id === target.taskId);
    if (task === undefined || !isWanted(task)) return;
    const reason = target.description ?? 'Health checks failed';
    this.#world.events.add(service, eventText.unhealthyTarget({ ...target, reason, targetGroupArn: group.arn }));
    this.#replaceAfterGrace(service, task, () =>
      target.state === 'unhealthy' ? stopReasons.failedElbHealthChecks(group.arn) : undefined,
    );
  }

  /** A task of the service failed, and counts against its deployment. */
  counts(service: Service, task: Task): void {
    const deployment = service.deployments.find(({ id }) => id === task.deploymentId);
    if (deployment !== undefined) {
      deployment.failedTasks += 1;
      if (isTripped(service, deployment)) {
        const good = failDeployment(service, deployment, this.#world.clock.now);
        this.#world.events.add(service, eventText.deploymentFailed(deployment.id));
        if (good !== undefined) {
          this.#world.events.add(service, eventText.rollingBack(good.id));
          this.#world.onRollback(service);
        }
      }
    }
    this.#world.onLoss(service);
  }

  /** ECS ignores failed checks during the service's grace period; `whyStill` says then why the task has to go. */
  #replaceAfterGrace(service: Service, task: Task, whyStill: () => StopReason | undefined): void {
    const { clock, durations } = this.#world;
    if (task.startedAt === undefined) return;
    clock.at(task.startedAt + service.healthCheckGracePeriodMs * durations, () => {
      const reason = isWanted(task) ? whyStill() : undefined;
      if (reason === undefined) return;
      this.#stop(service, task, reason);
      this.counts(service, task);
    });
  }

  #stop(service: Service, task: Task, reason: StopReason): void {
    const { targets, lifecycle } = this.#world;
    targets.leave(service, [task]);
    lifecycle.stop(task, reason, targets.drainMs(service));
  }
}
