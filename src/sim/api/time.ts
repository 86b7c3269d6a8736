import type { SimTime } from '../world/clock.ts';

/** The SDK speaks of time as dates; the world counts milliseconds. */
export const dateOf = (at: SimTime): Date => new Date(at);

export const optionalDate = (at: SimTime | undefined): Date | undefined => (at === undefined ? undefined : dateOf(at));
