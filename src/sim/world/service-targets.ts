import { eventText, type ServiceEvents } from './service-events.ts';
import type { Service } from './services.ts';
import { countTargets, type TargetGroup, type TargetHealth } from './targets.ts';
import { isRunning, isWanted, type Task } from './tasks.ts';

interface Surroundings {
  readonly health: TargetHealth;
  readonly events: ServiceEvents;
  readonly targetGroup: (arn: string) => TargetGroup | undefined;
  /** Whether a new task gets what it needs to answer: a connection to its database. */
  readonly canServe: (service: Service) => boolean;
}

/** The tasks of services as targets of their load balancers; a worker's tasks are nobody's targets. */
export class ServiceTargets {
  readonly #world: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  groupOf({ targetGroupArn }: Service): TargetGroup | undefined {
    return targetGroupArn === undefined ? undefined : this.#world.targetGroup(targetGroupArn);
  }

  /** The task's address becomes a target. */
  join(service: Service, task: Task): void {
    const group = this.groupOf(service);
    if (group === undefined) return;
    const passes = (): boolean => service.fate?.kind !== 'fails-health-checks' && this.#world.canServe(service);
    const { availabilityZone } = task.subnet;
    const target = { taskId: task.id, ip: task.privateIp, port: group.port, availabilityZone };
    this.#world.health.register(group, target, passes);
    this.#world.events.add(service, eventText.registeredTargets(1, group.arn));
  }

  /** Takes the tasks' addresses out of the group; returns how many of them drain from now on. */
  leave(service: Service, tasks: readonly Task[]): number {
    const group = this.groupOf(service);
    if (group === undefined) return 0;
    const ids = new Set(tasks.map(({ id }) => id));
    const leaving = group.targets.filter(target => ids.has(target.taskId) && target.state !== 'draining');
    for (const target of leaving) this.#world.health.deregister(group, target);
    if (leaving.length > 0) {
      this.#world.events.add(service, eventText.deregisteredTargets(leaving.length, group.arn));
    }
    return leaving.length;
  }

  /** How long a task that leaves may finish its requests. */
  drainMs(service: Service): number {
    const group = this.groupOf(service);
    return group === undefined ? 0 : this.#world.health.drainMs(group);
  }

  /** The tasks that do work: healthy targets or, without a load balancer, whatever runs. */
  serving(service: Service): number {
    const group = this.groupOf(service);
    return group === undefined
      ? service.tasks.filter(task => isRunning(task) && isWanted(task)).length
      : countTargets(group, 'healthy');
  }
}
