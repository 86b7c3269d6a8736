import { type Instant, minutes } from './time.ts';

/**
 * What may be asked of AWS, as a bucket that holds a quarter of a minute's budget and fills up with the other three
 * quarters in a minute. Whoever never takes what is not there stays within the budget in every minute, wherever it begins.
 */
export interface RequestBudget {
  readonly perMinute: number;
  /** Below 0 where requests were sent that wait for nobody. */
  readonly left: number;
  readonly at: Instant;
}

/** What a person looks at comes first: the rest is read from what is left above this share of the bucket. */
const keptForTheScreen = 0.5;

/** `screen` is what a person looks at now; `elsewhere` is everything else. */
export type Lane = 'screen' | 'elsewhere';

const largest = ({ perMinute }: Pick<RequestBudget, 'perMinute'>): number => Math.max(1, Math.floor(perMinute / 4));

const perMs = (budget: RequestBudget): number => (budget.perMinute - largest(budget)) / minutes(1);

export const fullBudget = (perMinute: number, at: Instant): RequestBudget => ({
  perMinute,
  left: largest({ perMinute }),
  at,
});

/** The bucket as it is now. */
export function refilled(budget: RequestBudget, now: Instant): RequestBudget {
  const passedMs = Math.max(0, now - budget.at);
  return { ...budget, left: Math.min(largest(budget), budget.left + passedMs * perMs(budget)), at: now };
}

export const spent = (budget: RequestBudget, requests = 1): RequestBudget => ({
  ...budget,
  left: budget.left - requests,
});

/** How long a request of this lane has to wait for its turn; 0 where it may go now. */
export function waitMs(budget: RequestBudget, lane: Lane): number {
  const kept = lane === 'screen' ? 0 : Math.floor(largest(budget) * keptForTheScreen);
  const lacking = Math.max(0, 1 + kept - budget.left);
  return lacking === 0 ? 0 : Math.ceil(lacking / perMs(budget));
}
