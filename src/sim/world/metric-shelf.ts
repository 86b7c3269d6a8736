import { HOUR, MINUTE, type SimTime } from './clock.ts';
import type { Bucket } from './statistics.ts';

/** So many series share a shelf: enough to lie together in memory, few enough not to waste it on rare metrics. */
const SERIES = 16;
const NUMBERS_OF_BUCKET = 4;
const NUMBERS_OF_MINUTE = SERIES * NUMBERS_OF_BUCKET;
const NO_PAGE = new Float64Array();

/**
 * The one-minute buckets of sixteen series: a page of numbers per hour, a row per minute, four numbers per series. All
 * series are written minute by minute, so those of one minute lie side by side: 10,000 of them would otherwise be as
 * many places in memory every minute, and the way there costs more than the writing.
 */
export class MetricShelf {
  readonly #keptHours: number;
  readonly #pages = new Map<number, Float64Array>();
  #seriesCount = 0;
  #lastHour = Number.NaN;
  #lastPage: Float64Array = NO_PAGE;

  constructor(keptHours: number) {
    this.#keptHours = keptHours;
  }

  get isFull(): boolean {
    return this.#seriesCount === SERIES;
  }

  /** A place for one more series: the number that its other methods take. */
  takePlace(): number {
    if (this.isFull) throw new Error('Invariant: a shelf is asked for a place only while it has one');
    return this.#seriesCount++ * NUMBERS_OF_BUCKET;
  }

  write(place: number, minuteStart: SimTime, { sum, min, max, count }: Bucket): void {
    const page = this.#pageToWrite(Math.floor(minuteStart / HOUR));
    const offset = offsetOf(place, minuteStart);
    // One by one: to set them as a list would make that list first, for every minute of every series.
    page[offset] = sum;
    page[offset + 1] = min;
    page[offset + 2] = max;
    page[offset + 3] = count;
  }

  at(place: number, minuteStart: SimTime): Bucket | undefined {
    const page = this.#pageOf(Math.floor(minuteStart / HOUR));
    if (page === undefined) return undefined;
    const offset = offsetOf(place, minuteStart);
    const count = page[offset + 3] ?? 0;
    if (count === 0) return undefined;
    return { sum: page[offset] ?? 0, min: page[offset + 1] ?? 0, max: page[offset + 2] ?? 0, count };
  }

  /** The starts of the hours of which anything is kept, in order. */
  hours(): SimTime[] {
    return [...this.#pages.keys()].sort((a, b) => a - b).map(hour => hour * HOUR);
  }

  #pageOf(hour: number): Float64Array | undefined {
    return hour === this.#lastHour ? this.#lastPage : this.#pages.get(hour);
  }

  /** It is the same one all hour long, so the last one is kept at hand. */
  #pageToWrite(hour: number): Float64Array {
    if (hour === this.#lastHour) return this.#lastPage;
    this.#lastPage = this.#pages.get(hour) ?? this.#makePage(hour);
    this.#lastHour = hour;
    return this.#lastPage;
  }

  #makePage(hour: number): Float64Array {
    let outdated: Float64Array | undefined;
    for (const [old, page] of this.#pages) {
      if (old >= hour - this.#keptHours) continue;
      this.#pages.delete(old);
      outdated = page;
    }
    // Zeros mean no data: no bucket has a count of 0.
    const made = outdated?.fill(0) ?? new Float64Array((HOUR / MINUTE) * NUMBERS_OF_MINUTE);
    this.#pages.set(hour, made);
    return made;
  }
}

const offsetOf = (place: number, minuteStart: SimTime): number =>
  Math.floor((minuteStart % HOUR) / MINUTE) * NUMBERS_OF_MINUTE + place;
