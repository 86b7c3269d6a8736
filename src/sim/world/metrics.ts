import { MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';
import { type MetricId, MetricSeries, metricKey } from './metric-series.ts';
import type { RandomStream } from './rng.ts';
import {
  type Bucket,
  type Distribution,
  EVENLY,
  merged,
  type Statistic,
  statisticOf,
  statisticOfOne,
} from './statistics.ts';

/** AWS services deliver the metrics of a minute one to two minutes after it is over. */
const DELIVERED_AFTER_SECONDS = [60, 120] as const;

export interface Datapoint {
  /** Start of the period. */
  readonly at: SimTime;
  readonly value: number;
}

export interface MetricWindow {
  readonly id: MetricId;
  /** Periods are laid from here on. */
  readonly from: SimTime;
  /** The last period starts before this time. */
  readonly to: SimTime;
  readonly periodMs: number;
  readonly statistic: Statistic;
}

/** Writes one minute of one series. */
export type MetricWriter = (minuteStart: SimTime, bucket: Bucket) => void;

/** What is not recorded for a while: the metrics of one namespace, of one resource, or all. */
export interface MetricGap {
  readonly namespace?: string;
  /** The value of a dimension: `waooaw-backend`. */
  readonly resource?: string;
}

const isIn = ({ namespace, resource }: MetricGap, id: MetricId): boolean =>
  (namespace === undefined || id.namespace === namespace) &&
  (resource === undefined || id.dimensions.some(({ value }) => value === resource || value.includes(`/${resource}/`)));

interface Description {
  readonly unit: string;
  readonly distribution?: Distribution;
}

/** CloudWatch's metrics: written minute by minute, visible a little later, read as statistics over periods. */
export class Metrics {
  readonly #clock: SimClock;
  readonly #keptHours: number | undefined;
  readonly #series = new Map<string, MetricSeries>();
  #visibleBefore: SimTime;
  #gaps: readonly MetricGap[] = [];

  /** `keptHours` is AWS's own unless given. */
  constructor(world: { clock: SimClock; random: RandomStream; keptHours?: number | undefined }) {
    this.#clock = world.clock;
    this.#keptHours = world.keptHours;
    this.#visibleBefore = world.clock.now;
    const firstMinute = Math.ceil(world.clock.now / MINUTE) * MINUTE;
    world.clock.every(MINUTE, firstMinute + MINUTE, () => {
      const closed = this.#clock.now;
      const delayMs = Math.round(world.random.between(...DELIVERED_AFTER_SECONDS) * SECOND);
      this.#clock.after(delayMs, () => {
        this.#visibleBefore = closed;
      });
    });
  }

  /** Part of the world's state. */
  get gaps(): readonly MetricGap[] {
    return this.#gaps;
  }

  /** From now on these are not recorded, until it is taken away again. */
  addGap(gap: MetricGap): void {
    this.#gaps = [...this.#gaps, gap];
  }

  removeGap(gap: MetricGap): void {
    this.#gaps = this.#gaps.filter(other => other !== gap);
  }

  /** Minutes that start before this time can be read. */
  get visibleBefore(): SimTime {
    return this.#visibleBefore;
  }

  /** All series, in the order in which they first had data. */
  all(): readonly MetricSeries[] {
    return [...this.#series.values()];
  }

  write(id: MetricId, minuteStart: SimTime, bucket: Bucket, description: Description): void {
    if (!this.#isInGap(id)) this.#seriesOf(id, description).write(minuteStart, bucket);
  }

  /** For whoever writes the same series minute after minute: it is looked up once. */
  writer(id: MetricId, description: Description): MetricWriter {
    let series: MetricSeries | undefined;
    return (minuteStart, bucket) => {
      if (this.#isInGap(id)) return;
      // Not before it has data: a series that never had any does not exist.
      series ??= this.#seriesOf(id, description);
      series.write(minuteStart, bucket);
    };
  }

  /** Adds samples to what the minute has already: custom metrics come one by one. */
  add(id: MetricId, minuteStart: SimTime, samples: Bucket, description: Description): void {
    const known = this.find(id)?.at(minuteStart);
    this.write(id, minuteStart, known === undefined ? samples : merged(known, samples), description);
  }

  find(id: MetricId): MetricSeries | undefined {
    return this.#series.get(metricKey(id));
  }

  /** The newest minute of the series that can be read; undefined when there is none at all. */
  newest(id: MetricId, statistic: Statistic): Datapoint | undefined {
    const series = this.find(id);
    if (series === undefined) return undefined;
    const { oldestMinute } = series;
    for (let at = Math.min(series.newestMinute, this.#visibleBefore - MINUTE); at >= oldestMinute; at -= MINUTE) {
      const bucket = series.at(at);
      if (bucket !== undefined) return { at, value: statisticOfOne(bucket, statistic, series.distribution) };
    }
    return undefined;
  }

  /** One datapoint per period that has data, oldest first. A series that does not exist has none. */
  read({ id, from, to, periodMs, statistic }: MetricWindow): readonly Datapoint[] {
    const series = this.find(id);
    if (series === undefined) return [];
    const { distribution } = series;
    const points: Datapoint[] = [];
    const end = Math.min(to, this.#visibleBefore);
    if (periodMs === MINUTE && from % MINUTE === 0) {
      // What every alarm asks for every minute: one bucket per period, and no list of them.
      for (let at = from; at < end; at += MINUTE) {
        const bucket = series.at(at);
        if (bucket !== undefined) points.push({ at, value: statisticOfOne(bucket, statistic, distribution) });
      }
      return points;
    }
    for (let at = from; at < end; at += periodMs) {
      const buckets = series.read(at, Math.min(at + periodMs, this.#visibleBefore));
      if (buckets.length > 0) points.push({ at, value: statisticOf(buckets, statistic, distribution) });
    }
    return points;
  }

  #isInGap(id: MetricId): boolean {
    return this.#gaps.length > 0 && this.#gaps.some(gap => isIn(gap, id));
  }

  #seriesOf(id: MetricId, { unit, distribution = EVENLY }: Description): MetricSeries {
    const key = metricKey(id);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const made = new MetricSeries(id, unit, distribution, this.#keptHours);
    this.#series.set(key, made);
    return made;
  }
}
