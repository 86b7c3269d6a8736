import { MINUTE, type SimTime } from '../clock.ts';
import type { MetricId } from '../metric-series.ts';
import type { Metrics } from '../metrics.ts';
import { single, Tally } from '../tally.ts';

/** AWS: CPU credit metrics are available at five-minute frequency only. */
const CREDITS_EVERY_MS = 5 * MINUTE;

const UNITS = {
  CPUUtilization: 'Percent',
  DatabaseConnections: 'Count',
  ReadIOPS: 'Count/Second',
  WriteIOPS: 'Count/Second',
  ReadLatency: 'Seconds',
  WriteLatency: 'Seconds',
  ReadThroughput: 'Bytes/Second',
  WriteThroughput: 'Bytes/Second',
  DiskQueueDepth: 'Count',
  FreeableMemory: 'Bytes',
  SwapUsage: 'Bytes',
  FreeStorageSpace: 'Bytes',
  ReplicaLag: 'Seconds',
  CPUCreditBalance: 'Count',
  CPUSurplusCreditBalance: 'Count',
} as const;

type DbMetricName = keyof typeof UNITS;

/** Collects what one DB instance measures, and publishes it minute by minute. AWS: "Amazon CloudWatch metrics for Amazon RDS". */
export class DbMetrics {
  readonly #metrics: Metrics;
  readonly #identifier: string;
  readonly #ids = new Map<DbMetricName, MetricId>();
  #tallies = new Map<DbMetricName, Tally>();

  constructor(metrics: Metrics, identifier: string) {
    this.#metrics = metrics;
    this.#identifier = identifier;
  }

  add(name: DbMetricName, value: number): void {
    const tally = this.#tallies.get(name) ?? new Tally();
    this.#tallies.set(name, tally);
    tally.add(value);
  }

  closeMinute(minuteStart: SimTime): void {
    for (const [name, { bucket }] of this.#tallies) this.#write(name, minuteStart, bucket);
    this.#tallies = new Map();
  }

  /** The balances at the start of a minute; published when one of the five-minute periods begins with it. */
  publishCredits(at: SimTime, credits: { readonly balance: number; readonly surplus: number }): void {
    if (at % CREDITS_EVERY_MS !== 0) return;
    this.#write('CPUCreditBalance', at, single(credits.balance));
    this.#write('CPUSurplusCreditBalance', at, single(credits.surplus));
  }

  #write(name: DbMetricName, minuteStart: SimTime, bucket: Tally['bucket']): void {
    this.#metrics.write(this.#id(name), minuteStart, bucket, { unit: UNITS[name] });
  }

  #id(name: DbMetricName): MetricId {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const dimensions = [{ name: 'DBInstanceIdentifier', value: this.#identifier }];
    const made = { namespace: 'AWS/RDS', metricName: name, dimensions };
    this.#ids.set(name, made);
    return made;
  }
}
