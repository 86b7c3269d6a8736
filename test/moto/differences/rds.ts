import { answers } from '../emulators.ts';
import { type EmulatorDifference, each, only } from './difference.ts';

const DATABASES = {
  'rds:DescribeDBInstances': 'DBInstances[].',
  'rds:ModifyDBInstance, later': 'DBInstance.',
  'rds:CreateDBInstanceReadReplica': 'DBInstance.',
};

export const rds: readonly EmulatorDifference[] = [
  ...each(
    DATABASES,
    inside => only('moto', inside, 'AssociatedRoles', 'DbInstancePort', 'DomainMemberships', 'OptionGroupMemberships'),
    { right: 'moto', why: 'in the example of create-db-instance; nothing here reads them' },
  ),
  ...each(DATABASES, inside => only('moto', inside, 'EnabledCloudwatchLogsExports'), {
    right: 'both',
    why: 'in no example; the simulated database exports no logs',
  }),
  ...each(
    DATABASES,
    inside => [
      ...only('simulator', inside, 'DBSubnetGroup', 'PendingModifiedValues'),
      ...only('simulator', inside, 'MonitoringInterval', 'PerformanceInsightsEnabled', 'PubliclyAccessible'),
    ],
    { right: 'simulator', why: 'in the example of create-db-instance' },
  ),
  ...each(DATABASES, inside => only('simulator', inside, 'Iops', 'StorageThroughput', 'NetworkType'), {
    right: 'unknown',
    why: 'in the model and in no example: those are older than gp3 and dual-stack',
  }),
  {
    calls: ['rds:DescribeDBInstances'],
    differences: only('simulator', 'DBInstances[].', 'Endpoint.HostedZoneId'),
    right: 'simulator',
    why: 'in the example of describe-db-instances',
  },
  {
    calls: ['rds:ModifyDBInstance, later'],
    differences: only('simulator', 'DBInstance.', 'Endpoint.HostedZoneId'),
    right: 'simulator',
    why: 'in the example of describe-db-instances',
  },
  {
    calls: ['rds:CreateDBInstanceReadReplica'],
    differences: only('moto', 'DBInstance.', 'Endpoint', 'InstanceCreateTime', 'LatestRestorableTime'),
    right: 'simulator',
    why: 'a replica that is being created has no address and no past; in moto it is there at once',
  },
  {
    calls: ['rds:ModifyDBInstance, a class that is none'],
    differences: [answers('success', 'InvalidParameterCombination')],
    right: 'simulator',
    why: 'moto takes any text for a class',
  },
  {
    calls: ['rds:CreateDBInstanceReadReplica, a name that is taken'],
    differences: [answers('success', 'DBInstanceAlreadyExistsFault')],
    right: 'simulator',
    why: 'listed among the errors of the operation; moto makes another',
  },
];
