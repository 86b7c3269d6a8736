import { MINUTE, type SimClock } from './clock.ts';
import type { MetricId } from './metric-series.ts';
import type { Metrics } from './metrics.ts';
import { single } from './tally.ts';

/** "Fargate On-Demand vCPU resource count": what an account has before AWS raises it. */
export const DEFAULT_FARGATE_VCPUS = 6;

/** AWS: "AWS Fargate usage metrics". */
export const FARGATE_VCPU_USAGE: MetricId = {
  namespace: 'AWS/Usage',
  metricName: 'ResourceCount',
  dimensions: [
    { name: 'Service', value: 'Fargate' },
    { name: 'Type', value: 'Resource' },
    { name: 'Resource', value: 'vCPU' },
    { name: 'Class', value: 'Standard/OnDemand' },
  ],
};

interface Surroundings {
  readonly clock: SimClock;
  readonly metrics: Metrics;
  /** The vCPUs of all tasks of the account that have not stopped. */
  readonly fargateVcpusInUse: () => number;
  readonly appliedFargateVcpus: number | undefined;
}

/** The account's quotas, as far as they bound what it can run, and what it uses of them. */
export class Quotas {
  readonly #world: Surroundings;
  #appliedFargateVcpus: number | undefined;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    this.#appliedFargateVcpus = surroundings.appliedFargateVcpus;
    const { clock, metrics, fargateVcpusInUse } = surroundings;
    const firstMinute = Math.ceil(clock.now / MINUTE) * MINUTE;
    clock.every(MINUTE, firstMinute + MINUTE, () => {
      metrics.write(FARGATE_VCPU_USAGE, clock.now - MINUTE, single(fargateVcpusInUse()), { unit: 'None' });
    });
  }

  /** The value that Service Quotas knows for this account; undefined while the account has only AWS's default. */
  get appliedFargateVcpus(): number | undefined {
    return this.#appliedFargateVcpus;
  }

  /** AWS grants the account another quota, or takes it back to the default. */
  applyFargateVcpus(vcpus: number | undefined): void {
    this.#appliedFargateVcpus = vcpus;
  }

  /** How many more vCPUs may run; not negative, although the quota may be below what runs already. */
  get freeFargateVcpus(): number {
    return Math.max(0, (this.#appliedFargateVcpus ?? DEFAULT_FARGATE_VCPUS) - this.#world.fargateVcpusInUse());
  }
}
