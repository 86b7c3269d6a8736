import {
  type DBInstance as DBInstanceOutput,
  DescribeDBInstancesCommand,
  type Filter,
  type PendingModifiedValues,
} from '@aws-sdk/client-rds';
import { on, type SimOperation } from '../wire/operation.ts';
import { MINUTE } from '../world/clock.ts';
import {
  type DbInstance,
  type Modifiable,
  provisionedIops,
  provisionedMibPerSecond,
} from '../world/rds/db-instance.ts';
import type { World } from '../world/world.ts';
import { ENGINE, LICENSE_MODEL } from './rds-classes.ts';
import { dbInstanceOf, invalidValue, rdsPage } from './rds-requests.ts';
import { dateOf } from './time.ts';

const PORT = 5432;

export const rdsInstanceOperations = (world: World): readonly SimOperation[] => [
  on(DescribeDBInstancesCommand, ({ DBInstanceIdentifier, Filters = [], MaxRecords, Marker }) => {
    const asked = DBInstanceIdentifier === undefined ? all(world) : [dbInstanceOf(world, DBInstanceIdentifier)];
    const matching = Filters.reduce(filtered, asked);
    const page = rdsPage(matching, 'DescribeDBInstances', { MaxRecords, Marker });
    return { DBInstances: page.items.map(instance => describeDbInstance(world, instance)), Marker: page.nextToken };
  }),
];

const all = ({ rds }: World): readonly DbInstance[] =>
  [...rds.instances.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));

const filtered = (instances: readonly DbInstance[], { Name, Values = [] }: Filter): readonly DbInstance[] => {
  switch (Name) {
    case 'db-instance-id':
      return instances.filter(({ identifier, arn }) => Values.includes(identifier) || Values.includes(arn));
    case 'engine':
      return Values.includes(ENGINE) ? instances : [];
    default:
      throw invalidValue(`Unrecognized filter name: ${Name}`);
  }
};

export const describeDbInstance = (world: World, instance: DbInstance): DBInstanceOutput => ({
  DBInstanceIdentifier: instance.identifier,
  DBInstanceClass: instance.instanceClass,
  Engine: ENGINE,
  EngineVersion: instance.engineVersion,
  LicenseModel: LICENSE_MODEL,
  DBInstanceStatus: instance.status,
  MasterUsername: instance.masterUsername,
  DBName: instance.databaseName,
  // AWS: an instance has no address until it is created.
  ...(instance.status !== 'creating' && {
    Endpoint: { Address: instance.address, Port: PORT, HostedZoneId: 'Z2R2ITUGPM61AM' },
    InstanceCreateTime: dateOf(instance.createdAt),
  }),
  AllocatedStorage: instance.allocatedStorageGib,
  StorageType: 'gp3',
  Iops: provisionedIops(instance.allocatedStorageGib),
  StorageThroughput: provisionedMibPerSecond(instance.allocatedStorageGib),
  StorageEncrypted: true,
  PreferredBackupWindow: instance.preferredBackupWindow,
  BackupRetentionPeriod: instance.backupRetentionDays,
  LatestRestorableTime: latestRestorable(world, instance),
  PreferredMaintenanceWindow: instance.preferredMaintenanceWindow,
  PendingModifiedValues: describePending(instance.pending),
  MultiAZ: instance.multiAz,
  AvailabilityZone: instance.availabilityZone,
  SecondaryAvailabilityZone: instance.secondaryAvailabilityZone,
  AutoMinorVersionUpgrade: instance.autoMinorVersionUpgrade,
  CopyTagsToSnapshot: instance.copyTagsToSnapshot,
  DeletionProtection: instance.deletionProtection,
  PubliclyAccessible: instance.publiclyAccessible,
  ReadReplicaDBInstanceIdentifiers: world.rds.replicasOf(instance).map(({ identifier }) => identifier),
  ReadReplicaSourceDBInstanceIdentifier: instance.sourceIdentifier,
  ...(instance.sourceIdentifier !== undefined && instance.status !== 'creating' && { StatusInfos: [REPLICATING] }),
  DBInstanceArn: instance.arn,
  DbiResourceId: instance.resourceId,
  DBSecurityGroups: [],
  VpcSecurityGroups: instance.securityGroups.map(id => ({ VpcSecurityGroupId: id, Status: 'active' })),
  DBParameterGroups: [{ DBParameterGroupName: instance.parameterGroup.name, ParameterApplyStatus: 'in-sync' }],
  DBSubnetGroup: describeSubnetGroup(instance),
  CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  MonitoringInterval: 0,
  IAMDatabaseAuthenticationEnabled: false,
  PerformanceInsightsEnabled: false,
  NetworkType: 'IPV4',
  TagList: [],
});

const REPLICATING = { StatusType: 'read replication', Normal: true, Status: 'replicating' };

/** With automated backups, AWS can restore any time up to about the last five minutes. */
const latestRestorable = ({ clock }: World, { backupRetentionDays, status }: DbInstance): Date | undefined => {
  if (backupRetentionDays === 0 || status === 'creating') return undefined;
  return dateOf(Math.floor((clock.now - MINUTE) / (5 * MINUTE)) * 5 * MINUTE);
};

const describePending = (pending: Partial<Modifiable>): PendingModifiedValues => ({
  DBInstanceClass: pending.instanceClass,
  AllocatedStorage: pending.allocatedStorageGib,
  EngineVersion: pending.engineVersion,
  MultiAZ: pending.multiAz,
  BackupRetentionPeriod: pending.backupRetentionDays,
});

const describeSubnetGroup = ({ subnetGroup }: DbInstance): NonNullable<DBInstanceOutput['DBSubnetGroup']> => ({
  DBSubnetGroupName: subnetGroup.name,
  DBSubnetGroupDescription: subnetGroup.name,
  VpcId: subnetGroup.vpcId,
  SubnetGroupStatus: 'Complete',
  Subnets: subnetGroup.subnets.map(({ id, availabilityZone }) => ({
    SubnetIdentifier: id,
    SubnetAvailabilityZone: { Name: availabilityZone },
    SubnetStatus: 'Active',
  })),
});
