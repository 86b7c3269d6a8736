import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { lastKnown } from '../../domain/observed.ts';
import type { TaskSize } from '../../domain/snapshot.ts';
import { minutes } from '../../domain/time.ts';
import { type Observation, readEach } from './observation.ts';

export const task: Observation<'task'> = {
  part: 'task',
  cadenceMs: minutes(5),
  shownIn: 'panel',
  needs: ['counts'],
  uses: [],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async service => {
      const taskDefinition = lastKnown(service.counts)?.taskDefinitionArn ?? '';
      const known = context.memory.taskSizes.get(taskDefinition);
      if (known !== undefined) return known;
      const answer = await context.gateway.read('ecs:DescribeTaskDefinition', { taskDefinition }, signal);
      const size = sizeOf(answer.taskDefinition ?? {});
      context.memory.taskSizes.set(taskDefinition, size);
      return size;
    });
  },
};

/** On Fargate the task has a size of its own; on EC2 it may be left to the containers. */
function sizeOf({ cpu, memory, containerDefinitions = [] }: TaskDefinition): TaskSize {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    cpuUnits: Number(cpu ?? sum(containerDefinitions.map(container => container.cpu ?? 0))),
    memoryMiB: Number(
      memory ?? sum(containerDefinitions.map(container => container.memory ?? container.memoryReservation ?? 0)),
    ),
  };
}
