import { DAY, MINUTE, type SimTime } from './clock.ts';
import type { Bucket, Distribution } from './statistics.ts';

/** AWS: one-minute data are kept for 15 days. */
const KEPT_DAYS = 15;
const MINUTES_OF_DAY = DAY / MINUTE;
const NUMBERS_OF_BUCKET = 4;

export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** What names a series. AWS: a metric with other dimensions is another metric; there is no aggregation over them. */
export interface MetricId {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: readonly Dimension[];
}

/** A metric that ECS itself reports of a service. */
export const ecsMetric = (
  service: { readonly clusterName: string; readonly name: string },
  metricName: 'CPUUtilization' | 'MemoryUtilization',
): MetricId => ({
  namespace: 'AWS/ECS',
  metricName,
  dimensions: [
    { name: 'ClusterName', value: service.clusterName },
    { name: 'ServiceName', value: service.name },
  ],
});

const keys = new WeakMap<MetricId, string>();

/** One text per series, whatever the order of its dimensions. Remembered: alarms ask for the same ones every minute. */
export const metricKey = (id: MetricId): string => {
  const known = keys.get(id);
  if (known !== undefined) return known;
  const pairs = id.dimensions.map(({ name, value }) => `${name}=${value}`).sort();
  const key = [id.namespace, id.metricName, ...pairs].join('\n');
  keys.set(id, key);
  return key;
};

/** One-minute buckets of one metric for the last 15 days: a page of numbers per day, four numbers per minute. */
export class MetricSeries {
  readonly id: MetricId;
  readonly unit: string;
  readonly distribution: Distribution;
  readonly #pages = new Map<number, Float64Array>();
  #newestMinute: SimTime = 0;

  constructor(id: MetricId, unit: string, distribution: Distribution) {
    this.id = id;
    this.unit = unit;
    this.distribution = distribution;
  }

  /** The start of the newest minute that has data. */
  get newestMinute(): SimTime {
    return this.#newestMinute;
  }

  /** No minute before this one has data. */
  get oldestMinute(): SimTime {
    // Not the first page: custom metrics may be put for days gone by.
    return Math.min(...this.#pages.keys()) * DAY;
  }

  write(minuteStart: SimTime, { sum, min, max, count }: Bucket): void {
    this.#page(Math.floor(minuteStart / DAY)).set([sum, min, max, count], this.#offset(minuteStart));
    this.#newestMinute = Math.max(this.#newestMinute, minuteStart);
  }

  /** The buckets that have data, of the minutes that start in [from, to), oldest first. */
  read(from: SimTime, to: SimTime): readonly Bucket[] {
    const buckets: Bucket[] = [];
    for (let minute = Math.ceil(from / MINUTE) * MINUTE; minute < to; minute += MINUTE) {
      const bucket = this.at(minute);
      if (bucket !== undefined) buckets.push(bucket);
    }
    return buckets;
  }

  at(minuteStart: SimTime): Bucket | undefined {
    const page = this.#pages.get(Math.floor(minuteStart / DAY));
    if (page === undefined) return undefined;
    const offset = this.#offset(minuteStart);
    const count = page[offset + 3] ?? 0;
    if (count === 0) return undefined;
    return { sum: page[offset] ?? 0, min: page[offset + 1] ?? 0, max: page[offset + 2] ?? 0, count };
  }

  /** Every minute that has data: part of the world's state. */
  minutes(): readonly (readonly [SimTime, Bucket])[] {
    const rows: (readonly [SimTime, Bucket])[] = [];
    for (const day of this.#pages.keys()) {
      for (let minute = day * DAY; minute < (day + 1) * DAY; minute += MINUTE) {
        const bucket = this.at(minute);
        if (bucket !== undefined) rows.push([minute, bucket]);
      }
    }
    return rows;
  }

  #offset(minuteStart: SimTime): number {
    return Math.floor((minuteStart % DAY) / MINUTE) * NUMBERS_OF_BUCKET;
  }

  #page(day: number): Float64Array {
    const known = this.#pages.get(day);
    if (known !== undefined) return known;
    // Zeros mean no data: no bucket has a count of 0.
    const made = new Float64Array(MINUTES_OF_DAY * NUMBERS_OF_BUCKET);
    this.#pages.set(day, made);
    for (const old of this.#pages.keys()) if (old < day - KEPT_DAYS) this.#pages.delete(old);
    return made;
  }
}
