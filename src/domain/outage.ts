import type { Fault } from './fault.ts';
import type { Instant } from './time.ts';

/** A service of AWS that fails again and again, so that polling leaves it alone for a while. */
export interface Outage {
  /** As IAM names it: `ecs`, `application-autoscaling`. */
  readonly service: string;
  /** When the first of the failures in a row was seen. */
  readonly since: Instant;
  /** When it is asked again, once. */
  readonly nextProbeAt: Instant;
  /** The newest reason. */
  readonly fault: Fault;
}
