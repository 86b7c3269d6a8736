import type { ServiceSnapshot, Snapshot } from '../snapshot.ts';
import { databaseConnections } from './database-connections.ts';
import { fargateVcpus } from './fargate-vcpus.ts';
import type { LimitReading } from './limit.ts';
import { subnetAddresses } from './subnet-addresses.ts';
import { taskCeiling } from './task-ceiling.ts';

/** What new tasks take from others: before any is started there must be room. */
export const sharedLimits = (snapshot: Snapshot, service: ServiceSnapshot): readonly LimitReading[] =>
  present([fargateVcpus(snapshot, service), subnetAddresses(service), databaseConnections(snapshot, service)]);

/** Everything that bounds the number of tasks, the service's own ceiling first. */
export const limitsOf = (snapshot: Snapshot, service: ServiceSnapshot): readonly LimitReading[] => [
  ...present([taskCeiling(service)]),
  ...sharedLimits(snapshot, service),
];

const present = (readings: readonly (LimitReading | undefined)[]): readonly LimitReading[] =>
  readings.filter(reading => reading !== undefined);
