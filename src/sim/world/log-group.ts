import { HOUR, type SimTime } from './clock.ts';
import { type LogDialect, workLines } from './log-lines.ts';
import { LogSamples, type WorkSample } from './log-samples.ts';
import type { RandomStream } from './rng.ts';

/** What the simulated account can still show, whatever the group's retention says. */
const KEPT_MS = 24 * HOUR;
const MOST_RECORDS = 5000;
const MOST_STINTS = 1000;

/** CloudWatch takes in what an application wrote a moment later. */
const INGESTED_AFTER_MS = [600, 1800] as const;

export interface LogEvent {
  /** 56 digits, as CloudWatch's; later events have greater ones. */
  readonly id: string;
  /** `ecs/waooaw-backend/46c2d7bdc6924c61bb111555ee6afaa0` */
  readonly stream: string;
  readonly at: SimTime;
  readonly ingestedAt: SimTime;
  readonly message: string;
}

/** A line that something in the world left. */
interface LogRecord {
  readonly sequence: number;
  readonly at: SimTime;
  readonly stream: string;
  readonly message: string;
}

/** From when to when one task took part in the work. */
interface Stint {
  readonly stream: string;
  readonly from: SimTime;
  until: SimTime | undefined;
}

interface Description {
  readonly name: string;
  readonly createdAt: SimTime;
  readonly retentionDays: number;
  readonly dialect: LogDialect;
  readonly sampledEveryMs: number;
  /** A repeatable source of chance that is no part of the world: reading must not change it. */
  readonly chance: (name: string) => RandomStream;
}

/**
 * A log group of an application. What happened is recorded; what the traffic left is made up when somebody reads it, the
 * same every time, from the samples of the work and the tasks that were there. So a week of traffic costs nothing.
 */
export class LogGroup {
  readonly name: string;
  readonly createdAt: SimTime;
  readonly retentionDays: number;
  readonly #description: Description;
  readonly #samples: LogSamples;
  readonly #records: LogRecord[] = [];
  readonly #stints: Stint[] = [];
  #nextSequence = 0;

  constructor(description: Description) {
    this.#description = description;
    this.name = description.name;
    this.createdAt = description.createdAt;
    this.retentionDays = description.retentionDays;
    this.#samples = new LogSamples({ everyMs: description.sampledEveryMs, keptMs: KEPT_MS });
  }

  /** Nothing before this time can be read. */
  oldestAt(now: SimTime): SimTime {
    return now - KEPT_MS;
  }

  record(line: { readonly at: SimTime; readonly stream: string; readonly message: string }): void {
    this.#records.push({ sequence: this.#nextSequence++, ...line });
    if (this.#records.length > MOST_RECORDS) this.#records.shift();
  }

  sample(sample: WorkSample): void {
    this.#samples.write(sample);
  }

  beginStint(stream: string, from: SimTime): void {
    this.#stints.push({ stream, from, until: undefined });
    if (this.#stints.length <= MOST_STINTS) return;
    // Tasks that flap must not push out the one that has been there all the time.
    const oldestEnded = this.#stints.findIndex(({ until }) => until !== undefined);
    this.#stints.splice(Math.max(0, oldestEnded), 1);
  }

  endStint(stream: string, until: SimTime): void {
    const stint = this.#stints.findLast(one => one.stream === stream);
    if (stint !== undefined) stint.until ??= until;
  }

  hasStream(stream: string): boolean {
    return this.#stints.some(stint => stint.stream === stream);
  }

  /** What was written in [from, to) and has arrived by `now`, oldest first. */
  read({
    from,
    to,
    now,
  }: {
    readonly from: SimTime;
    readonly to: SimTime;
    readonly now: SimTime;
  }): readonly LogEvent[] {
    const first = Math.max(from, this.oldestAt(now));
    return [...this.#recorded(first, to), ...this.#madeUp(first, to)]
      .filter(({ at, ingestedAt }) => at >= first && at < to && ingestedAt <= now)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Part of the world's state. */
  state(): object {
    const samples = this.#samples.read(0, Number.MAX_SAFE_INTEGER);
    return { name: this.name, records: this.#records, stints: this.#stints, samples };
  }

  *#recorded(from: SimTime, to: SimTime): Generator<LogEvent> {
    for (const { sequence, at, stream, message } of this.#records) {
      if (at < from || at >= to) continue;
      const random = this.#description.chance(`${this.name} record ${sequence}`);
      yield { id: eventId(at, 0, sequence), stream, at, ingestedAt: arrival(at, random), message };
    }
  }

  *#madeUp(from: SimTime, to: SimTime): Generator<LogEvent> {
    const { dialect, chance, sampledEveryMs: lastsMs } = this.#description;
    for (const sample of this.#samples.read(from, to)) {
      const random = chance(`${this.name} work ${sample.at}`);
      for (const [index, { at, writer, message }] of workLines(sample, { dialect, lastsMs, random }).entries()) {
        const there = this.#stints.filter(stint => stint.from <= at && (stint.until === undefined || at < stint.until));
        const stint = there[Math.floor(writer * there.length)];
        const ingestedAt = arrival(at, random);
        if (stint !== undefined) yield { id: eventId(at, 1, index), stream: stint.stream, at, ingestedAt, message };
      }
    }
  }
}

const arrival = (at: SimTime, random: RandomStream): SimTime => at + Math.round(random.between(...INGESTED_AFTER_MS));

const eventId = (at: SimTime, kind: 0 | 1, ordinal: number): string =>
  `3${String(at).padStart(14, '0')}${kind}${String(ordinal).padStart(40, '0')}`;
