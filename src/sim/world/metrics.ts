import { MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';
import { type MetricDescription, type MetricId, MetricSeries, metricKey } from './metric-series.ts';
import { MetricShelf } from './metric-shelf.ts';
import type { RandomStream } from './rng.ts';
import { type Bucket, merged, type Statistic, statisticOf, statisticOfOne } from './statistics.ts';

/** AWS services deliver the metrics of a minute one to two minutes after it is over. */
const DELIVERED_AFTER_SECONDS = [60, 120] as const;

/** AWS: one-minute data are kept for 15 days. */
const KEPT_HOURS = 15 * 24;

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

/** Reads one statistic of one series: undefined for a minute without data, or of which nobody can know yet. */
export type MetricReader = (minuteStart: SimTime) => number | undefined;

/** What is not recorded for a while: the metrics of one namespace, of one resource, or all. */
export interface MetricGap {
  readonly namespace?: string;
  /** The value of a dimension: `waooaw-backend`. */
  readonly resource?: string;
}

const isIn = ({ namespace, resource }: MetricGap, id: MetricId): boolean =>
  (namespace === undefined || id.namespace === namespace) &&
  (resource === undefined || id.dimensions.some(({ value }) => value === resource || value.includes(`/${resource}/`)));

/** CloudWatch's metrics: written minute by minute, visible a little later, read as statistics over periods. */
export class Metrics {
  readonly #clock: SimClock;
  readonly #keptHours: number;
  readonly #series = new Map<string, MetricSeries>();
  /** Where the next new series finds its place. */
  #shelf: MetricShelf;
  #visibleBefore: SimTime;
  #gaps: readonly MetricGap[] = [];

  /** `keptHours` is AWS's own unless given. */
  constructor(world: { clock: SimClock; random: RandomStream; keptHours?: number | undefined }) {
    this.#clock = world.clock;
    this.#keptHours = world.keptHours ?? KEPT_HOURS;
    this.#shelf = new MetricShelf(this.#keptHours);
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

  write(id: MetricId, minuteStart: SimTime, bucket: Bucket, description: MetricDescription): void {
    if (!this.#isInGap(id)) this.#seriesOf(id, description).write(minuteStart, bucket);
  }

  /** For whoever writes the same series minute after minute: it is looked up once. */
  writer(id: MetricId, description: MetricDescription): MetricWriter {
    let series: MetricSeries | undefined;
    return (minuteStart, bucket) => {
      if (this.#isInGap(id)) return;
      // Not before it has data: a series that never had any does not exist.
      series ??= this.#seriesOf(id, description);
      series.write(minuteStart, bucket);
    };
  }

  /** For whoever reads the same series minute after minute: it is looked up once, as soon as it exists. */
  reader(id: MetricId, statistic: Statistic): MetricReader {
    let series: MetricSeries | undefined;
    return minuteStart => {
      if (minuteStart >= this.#visibleBefore) return undefined;
      series ??= this.find(id);
      const bucket = series?.at(minuteStart);
      if (series === undefined || bucket === undefined) return undefined;
      return statisticOfOne(bucket, statistic, series.distribution);
    };
  }

  /** Adds samples to what the minute has already: custom metrics come one by one. */
  add(id: MetricId, minuteStart: SimTime, samples: Bucket, description: MetricDescription): void {
    const known = this.find(id)?.at(minuteStart);
    this.write(id, minuteStart, known === undefined ? samples : merged(known, samples), description);
  }

  find(id: MetricId): MetricSeries | undefined {
    return this.#series.get(metricKey(id));
  }

  /** The newest minute of the series that can be read; undefined when there is none at all. */
  newest(id: MetricId, statistic: Statistic): Datapoint | undefined {
    const series = this.find(id);
    const at = series?.newestBefore(this.#visibleBefore);
    const bucket = at === undefined ? undefined : series?.at(at);
    if (series === undefined || at === undefined || bucket === undefined) return undefined;
    return { at, value: statisticOfOne(bucket, statistic, series.distribution) };
  }

  /** One datapoint per period that has data, oldest first. A series that does not exist has none. */
  read({ id, from, to, periodMs, statistic }: MetricWindow): readonly Datapoint[] {
    const series = this.find(id);
    if (series === undefined) return [];
    const { distribution } = series;
    const points: Datapoint[] = [];
    const end = Math.min(to, this.#visibleBefore);
    for (let at = from; at < end; at += periodMs) {
      const buckets = series.read(at, Math.min(at + periodMs, this.#visibleBefore));
      if (buckets.length > 0) points.push({ at, value: statisticOf(buckets, statistic, distribution) });
    }
    return points;
  }

  #isInGap(id: MetricId): boolean {
    return this.#gaps.length > 0 && this.#gaps.some(gap => isIn(gap, id));
  }

  #seriesOf(id: MetricId, description: MetricDescription): MetricSeries {
    const key = metricKey(id);
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    if (this.#shelf.isFull) this.#shelf = new MetricShelf(this.#keptHours);
    const made = new MetricSeries(id, description, this.#shelf);
    this.#series.set(key, made);
    return made;
  }
}
