import type { SimTime } from '../clock.ts';
import type { Subnet } from '../tasks.ts';

/** AWS: "Viewing Amazon RDS DB instance status"; those that happen in this world. */
export type DbInstanceStatus =
  | 'available'
  | 'backing-up'
  | 'creating'
  | 'deleting'
  | 'modifying'
  | 'storage-optimization'
  | 'upgrading';

/** What waits for the maintenance window, or for ApplyImmediately. */
export interface Modifiable {
  instanceClass: string;
  allocatedStorageGib: number;
  engineVersion: string;
  multiAz: boolean;
  backupRetentionDays: number;
}

/** What takes effect as soon as it is asked for. */
export interface Settings {
  preferredMaintenanceWindow: string;
  preferredBackupWindow: string;
  autoMinorVersionUpgrade: boolean;
  copyTagsToSnapshot: boolean;
  deletionProtection: boolean;
}

export interface DbSubnetGroup {
  readonly name: string;
  readonly vpcId: string;
  readonly subnets: readonly [Subnet, ...Subnet[]];
}

export interface DbParameterGroup {
  readonly name: string;
  readonly family: string;
  /** What somebody set; undefined is AWS's formula. A static parameter: it takes effect at the next restart. */
  maxConnections: number | undefined;
}

export interface DbInstance extends Modifiable, Settings {
  readonly identifier: string;
  readonly arn: string;
  readonly resourceId: string;
  readonly address: string;
  readonly createdAt: SimTime;
  readonly subnetGroup: DbSubnetGroup;
  readonly securityGroups: readonly string[];
  readonly parameterGroup: DbParameterGroup;
  readonly masterUsername: string;
  readonly databaseName: string;
  readonly publiclyAccessible: boolean;
  /** The primary that a read replica copies; undefined for a primary. */
  sourceIdentifier: string | undefined;
  availabilityZone: string;
  /** Where the standby is; a Single-AZ instance has none. */
  secondaryAvailabilityZone: string | undefined;
  status: DbInstanceStatus;
  /** Whether it takes connections. */
  isReachable: boolean;
  /** Evaluated from the parameter group when the engine starts. */
  maxConnections: number;
  usedStorageBytes: number;
  pending: Partial<Modifiable>;
  /** When its storage is, or was, done with being optimized after a change. */
  storageOptimizedAt: SimTime;
  /** AWS refuses another storage change before that. */
  storageFrozenUntil: SimTime;
}

/** AWS lets an instance be modified in these; its storage, though, is still frozen in the second. */
export const isModifiable = ({ status }: DbInstance): boolean =>
  status === 'available' || status === 'storage-optimization';

export const hasPending = ({ pending }: DbInstance): boolean => Object.keys(pending).length > 0;

/** The next zone of the subnet group: where the standby of an instance goes. */
export const otherZone = ({ subnetGroup, availabilityZone }: DbInstance): string =>
  subnetGroup.subnets.find(subnet => subnet.availabilityZone !== availabilityZone)?.availabilityZone ??
  availabilityZone;

/** AWS for PostgreSQL on gp3: 3,000 IOPS below 400 GiB, four volumes' worth from there on. */
export const provisionedIops = (allocatedStorageGib: number): number => (allocatedStorageGib < 400 ? 3000 : 12_000);
export const provisionedMibPerSecond = (allocatedStorageGib: number): number => (allocatedStorageGib < 400 ? 125 : 500);
