import { HOUR, SECOND, type SimClock } from './clock.ts';
import type { Ids } from './ids.ts';
import { tasksToStop } from './placement.ts';
import type { RandomStream } from './rng.ts';
import { addDrainingEvent, addEvent, eventText } from './service-events.ts';
import {
  type Deployment,
  MAXIMUM_PERCENT,
  MINIMUM_HEALTHY_PERCENT,
  pendingCount,
  runningCount,
  type Service,
} from './services.ts';
import { StartGate } from './start-gate.ts';
import { countTargets, type Target, type TargetGroup, type TargetHealth } from './targets.ts';
import type { TaskFactory } from './task-factory.ts';
import { TaskLifecycle } from './task-lifecycle.ts';
import { isRunning, isWanted, isWindingDown, type StopReason, stopReasons, type Task } from './tasks.ts';

/** How long the scheduler takes to act on a change. */
const REACTION_SECONDS = [1, 4] as const;
/** ECS keeps stopped tasks visible for about an hour. */
const STOPPED_TASKS_KEPT_MS = HOUR;
/** ECS repeats "has reached a steady state" about every six hours. */
const STEADY_STATE_REPEATED_MS = 6 * HOUR;

/** What the scheduler remembers of a service between two looks at it. */
interface Notes {
  lookPlanned: boolean;
  readonly gate: StartGate;
}

interface Surroundings {
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly ids: Ids;
  readonly durations: number;
  readonly health: TargetHealth;
  readonly taskFactory: TaskFactory;
  readonly targetGroup: (arn: string) => TargetGroup | undefined;
  /** Called when a task has started to run. */
  readonly onTaskRuns: (service: Service, task: Task) => void;
}

