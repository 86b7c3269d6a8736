import type { SimTime } from '../clock.ts';
import type { MetricId } from '../metric-series.ts';
import type { Metrics, MetricWriter } from '../metrics.ts';
import { single } from '../tally.ts';
import { ITEM_BYTES } from './cache-load.ts';
import { CACHE_NODE_ID, type CacheCluster } from './replication-group.ts';

/** What one node did in one minute. */
export interface NodeMinute {
  readonly enginePercent: number;
  readonly hostPercent: number;
  readonly usedBytes: number;
  readonly usableBytes: number;
  readonly freeableBytes: number;
  readonly swapBytes: number;
  readonly connections: number;
  readonly newConnections: number;
  readonly evictions: number;
  /** Only where something was looked up. */
  readonly lookups: { readonly hits: number; readonly misses: number } | undefined;
  /** Only a replica lags. */
  readonly lagSeconds: number | undefined;
  readonly isTrafficManaged: boolean;
  /** Only a burstable node has credits; AWS reports them every five minutes. */
  readonly cpuCredits: number | undefined;
}

type ValueOf = (minute: NodeMinute) => number | undefined;
type Metric = readonly [metricName: string, unit: string, value: ValueOf];

/** A metric of one node: what it is, and where it goes. */
interface NodeMetric {
  readonly write: MetricWriter;
  readonly value: ValueOf;
}

const usedPercent = ({ usedBytes, usableBytes }: NodeMinute): number => (100 * usedBytes) / usableBytes;

/** AWS: "Metrics for Valkey and Redis OSS" and "Host-level metrics"; those that the runbook, or its reader, looks at. */
const METRICS: readonly Metric[] = [
  ['CPUUtilization', 'Percent', ({ hostPercent }) => hostPercent],
  ['EngineCPUUtilization', 'Percent', ({ enginePercent }) => enginePercent],
  ['CPUCreditBalance', 'Count', ({ cpuCredits }) => cpuCredits],
  ['FreeableMemory', 'Bytes', ({ freeableBytes }) => freeableBytes],
  ['SwapUsage', 'Bytes', ({ swapBytes }) => swapBytes],
  ['BytesUsedForCache', 'Bytes', ({ usedBytes }) => usedBytes],
  ['DatabaseMemoryUsagePercentage', 'Percent', usedPercent],
  ['DatabaseMemoryUsageCountedForEvictPercentage', 'Percent', usedPercent],
  ['CurrItems', 'Count', ({ usedBytes }) => Math.round(usedBytes / ITEM_BYTES)],
  ['Evictions', 'Count', ({ evictions }) => evictions],
  ['CurrConnections', 'Count', ({ connections }) => connections],
  ['NewConnections', 'Count', ({ newConnections }) => newConnections],
  ['CacheHits', 'Count', ({ lookups }) => lookups?.hits],
  ['CacheMisses', 'Count', ({ lookups }) => lookups?.misses],
  ['CacheHitRate', 'Percent', ({ lookups }) => lookups && (100 * lookups.hits) / (lookups.hits + lookups.misses)],
  ['ReplicationLag', 'Seconds', ({ lagSeconds }) => lagSeconds],
  ['TrafficManagementActive', 'Count', ({ isTrafficManaged }) => Number(isTrafficManaged)],
];

/** Publishes what ElastiCache reports of each node: one sample a minute, and nothing for a whole group. */
export class CacheMetrics {
  readonly #metrics: Metrics;
  readonly #rows = new Map<string, readonly NodeMetric[]>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  publish({ id }: CacheCluster, minuteStart: SimTime, minute: NodeMinute): void {
    for (const { write, value } of this.#rowsOf(id)) {
      const measured = value(minute);
      if (measured !== undefined) write(minuteStart, single(measured));
    }
  }

  #rowsOf(clusterId: string): readonly NodeMetric[] {
    const known = this.#rows.get(clusterId);
    if (known !== undefined) return known;
    const made = METRICS.map(([metricName, unit, value]) => ({
      write: this.#metrics.writer(cacheMetric(clusterId, metricName), { unit }),
      value,
    }));
    this.#rows.set(clusterId, made);
    return made;
  }
}

export const cacheMetric = (clusterId: string, metricName: string): MetricId => ({
  namespace: 'AWS/ElastiCache',
  metricName,
  dimensions: [
    { name: 'CacheClusterId', value: clusterId },
    { name: 'CacheNodeId', value: CACHE_NODE_ID },
  ],
});
