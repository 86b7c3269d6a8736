import { lastKnown } from '../../domain/observed.ts';
import { outsideText } from '../../domain/outside-text.ts';
import type { ZoneTasks } from '../../domain/snapshot.ts';
import { allPages, chunksOf, eachOf } from '../pages.ts';
import { type Observation, readEach } from './observation.ts';

/** AWS: ListTasks and DescribeTasks take at most 100. */
const tasksPerCall = 100;

/** ListTasks answers with names only; which zone a task runs in stands in DescribeTasks. */
export const zones: Observation<'zones'> = {
  part: 'zones',
  cadenceMs: null,
  needs: [],
  // A zone without any task is the one that matters, and only the subnets know of it.
  uses: ['network'],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async ({ cluster, service, network }) => {
      const arns = await allPages(async nextToken => {
        const page = await context.gateway.read(
          'ecs:ListTasks',
          { cluster, serviceName: service, desiredStatus: 'RUNNING', maxResults: tasksPerCall, nextToken },
          signal,
        );
        return { items: page.taskArns ?? [], next: page.nextToken };
      });
      const pages = await eachOf(chunksOf(arns, tasksPerCall), tasks =>
        context.gateway.read('ecs:DescribeTasks', { cluster, tasks: [...tasks] }, signal),
      );
      const running = pages.flatMap(({ tasks = [] }) => tasks).filter(({ lastStatus }) => lastStatus === 'RUNNING');
      const counts = new Map((lastKnown(network) ?? []).map(({ zone }) => [zone, 0]));
      for (const { availabilityZone } of running) {
        const zone = outsideText(availabilityZone ?? 'unknown');
        counts.set(zone, (counts.get(zone) ?? 0) + 1);
      }
      return [...counts]
        .map(([zone, tasks]): ZoneTasks => ({ zone, tasks }))
        .toSorted((a, b) => (a.zone < b.zone ? -1 : 1));
    });
  },
};
