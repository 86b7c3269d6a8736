/** How much is asked of AWS. */
export interface RequestUse {
  /** Requests that were sent in the last minute. */
  readonly lastMinute: number;
  /** The budget: polls wait rather than exceed it. */
  readonly perMinute: number;
  /** Whether in the last minute something on the screen had to wait for the budget. */
  readonly isHeld: boolean;
}

/** Unless it is configured: a quarter of what ECS alone refills (20 reads a second for a whole account and region). */
export const usualRequestsPerMinute = 300;
