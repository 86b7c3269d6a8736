import { NO_STRAIN, type Strain } from '../dependency.ts';
import { provisionedIops, provisionedMibPerSecond } from './db-instance.ts';
import { GIB, type InstanceClass } from './instance-class.ts';

/**
 * How queries become CPU, disk operations, memory and latency. The shape is a design of ours, not of AWS. Its numbers:
 * the runbook's 1,000 requests a minute keep a db.t3.medium below its 20 % baseline, and 5,000 of them bring it near
 * the 80 % at which the runbook wants a bigger one.
 */

const QUERIES_PER_VCPU_MINUTE = 20_000;
const IDLE_CPU_PERCENT = 2;

/** Blocks that a query reads from disk where 4 GiB of memory hold the rest, and blocks that it writes. */
const READS_PER_QUERY_AT_4_GIB = 2;
const WRITES_PER_QUERY = 2;
const BLOCK_BYTES = 8192;

const IDLE_READ_SECONDS = 0.0006;
const IDLE_WRITE_SECONDS = 0.0012;
const LONGEST_QUEUE = 64;

/** What is free before the first connection, and what each backend process takes. */
const FREE_MEMORY_PART = 0.4;
const BYTES_PER_BACKEND = 4 * 2 ** 20;
const LEAST_FREE_BYTES = 64 * 2 ** 20;

/** Queries wait noticeably from here on, and give up beyond what the database can do. */
const CROWDED_FROM = 0.6;
const MOST_CROWDED = 0.95;
const SECONDS_OF_A_REQUEST_IN_DATABASE = 0.15;
const QUERIES_FAIL_FULLY_AT = 1.5;
const WORST_FAILING_PART = 0.3;

/** A request in ten needs no database; the others wait for the connection that never comes. */
const DOWN: Strain = { extraSeconds: 5, failingPart: 0.9 };
const SECONDS_WAITED_FOR_A_CONNECTION = 5;

/** What a database has at hand. */
export interface DatabaseMeans {
  readonly instanceClass: InstanceClass;
  readonly allocatedStorageGib: number;
}

/** What it is asked to do. */
export interface DatabaseDemand {
  readonly connections: number;
  readonly queriesPerMinute: number;
}

export interface DatabaseLoad {
  readonly cpuPercent: number;
  readonly readIops: number;
  readonly writeIops: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly diskQueueDepth: number;
  readonly readSeconds: number;
  readonly writeSeconds: number;
  readonly freeableBytes: number;
  readonly swapBytes: number;
}

export const queriesAtFullUse = ({ vcpus }: InstanceClass): number => vcpus * QUERIES_PER_VCPU_MINUTE;

/** How busy the scarcest resource is: 1 is all that it can do. */
export const pressureOf = (means: DatabaseMeans, queriesPerMinute: number): number =>
  Math.max(queriesPerMinute / queriesAtFullUse(means.instanceClass), diskDemand(means, queriesPerMinute).use);

export const loadOf = (means: DatabaseMeans, demand: DatabaseDemand): DatabaseLoad => {
  const { instanceClass } = means;
  const cpuUse = demand.queriesPerMinute / queriesAtFullUse(instanceClass);
  const disk = diskDemand(means, demand.queriesPerMinute);
  // Where one resource can do no more, the other does not get to see the rest: one look tells which one is short.
  const servedPart = 1 / Math.max(1, cpuUse, disk.use);
  const memoryBytes = instanceClass.memoryGib * GIB;
  const freeBytes = memoryBytes * FREE_MEMORY_PART - demand.connections * BYTES_PER_BACKEND;
  const leastFree = Math.min(LEAST_FREE_BYTES, memoryBytes / 20);
  return {
    cpuPercent: IDLE_CPU_PERCENT + (100 - IDLE_CPU_PERCENT) * cpuUse * servedPart,
    ...diskFigures(disk, servedPart, queueDepth(disk.use / Math.max(1, cpuUse))),
    freeableBytes: Math.max(leastFree, freeBytes),
    swapBytes: Math.max(0, leastFree - freeBytes),
  };
};

/** What the queries want of the disk, and which part of what it can do that is. */
const diskDemand = ({ instanceClass, allocatedStorageGib }: DatabaseMeans, queriesPerMinute: number) => {
  const queriesPerSecond = queriesPerMinute / 60;
  const readIops = queriesPerSecond * READS_PER_QUERY_AT_4_GIB * Math.min(4, 4 / instanceClass.memoryGib);
  const writeIops = queriesPerSecond * WRITES_PER_QUERY;
  const bytesPerSecond = (readIops + writeIops) * BLOCK_BYTES;
  const iopsUse = (readIops + writeIops) / provisionedIops(allocatedStorageGib);
  const throughputUse = bytesPerSecond / (provisionedMibPerSecond(allocatedStorageGib) * 2 ** 20);
  return { readIops, writeIops, use: Math.max(iopsUse, throughputUse) };
};

const queueDepth = (use: number): number => (use < 1 ? Math.min(LONGEST_QUEUE, use / (1 - use)) : LONGEST_QUEUE);

const diskFigures = (disk: { readIops: number; writeIops: number }, servedPart: number, diskQueueDepth: number) => {
  const readIops = disk.readIops * servedPart;
  const writeIops = disk.writeIops * servedPart;
  return {
    readIops,
    writeIops,
    readBytesPerSecond: readIops * BLOCK_BYTES,
    writeBytesPerSecond: writeIops * BLOCK_BYTES,
    diskQueueDepth,
    readSeconds: IDLE_READ_SECONDS * (1 + diskQueueDepth),
    writeSeconds: IDLE_WRITE_SECONDS * (1 + diskQueueDepth),
  };
};

/** What the state of a database does to the requests that need it. */
export const strainOf = (state: {
  readonly isDown: boolean;
  readonly pressure: number;
  /** The part of the connections asked for that it refuses. */
  readonly refusedPart: number;
}): Strain => {
  const { isDown, pressure, refusedPart } = state;
  if (isDown) return DOWN;
  if (pressure <= CROWDED_FROM && refusedPart === 0) return NO_STRAIN;
  const waiting = Math.max(0, 1 / (1 - Math.min(MOST_CROWDED, pressure)) - 1 / (1 - CROWDED_FROM));
  const givenUpPart = Math.min(1, Math.max(0, (pressure - 1) / (QUERIES_FAIL_FULLY_AT - 1))) * WORST_FAILING_PART;
  return {
    extraSeconds: waiting * SECONDS_OF_A_REQUEST_IN_DATABASE + refusedPart * SECONDS_WAITED_FOR_A_CONNECTION,
    failingPart: givenUpPart + (1 - givenUpPart) * refusedPart,
  };
};
