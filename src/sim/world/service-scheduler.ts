import { rolloutReason } from './circuit-breaker.ts';
import { HOUR, SECOND, type SimClock } from './clock.ts';
import type { Ids } from './ids.ts';
import { type Room, tasksToStop } from './placement.ts';
import type { RandomStream } from './rng.ts';
import { eventText, forgetTroubles, ServiceEvents } from './service-events.ts';
import { ServiceTargets } from './service-targets.ts';
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
import { TaskFailures } from './task-failures.ts';
import { TaskLifecycle } from './task-lifecycle.ts';
import { isRunning, isWanted, isWindingDown, type StopReason, stopReasons, type Task } from './tasks.ts';

/** How long the scheduler takes to act on a change. */
const REACTION_SECONDS = [1, 4] as const;
/** ECS keeps stopped tasks visible for about an hour. */
const STOPPED_TASKS_KEPT_MS = HOUR;
/** ECS repeats "has reached a steady state" about every six hours. */
const STEADY_STATE_REPEATED_MS = 6 * HOUR;

const PLACEMENT_TROUBLES = {
  'capacity-unavailable': eventText.capacityUnavailable(),
  'vcpu-quota': eventText.vcpuLimitReached(),
} as const;

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
  readonly canServe: (service: Service) => boolean;
  /** How many of so many missing tasks can be placed now. */
  readonly roomFor: (service: Service, missing: number) => Room;
  /** Called after each step of a task. */
  readonly onTaskStep: (service: Service, task: Task) => void;
  /** Called when a task has started to run. */
  readonly onTaskRuns: (service: Service, task: Task) => void;
}