/** ECS's service scheduler: starts and stops tasks until every service has what it desires, and tells it as events. */
export class ServiceScheduler {
  readonly #world: Surroundings;
  readonly #lifecycle: TaskLifecycle;
  readonly #notes = new Map<Service, Notes>();
  readonly #owners = new Map<string, Service>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    this.#lifecycle = new TaskLifecycle({
      clock: surroundings.clock,
      random: surroundings.random,
      durations: surroundings.durations,
      onStep: task => this.#taskStepped(task),
    });
  }

  /** Takes over a service whose tasks run already. */
  adopt(service: Service): void {
    for (const task of service.tasks) this.#owners.set(task.id, service);
    service.steadySince = this.#world.clock.now;
    this.#tell(service, eventText.steadyState());
    const { clock } = this.#world;
    clock.every(STEADY_STATE_REPEATED_MS, clock.now + STEADY_STATE_REPEATED_MS, () => {
      if (service.steadySince !== undefined) this.#tell(service, eventText.steadyState());
    });
  }

  /** The scheduler looks at the service soon, once, however many things changed by then. */
  lookSoon(service: Service): void {
    const notes = this.#notesOn(service);
    if (notes.lookPlanned) return;
    notes.lookPlanned = true;
    const [shortest, longest] = REACTION_SECONDS;
    const reactionMs = this.#world.random.between(shortest, longest) * SECOND * this.#world.durations;
    this.#world.clock.after(Math.round(reactionMs), () => {
      notes.lookPlanned = false;
      this.#reconcile(service);
    });
  }

  /** Something changed that may let tasks start again: do not wait out the back-off. */
  forgetFailures(service: Service): void {
    this.#notesOn(service).gate.open();
    this.lookSoon(service);
  }

  /** The essential container of a task ends by itself. */
  taskEnds(task: Task, reason: StopReason): void {
    const service = this.#owners.get(task.id);
    if (service === undefined || !isWanted(task)) return;
    this.#leaveTargetGroup(service, [task]);
    this.#lifecycle.end(task, reason);
    service.deployments[0].failedTasks += 1;
    this.#disturbed(service);
  }

  /** A target became healthy or unhealthy, or finished draining. */
  targetChanged(service: Service, group: TargetGroup, target: Target): void {
    if (target.state === 'unhealthy') this.#replaceUnhealthy(service, group, target);
    this.lookSoon(service);
  }

  #reconcile(service: Service): void {
    const [primary, ...older] = service.deployments;
    const wanted = service.tasks.filter(isWanted);
    const current = wanted.filter(task => task.deploymentId === primary.id);
    const outdated = wanted.filter(task => task.deploymentId !== primary.id);
    this.#startMissing(service, primary, { current: current.length, total: wanted.length });
    this.#stop(service, primary.id, tasksToStop(current, current.length - service.desiredCount));
    for (const deployment of older) {
      const spare = this.#servingTasks(service) - Math.ceil((service.desiredCount * MINIMUM_HEALTHY_PERCENT) / 100);
      const own = outdated.filter(task => task.deploymentId === deployment.id);
      this.#stop(service, deployment.id, tasksToStop(own, Math.min(own.length, spare)));
    }
    if (this.#isSettled(service)) this.#settle(service, primary);
  }

  #startMissing(service: Service, primary: Deployment, live: { current: number; total: number }): void {
    const room = Math.ceil((service.desiredCount * MAXIMUM_PERCENT) / 100) - live.total;
    const missing = Math.min(service.desiredCount - live.current, room);
    if (missing <= 0) return;
    service.steadySince = undefined;
    const { gate } = this.#notesOn(service);
    if (gate.waitMs > 0) this.#lookAfter(service, gate.waitMs);
    else if (service.capacity === 'unavailable') this.#cannotPlace(service, gate);
    else this.#startTasks(service, primary, missing);
  }

  #startTasks(service: Service, primary: Deployment, count: number): void {
    const tasks = Array.from({ length: count }, () => this.#world.taskFactory.make(service, primary));
    this.#tell(service, eventText.startedTasks(tasks));
    for (const task of tasks) {
      this.#owners.set(task.id, service);
      this.#lifecycle.start(task, this.#world.taskFactory.startFailure(service));
    }
  }

  #cannotPlace(service: Service, gate: StartGate): void {
    this.#tell(service, eventText.capacityUnavailable());
    gate.placementFailed();
    this.#lookAfter(service, gate.waitMs);
  }

  #stop(service: Service, deploymentId: string, tasks: readonly Task[]): void {
    if (tasks.length === 0) return;
    service.steadySince = undefined;
    this.#tell(service, eventText.stoppedTasks(tasks));
    const draining = this.#leaveTargetGroup(service, tasks);
    if (draining > 0) {
      const at = this.#world.clock.now;
      addDrainingEvent(service, { ids: this.#world.ids, at, deploymentId, count: draining });
    }
    for (const task of tasks) {
      this.#lifecycle.stop(task, stopReasons.scalingActivity(deploymentId), this.#drainMs(service));
    }
  }

  #replaceUnhealthy(service: Service, group: TargetGroup, target: Target): void {
    const task = service.tasks.find(({ id }) => id === target.taskId);
    if (task?.startedAt === undefined || !isWanted(task)) return;
    const reason = target.description ?? 'Health checks failed';
    this.#tell(service, eventText.unhealthyTarget({ ...target, reason, targetGroupArn: group.arn }));
    // ECS ignores failed load balancer checks during the service's grace period.
    const graceEndsAt = task.startedAt + service.healthCheckGracePeriodMs * this.#world.durations;
    this.#world.clock.at(graceEndsAt, () => {
      if (!isWanted(task) || target.state !== 'unhealthy') return;
      this.#leaveTargetGroup(service, [task]);
      this.#lifecycle.stop(task, stopReasons.failedElbHealthChecks(group.arn), this.#drainMs(service));
      service.deployments[0].failedTasks += 1;
      this.#disturbed(service);
    });
  }

  #taskStepped(task: Task): void {
    const service = this.#owners.get(task.id);
    if (service === undefined) return;
    if (task.lastStatus === 'RUNNING') this.#taskRuns(service, task);
    if (task.lastStatus === 'DEPROVISIONING' && task.stopReason?.stopCode === 'TaskFailedToStart') {
      this.#taskFailedToStart(service);
    }
    if (task.lastStatus === 'STOPPED') this.#taskStopped(service, task);
  }

  #taskRuns(service: Service, task: Task): void {
    this.#notesOn(service).gate.open();
    const group = this.#groupOf(service);
    if (group !== undefined) {
      const passes = (): boolean => service.fate?.kind !== 'fails-health-checks';
      const target = {
        taskId: task.id,
        ip: task.privateIp,
        port: group.port,
        availabilityZone: task.subnet.availabilityZone,
      };
      this.#world.health.register(group, target, passes);
      this.#tell(service, eventText.registeredTargets(1, group.arn));
    }
    this.#world.onTaskRuns(service, task);
    this.lookSoon(service);
  }

  #taskFailedToStart(service: Service): void {
    service.deployments[0].failedTasks += 1;
    if (this.#notesOn(service).gate.startFailed()) this.#tell(service, eventText.cannotStartConsistently());
    this.#disturbed(service);
  }

  #taskStopped(service: Service, task: Task): void {
    this.lookSoon(service);
    this.#world.clock.after(STOPPED_TASKS_KEPT_MS, () => {
      service.tasks.splice(service.tasks.indexOf(task), 1);
      this.#owners.delete(task.id);
    });
  }

  /** Takes the tasks' addresses out of the target group; returns how many of them drain now. */
  #leaveTargetGroup(service: Service, tasks: readonly Task[]): number {
    const group = this.#groupOf(service);
    if (group === undefined) return 0;
    const ids = new Set(tasks.map(({ id }) => id));
    const leaving = group.targets.filter(target => ids.has(target.taskId) && target.state !== 'draining');
    for (const target of leaving) this.#world.health.deregister(group, target);
    if (leaving.length > 0) this.#tell(service, eventText.deregisteredTargets(leaving.length, group.arn));
    return leaving.length;
  }

  /** As many tasks as wanted run and, behind a load balancer, are healthy; nothing starts, drains or ends. */
  #isSettled(service: Service): boolean {
    if (runningCount(service) !== service.desiredCount || pendingCount(service) > 0) return false;
    if (service.tasks.some(isWindingDown)) return false;
    if (service.tasks.some(task => isWanted(task) && task.deploymentId !== service.deployments[0].id)) return false;
    const group = this.#groupOf(service);
    return group === undefined || countTargets(group, 'healthy') === service.desiredCount;
  }

  #settle(service: Service, primary: Deployment): void {
    const { now } = this.#world.clock;
    if (primary.rolloutState === 'IN_PROGRESS') {
      primary.rolloutState = 'COMPLETED';
      primary.updatedAt = now;
      service.deployments.splice(1);
      this.#tell(service, eventText.deploymentCompleted(primary.id));
    }
    if (service.steadySince !== undefined) return;
    service.steadySince = now;
    primary.failedTasks = 0;
    this.#tell(service, eventText.steadyState());
  }

  #servingTasks(service: Service): number {
    const group = this.#groupOf(service);
    return group === undefined
      ? service.tasks.filter(task => isRunning(task) && isWanted(task)).length
      : countTargets(group, 'healthy');
  }

  #groupOf(service: Service): TargetGroup | undefined {
    return service.targetGroupArn === undefined ? undefined : this.#world.targetGroup(service.targetGroupArn);
  }

  #drainMs(service: Service): number {
    const group = this.#groupOf(service);
    return group === undefined ? 0 : this.#world.health.drainMs(group);
  }

  #disturbed(service: Service): void {
    service.steadySince = undefined;
    this.lookSoon(service);
  }

  #lookAfter(service: Service, delayMs: number): void {
    this.#world.clock.after(delayMs, () => this.lookSoon(service));
  }

  #tell(service: Service, text: string): void {
    addEvent(service, { ids: this.#world.ids, at: this.#world.clock.now, text });
  }

  #notesOn(service: Service): Notes {
    const known = this.#notes.get(service);
    if (known !== undefined) return known;
    const made: Notes = { lookPlanned: false, gate: new StartGate(this.#world.clock) };
    this.#notes.set(service, made);
    return made;
  }
}
