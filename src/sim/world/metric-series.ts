import { HOUR, MINUTE, type SimTime } from './clock.ts';
import type { Bucket, Distribution } from './statistics.ts';

/** AWS: one-minute data are kept for 15 days. */
const KEPT_HOURS = 15 * 24;
const MINUTES_OF_HOUR = HOUR / MINUTE;
const NUMBERS_OF_BUCKET = 4;
const NO_PAGE = new Float64Array();

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

/** One-minute buckets of one metric for the last 15 days: a page of numbers per hour, four numbers per minute. */
export class MetricSeries {
  readonly id: MetricId;
  readonly unit: string;
  readonly distribution: Distribution;
  readonly #keptHours: number;
  readonly #pages = new Map<number, Float64Array>();
  #lastHour = Number.NaN;
  #lastPage: Float64Array = NO_PAGE;
  #newestMinute: SimTime = 0;

  constructor(id: MetricId, unit: string, distribution: Distribution, keptHours = KEPT_HOURS) {
    this.id = id;
    this.#keptHours = keptHours;
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
    return Math.min(...this.#pages.keys()) * HOUR;
  }

  write(minuteStart: SimTime, { sum, min, max, count }: Bucket): void {
    const page = this.#page(Math.floor(minuteStart / HOUR));
    const offset = this.#offset(minuteStart);
    // One by one: to set them as a list would make that list first, for every minute of every series.
    page[offset] = sum;
    page[offset + 1] = min;
    page[offset + 2] = max;
    page[offset + 3] = count;
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
    const page = this.#pages.get(Math.floor(minuteStart / HOUR));
    if (page === undefined) return undefined;
    const offset = this.#offset(minuteStart);
    const count = page[offset + 3] ?? 0;
    if (count === 0) return undefined;
    return { sum: page[offset] ?? 0, min: page[offset + 1] ?? 0, max: page[offset + 2] ?? 0, count };
  }

  /** Every minute that has data: part of the world's state. */
  minutes(): readonly (readonly [SimTime, Bucket])[] {
    const rows: (readonly [SimTime, Bucket])[] = [];
    for (const hour of this.#pages.keys()) {
      for (let minute = hour * HOUR; minute < (hour + 1) * HOUR; minute += MINUTE) {
        const bucket = this.at(minute);
        if (bucket !== undefined) rows.push([minute, bucket]);
      }
    }
    return rows;
  }

  #offset(minuteStart: SimTime): number {
    return Math.floor((minuteStart % HOUR) / MINUTE) * NUMBERS_OF_BUCKET;
  }

  /** The page to write to. It is the same one sixty times, so the last one is kept at hand. */
  #page(hour: number): Float64Array {
    if (hour === this.#lastHour) return this.#lastPage;
    this.#lastPage = this.#pages.get(hour) ?? this.#makePage(hour);
    this.#lastHour = hour;
    return this.#lastPage;
  }

  #makePage(hour: number): Float64Array {
    // Zeros mean no data: no bucket has a count of 0.
    const made = new Float64Array(MINUTES_OF_HOUR * NUMBERS_OF_BUCKET);
    this.#pages.set(hour, made);
    for (const old of this.#pages.keys()) if (old < hour - this.#keptHours) this.#pages.delete(old);
    return made;
  }
}
