import type { Metric } from './metrics.ts';
import { minutes } from './time.ts';

/** One line of the runbook's "When to scale" list, as a number. */
export interface Threshold {
  readonly id: string;
  readonly metric: Metric;
  readonly above: number;
  /** How long it must have been above, without a break, before it counts. */
  readonly forMs: number;
  /** The rule in words, as a question that the verdict answers. */
  readonly rule: string;
  /** The procedure that helps. */
  readonly suggests: string;
}

/** The runbook's own figures for "this service needs more capacity". */
export const needsCapacity = { cpuPercent: 70, p95Seconds: 1, forMs: minutes(5) };

/** Runbook, "Scale Backend Service: when to scale". */
export const thresholds: readonly Threshold[] = [
  {
    id: 'cpu-high',
    metric: 'cpuPercent',
    above: needsCapacity.cpuPercent,
    forMs: needsCapacity.forMs,
    rule: 'CPU above 70 % for 5 min',
    suggests: 'scale-service',
  },
  {
    id: 'p95-slow',
    metric: 'p95Seconds',
    above: needsCapacity.p95Seconds,
    forMs: needsCapacity.forMs,
    rule: 'p95 latency above 1 s for 5 min',
    suggests: 'scale-service',
  },
  // AWS has no request queue depth for a service behind an ALB; what a queue would do to users shows as load per task.
  {
    id: 'load-per-task',
    metric: 'requestsPerTask',
    above: 1000,
    forMs: minutes(5),
    rule: 'Over 1,000 requests/min per task for 5 min',
    suggests: 'scale-service',
  },
];
