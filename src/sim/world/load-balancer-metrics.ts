import type { SimTime } from './clock.ts';
import type { Dimension, MetricDescription } from './metric-series.ts';
import type { Metrics, MetricWriter } from './metrics.ts';
import { LONG_TAILED, longTailed } from './statistics.ts';
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

/** Begins the next one in the same place. */
export const clearMinute = (minute: RequestMinute): void => {
  minute.served = 0;
  minute.perTarget = 0;
  minute.errors = 0;
  minute.rejected = 0;
  minute.p95.clear();
  minute.healthyHosts.clear();
  minute.unhealthyHosts.clear();
};

const COUNT = { unit: 'Count' } as const;
const LATENCY = { unit: 'Seconds', distribution: LONG_TAILED } as const;

/** Publishes what a load balancer reports of one target group. AWS: "CloudWatch metrics for your Application Load Balancer". */
export class LoadBalancerMetrics {
  readonly #healthyHosts: MetricWriter;
  readonly #unhealthyHosts: MetricWriter;
  readonly #requests: MetricWriter;
  readonly #perTarget: MetricWriter;
  readonly #latency: MetricWriter;
  readonly #targetErrors: MetricWriter;
  readonly #rejections: MetricWriter;

  /** Which metric has which dimensions. */
  constructor(metrics: Metrics, group: TargetGroup) {
    const balancer = { name: 'LoadBalancer', value: loadBalancerDimension(group.loadBalancer) };
    const target = { name: 'TargetGroup', value: targetGroupDimension(group) };
    const writer = (dimensions: readonly Dimension[], metricName: string, description: MetricDescription = COUNT) =>
      metrics.writer({ namespace: 'AWS/ApplicationELB', metricName, dimensions }, description);
    const both = [target, balancer];
    this.#healthyHosts = writer(both, 'HealthyHostCount');
    this.#unhealthyHosts = writer(both, 'UnHealthyHostCount');
    this.#requests = eachOf(writer([balancer], 'RequestCount'), writer(both, 'RequestCount'));
    this.#perTarget = eachOf(writer([target], 'RequestCountPerTarget'), writer(both, 'RequestCountPerTarget'));
    this.#latency = eachOf(
      writer([balancer], 'TargetResponseTime', LATENCY),
      writer(both, 'TargetResponseTime', LATENCY),
    );
    this.#targetErrors = eachOf(
      writer([balancer], 'HTTPCode_Target_5XX_Count'),
      writer(both, 'HTTPCode_Target_5XX_Count'),
    );
    this.#rejections = eachOf(
      writer([balancer], 'HTTPCode_ELB_5XX_Count'),
      writer([balancer], 'HTTPCode_ELB_503_Count'),
    );
  }

  /** When a metric has no datapoint at all. */
  publish(minuteStart: SimTime, minute: RequestMinute): void {
    const { served, perTarget, errors, rejected, p95, healthyHosts, unhealthyHosts } = minute;
    this.#healthyHosts(minuteStart, healthyHosts);
    this.#unhealthyHosts(minuteStart, unhealthyHosts);
    this.#requests(minuteStart, occurrences(served));
    if (served > 0) {
      this.#perTarget(minuteStart, single(perTarget));
      this.#latency(minuteStart, longTailed({ p95: p95.sum / p95.count, count: served }));
    }
    // AWS reports these only when they are not zero: no datapoint means that none happened.
    if (errors > 0) this.#targetErrors(minuteStart, occurrences(errors));
    if (rejected > 0) this.#rejections(minuteStart, occurrences(rejected));
  }
}

const eachOf =
  (one: MetricWriter, other: MetricWriter): MetricWriter =>
  (minuteStart, bucket) => {
    one(minuteStart, bucket);
    other(minuteStart, bucket);
  };
