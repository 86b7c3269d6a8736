import { DAY, HOUR, MINUTE, type SimTime } from '../world/clock.ts';
import { cpuPercent, fullUse, memoryPercent } from '../world/load-model.ts';
import { ecsMetric, type MetricId } from '../world/metric-series.ts';
import type { Bucket } from '../world/statistics.ts';
import { occurrences, single } from '../world/tally.ts';
import { loadBalancerDimension, type TargetGroup, targetGroupDimension } from '../world/targets.ts';
import type { World } from '../world/world.ts';

interface Worked {
  readonly service: { readonly clusterName: string; readonly name: string };
  readonly tasks: number;
  /** On the days gone by, at their busiest. */
  readonly busiestPerMinute: number;
  readonly taskAt: { readonly requestsPerMinute: number; readonly cpuPercent: number };
  readonly targetGroup?: TargetGroup;
}

/**
 * What CloudWatch kept of days that nobody has lived: busy by day, quiet by night, quieter on Sundays. It ends an hour
 * before the world begins, so that no alarm ever sees it.
 */
export function rememberDays(world: World, days: number, worked: Worked): void {
  const until = Math.floor((world.clock.now - HOUR) / MINUTE) * MINUTE;
  const { service, tasks, taskAt, targetGroup } = worked;
  const write = (id: MetricId, unit: string): ((at: SimTime, bucket: Bucket) => void) =>
    world.metrics.writer(id, { unit });
  const writeCpu = write(ecsMetric(service, 'CPUUtilization'), 'Percent');
  const writeMemory = write(ecsMetric(service, 'MemoryUtilization'), 'Percent');
  const writeRequests = targetGroup && write(ofGroup(targetGroup, 'RequestCount'), 'Count');
  const writePerTarget = targetGroup && write(ofGroup(targetGroup, 'RequestCountPerTarget'), 'Count');
  for (let at = until - days * DAY; at < until; at += MINUTE) {
    const perMinute = worked.busiestPerMinute * busyPart(at);
    const utilization = perMinute / (tasks * fullUse(taskAt));
    writeCpu(at, around(cpuPercent(utilization), tasks));
    writeMemory(at, around(memoryPercent(utilization, 0), tasks));
    writeRequests?.(at, occurrences(Math.round(perMinute)));
    writePerTarget?.(at, single(perMinute / tasks));
  }
}

const ofGroup = (group: TargetGroup, metricName: string): MetricId => ({
  namespace: 'AWS/ApplicationELB',
  metricName,
  dimensions: [
    { name: 'TargetGroup', value: targetGroupDimension(group) },
    { name: 'LoadBalancer', value: loadBalancerDimension(group.loadBalancer) },
  ],
});

const NIGHT_PART = 0.35;
const SUNDAY_PART = 0.7;
/** UTC. */
const BUSIEST_HOUR = 15;

/** From the least of the night to 1 at the busiest hour. */
const busyPart = (at: SimTime): number => {
  const day = (1 + Math.cos((2 * Math.PI * (at - BUSIEST_HOUR * HOUR)) / DAY)) / 2;
  // The first day of all was a Thursday.
  const isSunday = Math.floor(at / DAY) % 7 === 3;
  return (NIGHT_PART + (1 - NIGHT_PART) * day) * (isSunday ? SUNDAY_PART : 1);
};

/** A sample of each task and look: some a little above the mean, some below. */
const around = (mean: number, tasks: number): Bucket => {
  const count = tasks * 6;
  return { sum: mean * count, min: mean * 0.92, max: Math.min(100, mean * 1.08), count };
};
