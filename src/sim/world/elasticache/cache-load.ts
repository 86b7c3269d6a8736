/**
 * How requests become keys, memory, hits and CPU of a cache. The shapes are a design of ours, not of AWS; the opening
 * world gives the one known point that the numbers come from.
 */

/** What a cache is like while its services do so many requests a minute, once it is warm. */
export interface CacheAt {
  readonly requestsPerMinute: number;
  readonly usedBytes: number;
  /** Of the engine's one thread. */
  readonly enginePercent: number;
}

/** This part of the keys is there whatever the traffic: sessions, settings. */
const STANDING_PART = 0.45;
const IDLE_ENGINE_PERCENT = 1;

export const LOOKUPS_PER_REQUEST = 8;
export const ITEM_BYTES = 4096;

/** Not everything can be found even in a warm cache: first reads, and what has just expired. */
export const WARM_HIT_PART = 0.96;

/** Keys live about this long, and it takes about as long to fill a cold cache. */
const LIFE_MINUTES = 20;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The memory that holds everything that is looked up at this traffic. */
export const wantedBytes = (at: CacheAt, requestsPerMinute: number): number =>
  at.usedBytes * (STANDING_PART + (1 - STANDING_PART) * (requestsPerMinute / at.requestsPerMinute));

/** One minute of filling and expiring. What does not fit any more is evicted. */
export const nextUsedBytes = (
  used: number,
  { wanted, usable }: { readonly wanted: number; readonly usable: number },
): { readonly used: number; readonly evictions: number } => {
  const grown = used + (wanted - used) * (1 - Math.exp(-1 / LIFE_MINUTES));
  return { used: Math.min(grown, usable), evictions: Math.round(Math.max(0, grown - usable) / ITEM_BYTES) };
};

/** Hot keys come back first and stay longest: a tenth of the keys answers more than half of the lookups. */
const HOTNESS = 1 / 4;

export const hitPart = (used: number, wanted: number): number =>
  WARM_HIT_PART * clamp(wanted === 0 ? 1 : used / wanted, 0, 1) ** HOTNESS;

/** What the engine's thread would need; beyond 100 ElastiCache manages the traffic, and some of it waits. */
export const enginePercent = (at: CacheAt, requestsPerMinute: number): number =>
  IDLE_ENGINE_PERCENT + (at.enginePercent - IDLE_ENGINE_PERCENT) * (requestsPerMinute / at.requestsPerMinute);
