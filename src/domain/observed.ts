import type { Fault } from './fault.ts';
import type { Instant } from './time.ts';

/**
 * A value together with how well we know it. `missing` is not zero and not "fine": nothing may draw it green.
 */
export type Observed<T> =
  | { readonly state: 'pending' }
  | { readonly state: 'fresh'; readonly value: T; readonly observedAt: Instant }
  | { readonly state: 'stale'; readonly value: T; readonly observedAt: Instant; readonly because: Fault }
  | { readonly state: 'missing'; readonly because: Fault };

export const pending: Observed<never> = { state: 'pending' };

export const fresh = <T>(value: T, observedAt: Instant): Observed<T> => ({ state: 'fresh', value, observedAt });

export const missing = (because: Fault): Observed<never> => ({ state: 'missing', because });

/** The value if there is any, however old; a caller that acts on AWS must look at `state` instead. */
export const lastKnown = <T>(observed: Observed<T>): T | undefined =>
  observed.state === 'fresh' || observed.state === 'stale' ? observed.value : undefined;

/** What we know after `next` arrived: a failed read keeps the value that we had, and says that it is old. */
export function succeed<T>(previous: Observed<T>, next: Observed<T>): Observed<T> {
  if (next.state !== 'missing') return next;
  if (previous.state === 'fresh' || previous.state === 'stale') {
    return { state: 'stale', value: previous.value, observedAt: previous.observedAt, because: next.because };
  }
  return next;
}
