import type { Metric } from '@aws-sdk/client-cloudwatch';
import { MINUTE } from '../../../../src/sim/world/clock.ts';
import { CLUSTER, type Look, SERVICES, vcpusIn } from '../look.ts';
import { justReadable, readMinutes } from '../minutes.ts';
import type { Law } from './law.ts';

const cpuOf = (service: string): Metric => ({
  Namespace: 'AWS/ECS',
  MetricName: 'CPUUtilization',
  Dimensions: [
    { Name: 'ClusterName', Value: CLUSTER },
    { Name: 'ServiceName', Value: service },
  ],
});

const hosts = (MetricName: string, targetGroupArn: string, loadBalancer: string): Metric => ({
  Namespace: 'AWS/ApplicationELB',
  MetricName,
  Dimensions: [
    { Name: 'TargetGroup', Value: targetGroupArn.slice(targetGroupArn.indexOf('targetgroup/')) },
    { Name: 'LoadBalancer', Value: loadBalancer },
  ],
});

const VCPU_USAGE: Metric = {
  Namespace: 'AWS/Usage',
  MetricName: 'ResourceCount',
  Dimensions: [
    { Name: 'Service', Value: 'Fargate' },
    { Name: 'Type', Value: 'Resource' },
    { Name: 'Resource', Value: 'vCPU' },
    { Name: 'Class', Value: 'Standard/OnDemand' },
  ],
};

const total = (looks: readonly Look[], value: (look: Look) => number): number =>
  looks.reduce((sum, look) => sum + value(look), 0);

const serviceIn = ({ services }: Look, name: string) => services.find(service => service.name === name);

/** aws-facts 2.1, 2.2, 3.9: a minute's metrics are what was there in it; what was not recorded has no datapoint. */
export const metrics: Law = {
  name: 'metrics agree with the tasks and targets that were there while they were measured',
  watch: () => {
    /** Closing times of minutes in which, or next to which, some metrics were not recorded. */
    const gaps = new Set<number>();
    return (story, judge) => {
      const { simulator, now } = story;
      if (simulator.world.metrics.gaps.length > 0)
        gaps.add(Math.ceil(now.at / MINUTE) * MINUTE).add(Math.floor(now.at / MINUTE) * MINUTE);
      const readable = justReadable(story);
      if (readable === undefined) return;
      const { minute, around, within } = readable;
      if (gaps.has(minute + MINUTE) || !around.every(({ isClear }) => isClear)) return;
      const read = (metric: Metric, stat: string): number | undefined =>
        readMinutes(simulator, metric, { from: minute, to: minute + MINUTE, stat }).get(minute);
      for (const name of SERVICES) {
        const running = total(within, look => serviceIn(look, name)?.service.runningCount ?? Number.NaN);
        const measured = read(cpuOf(name), 'SampleCount') ?? 0;
        judge(measured === running, () => `${name}: ${measured} samples of CPU of ${running} running tasks`);
      }
      const [balancer] = simulator.world.loadBalancing.targetGroups.values();
      const dimension = balancer?.loadBalancer.arn.slice(balancer.loadBalancer.arn.indexOf('app/')) ?? '';
      for (const [metricName, state] of [
        ['HealthyHostCount', 'healthy'],
        ['UnHealthyHostCount', 'unhealthy'],
      ] as const) {
        const seen = within.map(
          look => look.services[0]?.targets?.filter(({ TargetHealth }) => TargetHealth?.State === state).length ?? -1,
        );
        for (const [stat, value] of [
          ['Minimum', Math.min(...seen)],
          ['Maximum', Math.max(...seen)],
          ['Sum', seen.reduce((sum, one) => sum + one, 0)],
        ] as const) {
          const measured = read(hosts(metricName, balancer?.arn ?? '', dimension), stat);
          judge(measured === value, () => `${stat} of ${metricName} is ${measured}, and ${seen} were seen`);
        }
      }
      // The quota is measured at the end of the minute, just before the next look.
      const after = story.looks.find(({ at }) => at === minute + MINUTE);
      if (after === undefined) return;
      const vcpus = vcpusIn(after);
      const used = read(VCPU_USAGE, 'Maximum');
      judge(used === vcpus, () => `${used} vCPUs are used, and ${vcpus} by tasks that have not stopped`);
    };
  },
};
