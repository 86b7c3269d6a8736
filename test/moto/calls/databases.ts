import * as elastiCache from '@aws-sdk/client-elasticache';
import * as rds from '@aws-sdk/client-rds';
import { DATABASE, NOBODY } from './account.ts';
import { asking, type EmulatorCall } from './asking.ts';

const askRds = asking('rds', aws => aws.rds);
const askElastiCache = asking('elasticache', aws => aws.elastiCache);

export const databases: readonly EmulatorCall[] = [
  askRds(rds.DescribeDBInstancesCommand, {}),
  askRds(rds.DescribeDBInstancesCommand, { DBInstanceIdentifier: NOBODY }, 'no such database'),
  askRds(rds.DescribeDBParametersCommand, { DBParameterGroupName: NOBODY }, 'no such parameter group'),
  askRds(rds.DescribeEventsCommand, { SourceType: 'db-instance', Duration: 1440 }),
  askRds(
    rds.ModifyDBInstanceCommand,
    { DBInstanceIdentifier: DATABASE, DBInstanceClass: 'db.t3.large', ApplyImmediately: false },
    'later',
  ),
  askRds(
    rds.ModifyDBInstanceCommand,
    { DBInstanceIdentifier: NOBODY, DBInstanceClass: 'db.t3.large' },
    'no such database',
  ),
  askRds(
    rds.ModifyDBInstanceCommand,
    { DBInstanceIdentifier: DATABASE, DBInstanceClass: 'db.nonsense', ApplyImmediately: true },
    'a class that is none',
  ),
  askRds(rds.CreateDBInstanceReadReplicaCommand, {
    DBInstanceIdentifier: 'waooaw-replica',
    SourceDBInstanceIdentifier: DATABASE,
  }),
  askRds(
    rds.CreateDBInstanceReadReplicaCommand,
    { DBInstanceIdentifier: 'waooaw-replica', SourceDBInstanceIdentifier: DATABASE },
    'a name that is taken',
  ),
  askRds(
    rds.CreateDBInstanceReadReplicaCommand,
    { DBInstanceIdentifier: 'other', SourceDBInstanceIdentifier: NOBODY },
    'no such source',
  ),
  askRds(rds.DeleteDBInstanceCommand, { DBInstanceIdentifier: NOBODY, SkipFinalSnapshot: true }, 'no such database'),

  askElastiCache(elastiCache.DescribeReplicationGroupsCommand, {}),
  askElastiCache(elastiCache.DescribeReplicationGroupsCommand, { ReplicationGroupId: NOBODY }, 'no such group'),
  askElastiCache(elastiCache.DescribeCacheClustersCommand, { CacheClusterId: NOBODY }, 'no such cluster'),
  askElastiCache(
    elastiCache.IncreaseReplicaCountCommand,
    { ReplicationGroupId: NOBODY, NewReplicaCount: 2, ApplyImmediately: true },
    'no such group',
  ),
];
