import { isRunning, type Subnet, type Task } from './tasks.ts';

const tasksIn = (tasks: readonly Task[], availabilityZone: string): number =>
  tasks.reduce((count, task) => count + (task.subnet.availabilityZone === availabilityZone ? 1 : 0), 0);

/** Where the next task goes: Fargate spreads a service over its zones. */
export const emptiestSubnet = (subnets: readonly [Subnet, ...Subnet[]], live: readonly Task[]): Subnet =>
  subnets.reduce((best, subnet) =>
    tasksIn(live, subnet.availabilityZone) < tasksIn(live, best.availabilityZone) ? subnet : best,
  );

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
