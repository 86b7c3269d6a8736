/** Milliseconds since the Unix epoch, on the clock of the AWS that is talked to (a simulated AWS has its own). */
export type Instant = number;

/**
 * The one source of "now" for everything above the SDK. Against real AWS it is the machine's clock; against a simulated
 * AWS it follows the time that the endpoint announces, so that metric windows, ages and waits all mean the same time.
 */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms` of this clock's time, or at once when the signal aborts. It never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How many milliseconds of this clock pass in one real millisecond; 1 for the machine's clock. */
  readonly speed: number;
  /** The machine's own milliseconds, from any origin: never set, never back, and standing still while the machine sleeps. */
  readonly monotonicMs?: () => number;
}

export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** `2026-11-23T19:15:07Z`: seconds are the finest thing worth reading. */
export const isoSeconds = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
