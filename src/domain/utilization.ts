import type { Instant } from './time.ts';

/** What CloudWatch kept of the days before, hour by hour: what a service really used of what it reserves. */
export interface Utilization {
  /** From the start of the first hour to the end of the last one that is over. */
  readonly from: Instant;
  readonly until: Instant;
  /** Oldest first. An hour of which CloudWatch has nothing is left out: it was not zero, it is not known. */
  readonly hours: readonly HourOfUse[];
}

export interface HourOfUse {
  /** Start of the hour. */
  readonly at: Instant;
  /** Percent of what the tasks reserve; null where the hour has none. */
  readonly cpu: Spread | null;
  readonly memory: Spread | null;
  /** Per minute, the mean over the tasks; null without a load balancer. */
  readonly requestsPerTask: number | null;
}

/** How the samples of one stretch of time lie. */
export interface Spread {
  readonly average: number;
  /** What 95 % of the samples stay below. */
  readonly p95: number;
  readonly maximum: number;
}
