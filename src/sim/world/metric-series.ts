import { HOUR, MINUTE, type SimTime } from './clock.ts';
import type { MetricShelf } from './metric-shelf.ts';
import { type Bucket, type Distribution, EVENLY } from './statistics.ts';

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

/** What CloudWatch knows of a series beside its numbers. */
export interface MetricDescription {
  readonly unit: string;
  /** Evenly unless given. */
  readonly distribution?: Distribution;
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

/** The one-minute buckets of one metric, as many as its shelf keeps. */
export class MetricSeries {
  readonly id: MetricId;
  readonly unit: string;
  readonly distribution: Distribution;
  readonly #shelf: MetricShelf;
  readonly #place: number;

  /** Takes a place on the shelf, which must have one. */
  constructor(id: MetricId, { unit, distribution = EVENLY }: MetricDescription, shelf: MetricShelf) {
    this.id = id;
    this.unit = unit;
    this.distribution = distribution;
    this.#shelf = shelf;
    this.#place = shelf.takePlace();
  }

  write(minuteStart: SimTime, bucket: Bucket): void {
    this.#shelf.write(this.#place, minuteStart, bucket);
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
    return this.#shelf.at(this.#place, minuteStart);
  }

  /** The start of the newest minute that has data, of those that start before `time`; undefined when there is none. */
  newestBefore(time: SimTime): SimTime | undefined {
    for (const hour of this.#shelf.hours().reverse()) {
      for (
        let minute = Math.min(hour + HOUR, Math.ceil(time / MINUTE) * MINUTE) - MINUTE;
        minute >= hour;
        minute -= MINUTE
      ) {
        if (this.at(minute) !== undefined) return minute;
      }
    }
    return undefined;
  }

  /** Every minute that has data: part of the world's state. */
  minutes(): readonly (readonly [SimTime, Bucket])[] {
    const rows: (readonly [SimTime, Bucket])[] = [];
    for (const hour of this.#shelf.hours()) {
      for (let minute = hour; minute < hour + HOUR; minute += MINUTE) {
        const bucket = this.at(minute);
        if (bucket !== undefined) rows.push([minute, bucket]);
      }
    }
    return rows;
  }
}
