import type { Task } from '@aws-sdk/client-ecs';
import { outsideText } from '../../domain/outside-text.ts';
import type { StoppedTask } from '../../domain/snapshot.ts';
import { lastSegment } from '../arn.ts';
import { type Observation, readEach } from './observation.ts';

/** AWS: ListTasks and DescribeTasks take at most 100, and ECS shows a stopped task for about an hour. */
const tasksPerCall = 100;

export const stoppedTasks: Observation<'stoppedTasks'> = {
  part: 'stoppedTasks',
  // Two calls for each service: only while somebody waits for tasks, or asks why they die.
  cadenceMs: null,
  needs: [],
  uses: [],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async ({ cluster, service }) => {
      const { taskArns = [] } = await context.gateway.read(
        'ecs:ListTasks',
        { cluster, serviceName: service, desiredStatus: 'STOPPED', maxResults: tasksPerCall },
        signal,
      );
      if (taskArns.length === 0) return [];
      const { tasks = [] } = await context.gateway.read('ecs:DescribeTasks', { cluster, tasks: taskArns }, signal);
      return tasks.flatMap(stoppedTask).toSorted((a, b) => b.stoppedAt - a.stoppedAt);
    });
  },
};

function stoppedTask(task: Task): readonly StoppedTask[] {
  // A task that is still on its way down already says why.
  const stoppedAt = task.stoppedAt ?? task.stoppingAt;
  if (stoppedAt === undefined) return [];
  const containers = task.containers ?? [];
  return [
    {
      taskId: lastSegment(outsideText(task.taskArn ?? '')),
      stoppedAt: stoppedAt.getTime(),
      stopCode: outsideText(task.stopCode ?? ''),
      stoppedReason: outsideText(reasonOf(task)),
      exitCodes: containers.flatMap(({ exitCode }) => exitCode ?? []),
    },
  ];
}

/** "Essential container in task exited" says little; "OutOfMemoryError" stands at the container. */
function reasonOf({ stoppedReason = '', containers = [] }: Task): string {
  const more = containers.flatMap(({ reason }) =>
    reason === undefined || reason === '' || stoppedReason.includes(reason) ? [] : [reason],
  );
  return [stoppedReason, ...new Set(more)].filter(part => part !== '').join(': ');
}
