import { ratedRequestsPerTask, requiredTasks, spikeBufferPercent } from '../capacity.ts';
import { firstLimit, fitAt, type LimitId, type LimitReading, mostTasks } from '../limits/limit.ts';
import { takenWords } from '../limits/limit-words.ts';
import { limitsOf } from '../limits/limits.ts';
import { lastKnown } from '../observed.ts';
import { recentValue } from '../signal.ts';
import type { ServiceKey, ServiceSnapshot, Snapshot } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { type MeasuredLoad, measuredLoads } from './measured-load.ts';
import { costPerHour, type RunningCost, taskPrice } from './service-capacity.ts';

/** The runbook's "Traffic Estimation" for one service, what was measured beside it, and how far it can go at all. */
export interface TrafficEstimate {
  readonly service: ServiceKey;
  readonly name: string;
  /** Requests a minute now; null where they are not known or no load balancer counts any. */
  readonly requestsPerMinute: number | null;
  readonly bufferPercent: number;
  readonly ratedRequestsPerTask: number;
  /** What measuring says of one task, the best measure first. */
  readonly measured: readonly MeasuredLoad[];
  /** For the expected traffic, or for multiples of the present one where none was given. */
  readonly rows: readonly TrafficRow[];
  readonly limits: readonly ReportedLimit[];
  /** The limit that the fewest tasks reach; null where none is known. */
  readonly first: LimitId | null;
  /** Why there is no estimate, where there is none. */
  readonly because: string | null;
}

export interface TrafficRow {
  readonly expectedPerMinute: number;
  readonly tasksByRunbook: number;
  /** Null where nothing was measured. */
  readonly tasksByMeasure: number | null;
  /** The limits that have no room for the runbook's tasks. */
  readonly stoppedBy: readonly LimitId[];
  /** Of the runbook's tasks. */
  readonly cost: RunningCost | null;
}

export type ReportedLimit =
  | {
      readonly known: true;
      readonly id: LimitId;
      readonly label: string;
      /** The most tasks of this service that there is room for. */
      readonly mostTasks: number;
      /** What so many tasks can serve by the runbook's figure, the buffer kept free. */
      readonly servesPerMinute: number;
      /** "7 of 16 vCPU": what is taken now. */
      readonly taken: string;
    }
  | { readonly known: false; readonly id: LimitId; readonly label: string; readonly because: string };

export interface Expected {
  /** Requests a minute; undefined shows multiples of the present traffic. */
  readonly perMinute?: number;
  readonly bufferPercent?: number;
}

const multiples = [1, 2, 3, 5] as const;

export function trafficEstimate(
  snapshot: Snapshot,
  service: ServiceSnapshot,
  { perMinute, bufferPercent = spikeBufferPercent }: Expected,
  now: Instant,
): TrafficEstimate {
  const metrics = service.metrics.state === 'fresh' ? service.metrics.value : undefined;
  const present = recentValue(metrics?.requestsPerMinute, now);
  const measured = measuredLoads(service, now);
  const readings = limitsOf(snapshot, service);
  const expected =
    perMinute !== undefined ? [perMinute] : present === undefined ? [] : multiples.map(times => round(present * times));
  const price = taskPrice(service);
  const running = lastKnown(service.counts)?.runningCount ?? 0;
  return {
    service: service.key,
    name: service.service,
    requestsPerMinute: present ?? null,
    bufferPercent,
    ratedRequestsPerTask,
    measured,
    rows: expected.map(each => row(each, { readings, measured: measured[0], bufferPercent, price })),
    limits: readings.map(reading => reportedLimit(reading, { running, bufferPercent })),
    first: firstLimit(readings)?.id ?? null,
    because: expected.length > 0 ? null : whyNone(service),
  };
}

/** Two figures say enough of traffic that changes by the minute, and do not flicker. */
const round = (value: number): number => Number(value.toPrecision(2));

function row(
  expectedPerMinute: number,
  given: {
    readonly readings: readonly LimitReading[];
    readonly measured: MeasuredLoad | undefined;
    readonly bufferPercent: number;
    readonly price: number | null;
  },
): TrafficRow {
  const { bufferPercent, measured, price, readings } = given;
  const tasks = (requestsPerTask: number): number =>
    requiredTasks({ expectedPerMinute, requestsPerTask, bufferPercent });
  const tasksByRunbook = tasks(ratedRequestsPerTask);
  return {
    expectedPerMinute,
    tasksByRunbook,
    tasksByMeasure: measured === undefined ? null : tasks(measured.requestsPerTaskAtTarget),
    stoppedBy: readings.flatMap(reading =>
      reading.known && fitAt(reading.limit, tasksByRunbook) === 'full' ? [reading.limit.id] : [],
    ),
    cost: price === null ? null : costPerHour(price * tasksByRunbook),
  };
}

function reportedLimit(
  reading: LimitReading,
  { running, bufferPercent }: { readonly running: number; readonly bufferPercent: number },
): ReportedLimit {
  if (!reading.known) return reading;
  const { id, label, unit } = reading.limit;
  const most = mostTasks(reading.limit);
  return {
    known: true,
    id,
    label,
    mostTasks: most,
    servesPerMinute: Math.floor((most * ratedRequestsPerTask * 100) / (100 + bufferPercent)),
    taken: `${takenWords(reading.limit, running)} ${unit}`,
  };
}

function whyNone({ counts, metrics, service }: ServiceSnapshot): string {
  if (lastKnown(counts)?.targetGroupArns.length === 0)
    return `No load balancer counts the requests of ${service}: name the expected ones, or go by its CPU.`;
  if (metrics.state === 'missing' || metrics.state === 'stale')
    return `The requests of ${service} cannot be read now: ${metrics.because.because}. ${metrics.because.nextStep}`;
  return `CloudWatch has no recent requests of ${service}: name the expected ones.`;
}
