import type { SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Service } from './services.ts';
import type { Task } from './tasks.ts';

/** AWS: DescribeServices returns the 100 latest events. */
const MAX_EVENTS = 100;

const list = (tasks: readonly Task[]): string => tasks.map(({ id }) => `(task ${id})`).join(' ');

/** The sentences of ECS, without the leading "(service <name>) ". AWS: "Viewing Amazon ECS service event messages". */
export const eventText = {
  startedTasks: (tasks: readonly Task[]): string => `has started ${tasks.length} tasks: ${list(tasks)}.`,
  stoppedTasks: (tasks: readonly Task[]): string => `has stopped ${tasks.length} running tasks: ${list(tasks)}.`,
  registeredTargets: (count: number, targetGroupArn: string): string =>
    `registered ${count} targets in (target-group ${targetGroupArn})`,
  deregisteredTargets: (count: number, targetGroupArn: string): string =>
    `deregistered ${count} targets in (target-group ${targetGroupArn})`,
  steadyState: (): string => 'has reached a steady state.',
  deploymentCompleted: (deploymentId: string): string => `(deployment ${deploymentId}) deployment completed.`,
  unhealthyTarget: (target: { taskId: string; port: number; reason: string; targetGroupArn: string }): string =>
    `(task ${target.taskId}) (port ${target.port}) is unhealthy in (target-group ${target.targetGroupArn}) due to (reason ${target.reason})`,
  capacityUnavailable: (): string =>
    'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section.',
  cannotStartConsistently: (): string =>
    'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
};

const append = (service: Service, event: { ids: Ids; at: SimTime; message: string }): void => {
  service.events.unshift({ id: event.ids.uuid('service-event'), createdAt: event.at, message: event.message });
  if (service.events.length > MAX_EVENTS) service.events.length = MAX_EVENTS;
};

/** Tells it in the service's event list, as ECS does: `(service waooaw-backend) has reached a steady state.` */
export const addEvent = (service: Service, event: { ids: Ids; at: SimTime; text: string }): void =>
  append(service, { ids: event.ids, at: event.at, message: `(service ${service.name}) ${event.text}` });

/** The one event that names the deployment beside the service. */
export const addDrainingEvent = (
  service: Service,
  event: { ids: Ids; at: SimTime; deploymentId: string; count: number },
): void =>
  append(service, {
    ids: event.ids,
    at: event.at,
    message: `(service ${service.name}, taskSet ${event.deploymentId}) has begun draining connections on ${event.count} tasks.`,
  });
