import { HOUR, type SimClock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Service } from './services.ts';
import type { Task } from './tasks.ts';

/** AWS: DescribeServices returns the 100 latest events. */
const MAX_EVENTS = 100;

/**
 * AWS: "duplicate service event messages are suppressed until either the cause is resolved, or six hours elapse".
 * Whoever looks late, or asks for the last minutes only, may not see why nothing moves.
 */
const DUPLICATES_SUPPRESSED_MS = 6 * HOUR;

const list = (tasks: readonly Task[]): string => tasks.map(({ id }) => `(task ${id})`).join(' ');

/** The sentences of ECS, without the leading "(service <name>) ". AWS: "Viewing Amazon ECS service event messages". */
export const eventText = {
  startedTasks: (tasks: readonly Task[]): string => `has started ${tasks.length} tasks: ${list(tasks)}.`,
  stoppedTasks: (tasks: readonly Task[]): string => `has stopped ${tasks.length} running tasks: ${list(tasks)}.`,
  stoppedPendingTasks: (count: number): string => `stopped ${count} pending tasks.`,
  registeredTargets: (count: number, targetGroupArn: string): string =>
    `registered ${count} targets in (target-group ${targetGroupArn})`,
  deregisteredTargets: (count: number, targetGroupArn: string): string =>
    `deregistered ${count} targets in (target-group ${targetGroupArn})`,
  steadyState: (): string => 'has reached a steady state.',
  deploymentCompleted: (deploymentId: string): string => `(deployment ${deploymentId}) deployment completed.`,
  deploymentFailed: (deploymentId: string): string =>
    `(deployment ${deploymentId}) deployment failed: tasks failed to start.`,
  rollingBack: (deploymentId: string): string => `rolling back to deployment ${deploymentId}.`,
  failedContainerHealthChecks: (taskId: string): string => `(task ${taskId}) failed container health checks.`,
  unhealthyTarget: (target: { taskId: string; port: number; reason: string; targetGroupArn: string }): string =>
    `(task ${target.taskId}) (port ${target.port}) is unhealthy in (target-group ${target.targetGroupArn}) due to (reason ${target.reason})`,
  capacityUnavailable: (): string =>
    'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section.',
  vcpuLimitReached: (): string =>
    "was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.",
  cannotStartConsistently: (): string =>
    'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
};

/** Writes the event lists of services, as ECS does: `(service waooaw-backend) has reached a steady state.` */
export class ServiceEvents {
  readonly #clock: SimClock;
  readonly #ids: Ids;

  constructor(world: { readonly clock: SimClock; readonly ids: Ids }) {
    this.#clock = world.clock;
    this.#ids = world.ids;
  }

  add(service: Service, text: string): void {
    this.#append(service, `(service ${service.name}) ${text}`);
  }

  /** The one event that names the deployment beside the service. */
  addDraining(service: Service, deploymentId: string, count: number): void {
    const who = `(service ${service.name}, taskSet ${deploymentId})`;
    this.#append(service, `${who} has begun draining connections on ${count} tasks.`);
  }

  /** Tells what is in the way, unless that has been told already and is not over: see `forgetTroubles`. */
  addTrouble(service: Service, text: string): void {
    const { now } = this.#clock;
    const known = service.troubles.find(trouble => trouble.text === text);
    if (known === undefined) service.troubles.push({ text, toldAt: now });
    else if (now - known.toldAt < DUPLICATES_SUPPRESSED_MS) return;
    else known.toldAt = now;
    this.add(service, text);
  }

  #append(service: Service, message: string): void {
    service.events.unshift({ id: this.#ids.uuid('service-event'), createdAt: this.#clock.now, message });
    if (service.events.length > MAX_EVENTS) service.events.length = MAX_EVENTS;
  }
}

/** The cause is gone: if it comes back, that is news. */
export const forgetTroubles = (service: Service, ...texts: readonly string[]): void => {
  const kept = service.troubles.filter(({ text }) => !texts.includes(text));
  service.troubles.splice(0, service.troubles.length, ...kept);
};
