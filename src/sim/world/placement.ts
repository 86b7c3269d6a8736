import { isRunning, type Subnet, type Task } from './tasks.ts';

const tasksIn = (tasks: readonly Task[], availabilityZone: string): number =>
  tasks.reduce((count, task) => count + (task.subnet.availabilityZone === availabilityZone ? 1 : 0), 0);

/**
 * Where the next task goes: Fargate spreads a service over its zones. `tasks` are those that count as being somewhere;
 * a task that found no free address counts too, so that the next one tries another zone.
 */
export const emptiestSubnet = (subnets: readonly [Subnet, ...Subnet[]], tasks: readonly Task[]): Subnet =>
  subnets.reduce((best, subnet) =>
    tasksIn(tasks, subnet.availabilityZone) < tasksIn(tasks, best.availabilityZone) ? subnet : best,
  );

/** How many of the tasks that a service lacks Fargate takes now, and what keeps the others out. */
export interface Room {
  readonly tasks: number;
  readonly because?: 'capacity-unavailable' | 'vcpu-quota';
}

export const roomFor = (
  missing: number,
  fargate: {
    readonly capacity: 'available' | 'unavailable';
    readonly freeVcpus: number;
    readonly vcpusOfTask: number;
  },
): Room => {
  if (fargate.capacity === 'unavailable') return { tasks: 0, because: 'capacity-unavailable' };
  const withinQuota = Math.floor(fargate.freeVcpus / fargate.vcpusOfTask);
  return withinQuota < missing ? { tasks: withinQuota, because: 'vcpu-quota' } : { tasks: missing };
};

/**
 * Which `count` tasks to stop: first those that do not serve yet, newest first; then from the zone with the most
 * tasks, the oldest, so that the zones stay balanced.
 */
export const tasksToStop = (live: readonly Task[], count: number): readonly Task[] => {
  const left = [...live];
  const chosen: Task[] = [];
  while (chosen.length < count && left.length > 0) {
    const next = left.findLast(task => !isRunning(task)) ?? oldestOfFullestZone(left);
    if (next === undefined) break;
    chosen.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return chosen;
};

const oldestOfFullestZone = (tasks: readonly Task[]): Task | undefined => {
  let best: Task | undefined;
  for (const task of tasks) {
    if (
      best === undefined ||
      tasksIn(tasks, task.subnet.availabilityZone) > tasksIn(tasks, best.subnet.availabilityZone)
    ) {
      best = task;
    }
  }
  return best;
};
