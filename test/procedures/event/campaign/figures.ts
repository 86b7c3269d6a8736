import type { GetMetricStatisticsOutput } from '@aws-sdk/client-cloudwatch';
import type { Instant } from '../../../../src/domain/time.ts';
import { loadBalancerDimension, targetGroupDimension } from '../../../../src/sim/world/targets.ts';
import type { InProcessAws } from '../../../faults/support/in-process-aws.ts';

/** What users and operators saw of a stretch of time, from CloudWatch, minute by minute. */
export interface Figures {
  readonly busiestPerMinute: number;
  readonly mostTasks: number;
  readonly worstCpuPercent: number;
  readonly worstP95Seconds: number;
  /** Requests that were answered with a 5xx status, by a task or by the load balancer for want of one. */
  readonly failed: number;
}

export function figuresOf(
  { simulator: { calls, world } }: InProcessAws,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Figures {
  const [group] = [...world.loadBalancing.targetGroups.values()];
  if (group === undefined) throw new Error('the account has a load balancer');
  const balancer = { Name: 'LoadBalancer', Value: loadBalancerDimension(group.loadBalancer) };
  const target = { Name: 'TargetGroup', Value: targetGroupDimension(group) };
  const service = [
    { Name: 'ClusterName', Value: 'waooaw-production' },
    { Name: 'ServiceName', Value: 'waooaw-backend' },
  ];
  const read = (Namespace: string, MetricName: string, Dimensions: readonly object[], statistic: string) => {
    const isPercentile = statistic.startsWith('p');
    const answer = calls.call(
      'cloudwatch:GetMetricStatistics',
      {
        Namespace,
        MetricName,
        Dimensions,
        StartTime: new Date(from),
        EndTime: new Date(to),
        Period: 60,
        ...(isPercentile ? { ExtendedStatistics: [statistic] } : { Statistics: [statistic] }),
      },
      { requestId: 'reader' },
      // What the simulator's handler answers is what the SDK's type says.
    ) as GetMetricStatisticsOutput;
    return (answer.Datapoints ?? []).map(
      point => point.ExtendedStatistics?.[statistic] ?? point[statistic as 'Sum' | 'Maximum' | 'Average'] ?? 0,
    );
  };
  const ofBalancer = (metric: string, statistic: string) => read('AWS/ApplicationELB', metric, [balancer], statistic);
  const most = (values: readonly number[]): number => Math.max(0, ...values);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    busiestPerMinute: most(ofBalancer('RequestCount', 'Sum')),
    mostTasks: most(read('AWS/ApplicationELB', 'HealthyHostCount', [target, balancer], 'Maximum')),
    worstCpuPercent: most(read('AWS/ECS', 'CPUUtilization', service, 'Average')),
    worstP95Seconds: most(ofBalancer('TargetResponseTime', 'p95')),
    failed: sum(ofBalancer('HTTPCode_Target_5XX_Count', 'Sum')) + sum(ofBalancer('HTTPCode_ELB_5XX_Count', 'Sum')),
  };
}
