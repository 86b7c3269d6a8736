import type { SimTime } from './clock.ts';
import type { Metrics, MetricWriter } from './metrics.ts';
import { type Bucket, LONG_TAILED, longTailed } from './statistics.ts';
import { occurrences, single, Tally } from './tally.ts';
import { loadBalancerDimension, type TargetGroup, targetGroupDimension } from './targets.ts';

/** What happened at a target group in one minute. */
export interface RequestMinute {
  /** Requests that a target took. */
  served: number;
  /** The same, divided by the healthy targets. */
  perTarget: number;
  /** Requests that a target answered with a 5xx status. */
  errors: number;
  /** Requests for which there was no target. */
  rejected: number;
  /** Seconds, one sample per look. */
  readonly p95: Tally;
  readonly healthyHosts: Tally;
  readonly unhealthyHosts: Tally;
}

export const emptyMinute = (): RequestMinute => ({
  served: 0,
  perTarget: 0,
  errors: 0,
  rejected: 0,
  p95: new Tally(),
  healthyHosts: new Tally(),
  unhealthyHosts: new Tally(),
});

type Level = 'balancer' | 'target' | 'both';

/** Publishes what a load balancer reports of one target group. AWS: "CloudWatch metrics for your Application Load Balancer". */
export class LoadBalancerMetrics {
  readonly #writerOf: (metricName: string, level: Level) => MetricWriter;

  constructor(metrics: Metrics, group: TargetGroup) {
    this.#writerOf = writersOf(metrics, group);
  }

  /** Which metric has which dimensions, and when it has no datapoint at all. */
  publish(minuteStart: SimTime, minute: RequestMinute): void {
    const count = (metricName: string, bucket: Bucket, levels: readonly Level[]): void => {
      for (const level of levels) this.#writerOf(metricName, level)(minuteStart, bucket);
    };
    count('HealthyHostCount', minute.healthyHosts.bucket, ['both']);
    count('UnHealthyHostCount', minute.unhealthyHosts.bucket, ['both']);
    count('RequestCount', occurrences(minute.served), ['balancer', 'both']);
    if (minute.served > 0) {
      count('RequestCountPerTarget', single(minute.perTarget), ['target', 'both']);
      this.#publishLatency(minuteStart, minute);
    }
    // AWS reports these only when they are not zero: no datapoint means that none happened.
    if (minute.errors > 0) count('HTTPCode_Target_5XX_Count', occurrences(minute.errors), ['balancer', 'both']);
    if (minute.rejected > 0) {
      count('HTTPCode_ELB_5XX_Count', occurrences(minute.rejected), ['balancer']);
      count('HTTPCode_ELB_503_Count', occurrences(minute.rejected), ['balancer']);
    }
  }

  #publishLatency(minuteStart: SimTime, { p95, served }: RequestMinute): void {
    const { sum, count } = p95.bucket;
    const bucket = longTailed({ p95: sum / count, count: served });
    for (const level of ['balancer', 'both'] as const) this.#writerOf('TargetResponseTime', level)(minuteStart, bucket);
  }
}

/** The writers of a group's series, each made once: they are needed every minute. */
const writersOf = (metrics: Metrics, group: TargetGroup): ((metricName: string, level: Level) => MetricWriter) => {
  const balancer = { name: 'LoadBalancer', value: loadBalancerDimension(group.loadBalancer) };
  const target = { name: 'TargetGroup', value: targetGroupDimension(group) };
  const dimensions = { balancer: [balancer], target: [target], both: [target, balancer] };
  const made = { balancer: new Map(), target: new Map(), both: new Map() } satisfies Record<
    Level,
    Map<string, MetricWriter>
  >;
  return (metricName, level) => {
    const known: MetricWriter | undefined = made[level].get(metricName);
    if (known !== undefined) return known;
    const id = { namespace: 'AWS/ApplicationELB', metricName, dimensions: dimensions[level] };
    const writer = metrics.writer(id, metricName === 'TargetResponseTime' ? LATENCY : COUNT);
    made[level].set(metricName, writer);
    return writer;
  };
};

const COUNT = { unit: 'Count' } as const;
const LATENCY = { unit: 'Seconds', distribution: LONG_TAILED } as const;
