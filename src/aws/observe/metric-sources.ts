import type { Dimension, MetricStat } from '@aws-sdk/client-cloudwatch';
import type { Metric } from '../../domain/metrics.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { ServiceKey, ServiceSnapshot } from '../../domain/snapshot.ts';
import { targetGroupDimension } from '../arn.ts';

/** One CloudWatch series, and the metric of the service to which it belongs. */
export interface MetricSource {
  readonly service: ServiceKey;
  readonly metric: Metric;
  readonly MetricStat: MetricStat;
}

interface Recipe {
  readonly metric: Metric;
  readonly MetricName: string;
  readonly Stat: string;
}

/** AWS/ECS: percent of what the service's tasks reserve. */
const ofService: readonly Recipe[] = [
  { metric: 'cpuPercent', MetricName: 'CPUUtilization', Stat: 'Average' },
  { metric: 'memoryPercent', MetricName: 'MemoryUtilization', Stat: 'Average' },
];

/** AWS/ApplicationELB, of one target group behind one load balancer. */
const ofTargetGroup: readonly Recipe[] = [
  { metric: 'requestsPerMinute', MetricName: 'RequestCount', Stat: 'Sum' },
  // Already the mean over the targets; Sum is the only statistic that AWS gives a meaning here.
  { metric: 'requestsPerTask', MetricName: 'RequestCountPerTarget', Stat: 'Sum' },
  { metric: 'p95Seconds', MetricName: 'TargetResponseTime', Stat: 'p95' },
  { metric: 'errorsPerMinute', MetricName: 'HTTPCode_Target_5XX_Count', Stat: 'Sum' },
];

/** Everything that CloudWatch has to be asked for one service; nothing about requests where no load balancer sends any. */
export function sourcesOf(service: ServiceSnapshot): readonly MetricSource[] {
  const source = (Namespace: string, Dimensions: Dimension[], { metric, MetricName, Stat }: Recipe): MetricSource => ({
    service: service.key,
    metric,
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat },
  });
  const ecsDimensions = [
    { Name: 'ClusterName', Value: service.cluster },
    { Name: 'ServiceName', Value: service.service },
  ];
  return [
    ...ofService.map(recipe => source('AWS/ECS', ecsDimensions, recipe)),
    ...(lastKnown(service.targets) ?? []).flatMap(({ loadBalancer, targetGroupArn }) => {
      if (loadBalancer === null) return [];
      const dimensions = [
        { Name: 'LoadBalancer', Value: loadBalancer },
        { Name: 'TargetGroup', Value: targetGroupDimension(targetGroupArn) },
      ];
      return ofTargetGroup.map(recipe => source('AWS/ApplicationELB', dimensions, recipe));
    }),
  ];
}
