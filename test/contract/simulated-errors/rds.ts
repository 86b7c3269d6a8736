import {
  CreateDBInstanceReadReplicaCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  ModifyDBInstanceCommand,
  type ModifyDBInstanceCommandInput,
} from '@aws-sdk/client-rds';
import type { SteppedAws } from '../../sim/api/stepped-aws.ts';
import type { ErrorRow } from './error-row.ts';

const MINUTE = 60_000;
const PRIMARY = 'waooaw-postgres-production';

const modify = ({ rds }: SteppedAws, changes: Omit<ModifyDBInstanceCommandInput, 'DBInstanceIdentifier'>) =>
  rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: PRIMARY, ApplyImmediately: true, ...changes }));

const replicate = ({ rds }: SteppedAws, DBInstanceIdentifier: string) =>
  rds.send(new CreateDBInstanceReadReplicaCommand({ DBInstanceIdentifier, SourceDBInstanceIdentifier: PRIMARY }));

export const rdsErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'rds:DescribeDBInstances',
    when: 'there is no such instance',
    name: 'DBInstanceNotFoundFault',
    code: 'DBInstanceNotFound',
    status: 404,
    text: 'DBInstance ghost not found.',
    provoke: ({ rds }) => rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'ghost' })),
  },
  {
    fact: '4.3',
    operation: 'rds:ModifyDBInstance',
    when: 'the instance is being modified',
    name: 'InvalidDBInstanceStateFault',
    code: 'InvalidDBInstanceState',
    status: 400,
    text: 'Instance waooaw-postgres-production is not in available state.',
    provoke: async aws => {
      await modify(aws, { DBInstanceClass: 'db.t3.large' });
      aws.pass(2 * MINUTE);
      return modify(aws, { DBInstanceClass: 'db.t3.medium' });
    },
  },
  {
    fact: '4.3',
    operation: 'rds:CreateDBInstanceReadReplica',
    when: 'the source has no automated backups',
    name: 'InvalidDBInstanceStateFault',
    code: 'InvalidDBInstanceState',
    status: 400,
    text: 'Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.',
    provoke: async aws => {
      await modify(aws, { BackupRetentionPeriod: 0 });
      aws.pass(10 * MINUTE);
      return replicate(aws, 'replica');
    },
  },
  {
    fact: '4.3',
    operation: 'rds:ModifyDBInstance',
    when: 'AWS has no such hosts at the moment',
    name: 'InsufficientDBInstanceCapacityFault',
    code: 'InsufficientDBInstanceCapacity',
    status: 400,
    text: "You can't create a db.t4g.large database instance because there are no Availability Zones with sufficient capacity for VPC and storage type : gp3 for db.t4g.large.",
    provoke: aws => {
      aws.simulator.world.rds.unavailableClasses.add('db.t4g.large');
      return modify(aws, { DBInstanceClass: 'db.t4g.large' });
    },
  },
  {
    fact: '4.3',
    operation: 'rds:ModifyDBInstance',
    when: 'the class is not for this engine version',
    name: 'InvalidParameterCombination',
    code: 'InvalidParameterCombination',
    status: 400,
    text: 'RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.t2.micro, Engine=postgres, EngineVersion=16.8, LicenseModel=postgresql-license. For supported combinations of instance class and database engine version, see the documentation.',
    provoke: aws => modify(aws, { DBInstanceClass: 'db.t2.micro' }),
  },
  {
    fact: '4.3',
    operation: 'rds:ModifyDBInstance',
    when: 'nothing is asked for',
    name: 'InvalidParameterCombination',
    code: 'InvalidParameterCombination',
    status: 400,
    text: 'No modifications were requested',
    provoke: aws => modify(aws, {}),
  },
  {
    operation: 'rds:ModifyDBInstance',
    when: 'a value cannot be',
    name: 'InvalidParameterValue',
    code: 'InvalidParameterValue',
    status: 400,
    text: 'Invalid backup retention period: 36. Must be between 0 and 35.',
    provoke: aws => modify(aws, { BackupRetentionPeriod: 36 }),
  },
  {
    fact: '4.3',
    operation: 'rds:CreateDBInstanceReadReplica',
    when: 'the name is taken',
    name: 'DBInstanceAlreadyExistsFault',
    code: 'DBInstanceAlreadyExists',
    status: 400,
    text: 'DB instance already exists',
    provoke: aws => replicate(aws, PRIMARY),
  },
  {
    fact: '4.3',
    operation: 'rds:CreateDBInstanceReadReplica',
    when: 'the primary has fifteen replicas already',
    name: 'InstanceQuotaExceededFault',
    code: 'InstanceQuotaExceeded',
    status: 400,
    text: 'A DB instance cannot have more than 15 read replicas.',
    provoke: async aws => {
      for (let number = 1; number <= 15; number += 1) await replicate(aws, `replica-${number}`);
      return replicate(aws, 'one-too-many');
    },
  },
  {
    operation: 'rds:DescribeDBParameters',
    when: 'there is no such parameter group',
    name: 'DBParameterGroupNotFoundFault',
    code: 'DBParameterGroupNotFound',
    status: 404,
    text: 'DBParameterGroup not found: ghost',
    provoke: ({ rds }) => rds.send(new DescribeDBParametersCommand({ DBParameterGroupName: 'ghost' })),
  },
  {
    fact: '4.3',
    operation: 'rds:DescribeDBInstances',
    when: 'calls come too fast',
    name: 'Throttling',
    code: 'Throttling',
    status: 400,
    text: 'Rate exceeded',
    provoke: ({ rds, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'throttle' } } });
      return rds.send(new DescribeDBInstancesCommand({}));
    },
  },
  {
    fact: '4.2',
    operation: 'rds:DescribeDBInstances',
    when: 'the session has expired',
    name: 'ExpiredToken',
    code: 'ExpiredToken',
    status: 403,
    text: 'The security token included in the request is expired',
    provoke: ({ rds, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'expired-token' } } });
      return rds.send(new DescribeDBInstancesCommand({}));
    },
  },
  {
    fact: '4.3',
    operation: 'rds:ModifyDBInstance',
    when: 'no policy allows it',
    name: 'AccessDenied',
    code: 'AccessDenied',
    status: 403,
    text: 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: rds:ModifyDBInstance on resource: arn:aws:rds:us-east-1:123456789012:db:waooaw-postgres-production because no identity-based policy allows the rds:ModifyDBInstance action',
    provoke: aws => {
      aws.simulator.perform({ add: { effect: { kind: 'access-denied' } } });
      return modify(aws, { DBInstanceClass: 'db.t3.large' });
    },
  },
];