/** ECS's service scheduler: starts and stops tasks until every service has what it desires, and tells it as events. */
export class ServiceScheduler {
  readonly #world: Surroundings;
  readonly #lifecycle: TaskLifecycle;
  readonly #events: ServiceEvents;
  readonly #targets: ServiceTargets;
  readonly #failures: TaskFailures;
  readonly #notes = new Map<Service, Notes>();
  readonly #owners = new Map<string, Service>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock, random, durations } = surroundings;
    this.#events = new ServiceEvents(surroundings);
    this.#targets = new ServiceTargets({ ...surroundings, events: this.#events });
    this.#lifecycle = new TaskLifecycle({ clock, random, durations, onStep: task => this.#taskStepped(task) });
    this.#failures = new TaskFailures({
      clock,
      durations,
      events: this.#events,
      targets: this.#targets,
      lifecycle: this.#lifecycle,
      onLoss: service => this.#disturbed(service),
      onRollback: service => this.forgetFailures(service),
    });
  }

  /** Takes over a service whose tasks run already. */
  adopt(service: Service): void {
    for (const task of service.tasks) this.#owners.set(task.id, service);
    service.steadySince = this.#world.clock.now;
    this.#events.add(service, eventText.steadyState());
    const { clock } = this.#world;
    clock.every(STEADY_STATE_REPEATED_MS, clock.now + STEADY_STATE_REPEATED_MS, () => {
      if (service.steadySince !== undefined) this.#events.add(service, eventText.steadyState());
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
    forgetTroubles(service, eventText.cannotStartConsistently());
    this.lookSoon(service);
  }

  /** The essential container of a task ends by itself. */
  taskEnds(task: Task, reason: StopReason): void {
    this.#withOwner(task, service => this.#failures.ends(service, task, reason));
  }

  /** Fargate takes a task back. */
  taskReclaimed(task: Task, reason: StopReason): void {
    this.#withOwner(task, service => this.#failures.isReclaimed(service, task, reason));
  }

  /** The checks of the task's own container have failed. */
  containerUnhealthy(task: Task): void {
    this.#withOwner(task, service => this.#failures.failsContainerChecks(service, task));
  }

  /** A target became healthy or unhealthy, or finished draining. */
  targetChanged(service: Service, group: TargetGroup, target: Target): void {
    if (target.state === 'unhealthy') this.#failures.failsTargetChecks(service, group, target);
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
      const spare = this.#targets.serving(service) - Math.ceil((service.desiredCount * MINIMUM_HEALTHY_PERCENT) / 100);
      const own = outdated.filter(task => task.deploymentId === deployment.id);
      this.#stop(service, deployment.id, tasksToStop(own, Math.min(own.length, spare)));
    }
    if (this.#isSettled(service)) this.#settle(service, primary);
  }

  #startMissing(service: Service, primary: Deployment, live: { current: number; total: number }): void {
    const allowed = Math.ceil((service.desiredCount * MAXIMUM_PERCENT) / 100) - live.total;
    const missing = Math.min(service.desiredCount - live.current, allowed);
    if (missing <= 0) {
      forgetTroubles(service, ...Object.values(PLACEMENT_TROUBLES));
      return;
    }
    service.steadySince = undefined;
    // AWS: a deployment that failed starts no tasks any more, whatever count is desired.
    if (primary.rolloutState === 'FAILED') return;
    const { gate } = this.#notesOn(service);
    if (gate.waitMs > 0) {
      this.#lookAfter(service, gate.waitMs);
      return;
    }
    const room = this.#world.roomFor(service, missing);
    if (room.because === undefined) forgetTroubles(service, ...Object.values(PLACEMENT_TROUBLES));
    if (room.tasks > 0) this.#startTasks(service, primary, room.tasks);
    if (room.because !== undefined) this.#cannotPlace(service, gate, PLACEMENT_TROUBLES[room.because]);
  }

  #startTasks(service: Service, primary: Deployment, count: number): void {
    const tasks = Array.from({ length: count }, () => this.#world.taskFactory.make(service, primary));
    this.#events.add(service, eventText.startedTasks(tasks));
    for (const task of tasks) {
      this.#owners.set(task.id, service);
      const failure = this.#world.taskFactory.startFailure(service, task);
      this.#lifecycle.start(task, { failure, factor: service.startFactor });
    }
  }

  #cannotPlace(service: Service, gate: StartGate, trouble: string): void {
    this.#events.addTrouble(service, trouble);
    gate.placementFailed();
    this.#lookAfter(service, gate.waitMs);
  }

  #stop(service: Service, deploymentId: string, tasks: readonly Task[]): void {
    if (tasks.length === 0) return;
    service.steadySince = undefined;
    const running = tasks.filter(isRunning);
    if (running.length > 0) this.#events.add(service, eventText.stoppedTasks(running));
    if (running.length < tasks.length) {
      this.#events.add(service, eventText.stoppedPendingTasks(tasks.length - running.length));
    }
    const draining = this.#targets.leave(service, tasks);
    if (draining > 0) this.#events.addDraining(service, deploymentId, draining);
    for (const task of tasks) {
      this.#lifecycle.stop(task, stopReasons.scalingActivity(deploymentId), this.#targets.drainMs(service));
    }
  }

  #taskStepped(task: Task): void {
    this.#withOwner(task, service => {
      this.#world.onTaskStep(service, task);
      if (task.lastStatus === 'RUNNING') this.#taskRuns(service, task);
      else if (task.lastStatus === 'STOPPED') this.#taskStopped(service, task);
      else if (task.lastStatus === 'DEPROVISIONING' && task.stopReason?.stopCode === 'TaskFailedToStart') {
        this.#taskFailedToStart(service, task);
      }
    });
  }

  #taskRuns(service: Service, task: Task): void {
    this.#notesOn(service).gate.open();
    forgetTroubles(service, eventText.cannotStartConsistently());
    this.#targets.join(service, task);
    this.#world.onTaskRuns(service, task);
    this.lookSoon(service);
  }

  #taskFailedToStart(service: Service, task: Task): void {
    if (this.#notesOn(service).gate.startFailed()) {
      this.#events.addTrouble(service, eventText.cannotStartConsistently());
    }
    this.#failures.counts(service, task);
  }

  #taskStopped(service: Service, task: Task): void {
    this.lookSoon(service);
    this.#world.clock.after(STOPPED_TASKS_KEPT_MS, () => {
      service.tasks.splice(service.tasks.indexOf(task), 1);
      this.#owners.delete(task.id);
    });
  }

  /** As many tasks as wanted run and, behind a load balancer, are healthy; nothing starts, drains or ends. */
  #isSettled(service: Service): boolean {
    if (runningCount(service) !== service.desiredCount || pendingCount(service) > 0) return false;
    if (service.tasks.some(isWindingDown)) return false;
    if (service.tasks.some(task => isWanted(task) && task.deploymentId !== service.deployments[0].id)) return false;
    const group = this.#targets.groupOf(service);
    return group === undefined || countTargets(group, 'healthy') === service.desiredCount;
  }

  #settle(service: Service, primary: Deployment): void {
    const { now } = this.#world.clock;
    if (primary.rolloutState === 'IN_PROGRESS') {
      primary.rolloutState = 'COMPLETED';
      primary.rolloutStateReason = rolloutReason.completed(primary.id);
      primary.updatedAt = now;
      service.deployments.splice(1);
      this.#events.add(service, eventText.deploymentCompleted(primary.id));
    }
    if (service.steadySince !== undefined) return;
    service.steadySince = now;
    primary.failedTasks = 0;
    this.#events.add(service, eventText.steadyState());
  }

  #disturbed(service: Service): void {
    service.steadySince = undefined;
    this.lookSoon(service);
  }

  #lookAfter(service: Service, delayMs: number): void {
    this.#world.clock.after(delayMs, () => this.lookSoon(service));
  }

  #withOwner(task: Task, act: (service: Service) => void): void {
    const service = this.#owners.get(task.id);
    if (service !== undefined) act(service);
  }

  #notesOn(service: Service): Notes {
    const known = this.#notes.get(service);
    if (known !== undefined) return known;
    const made: Notes = { lookPlanned: false, gate: new StartGate(this.#world.clock) };
    this.#notes.set(service, made);
    return made;
  }
}
