import { MINUTE, type SimTime } from '../clock.ts';
import type { Metrics, MetricWriter } from '../metrics.ts';
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

/** What is measured under one name: the samples of the present minute, and where they go. */
interface Measured {
  readonly tally: Tally;
  readonly write: MetricWriter;
}

/** Collects what one DB instance measures, and publishes it minute by minute. AWS: "Amazon CloudWatch metrics for Amazon RDS". */
export class DbMetrics {
  readonly #metrics: Metrics;
  readonly #identifier: string;
  readonly #measured = new Map<DbMetricName, Measured>();

  constructor(metrics: Metrics, identifier: string) {
    this.#metrics = metrics;
    this.#identifier = identifier;
  }

  add(name: DbMetricName, value: number): void {
    this.#of(name).tally.add(value);
  }

  closeMinute(minuteStart: SimTime): void {
    for (const { tally, write } of this.#measured.values()) {
      if (tally.isEmpty) continue;
      write(minuteStart, tally);
      tally.clear();
    }
  }

  /** The balances at the start of a minute; published when one of the five-minute periods begins with it. */
  publishCredits(at: SimTime, credits: { readonly balance: number; readonly surplus: number }): void {
    if (at % CREDITS_EVERY_MS !== 0) return;
    this.#of('CPUCreditBalance').write(at, single(credits.balance));
    this.#of('CPUSurplusCreditBalance').write(at, single(credits.surplus));
  }

  #of(name: DbMetricName): Measured {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    const dimensions = [{ name: 'DBInstanceIdentifier', value: this.#identifier }];
    const id = { namespace: 'AWS/RDS', metricName: name, dimensions };
    const made = { tally: new Tally(), write: this.#metrics.writer(id, { unit: UNITS[name] }) };
    this.#measured.set(name, made);
    return made;
  }
}
