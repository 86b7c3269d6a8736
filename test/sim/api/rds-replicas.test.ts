import {
  CreateDBInstanceReadReplicaCommand,
  type CreateDBInstanceReadReplicaCommandInput,
  type DBInstance,
  DeleteDBInstanceCommand,
  type DeleteDBInstanceCommandInput,
  ModifyDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeInstance, eventsOf, PRIMARY, watch } from './rds-database.ts';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const REPLICA = `${PRIMARY}-replica`;

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

/** The runbook's own call. */
const create = async (more: Partial<CreateDBInstanceReadReplicaCommandInput> = {}): Promise<DBInstance | undefined> => {
  const input = {
    DBInstanceIdentifier: REPLICA,
    SourceDBInstanceIdentifier: PRIMARY,
    DBInstanceClass: 'db.t3.medium',
    PubliclyAccessible: false,
    ...more,
  };
  return (await aws.rds.send(new CreateDBInstanceReadReplicaCommand(input))).DBInstance;
};

const remove = (DBInstanceIdentifier: string, more: Partial<DeleteDBInstanceCommandInput> = {}) =>
  aws.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, ...more }));

const modify = (changes: { BackupRetentionPeriod?: number; DeletionProtection?: boolean }) =>
  aws.rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: PRIMARY, ApplyImmediately: true, ...changes }));

const isAvailable = (seen: DBInstance | undefined): boolean => seen?.DBInstanceStatus === 'available';

describe('a read replica', () => {
  it('is created in 10 to 30 minutes from a backup of its source', async () => {
    // aws-facts 3.5, 1.14
    const answer = await create();
    expect(answer).toMatchObject({ DBInstanceStatus: 'creating', ReadReplicaSourceDBInstanceIdentifier: PRIMARY });
    expect(answer?.Endpoint).toBeUndefined();
    expect((await describeInstance(aws))?.ReadReplicaDBInstanceIdentifiers).toEqual([REPLICA]);

    const { statuses } = await watch(aws, isAvailable, { withinMinutes: 30, identifier: REPLICA });
    expect(statuses.map(([status]) => status)).toEqual(['creating', 'backing-up']);
    expect(statuses.reduce((sum, [, seconds]) => sum + seconds, 0)).toBeGreaterThan(10 * 60);
    const replica = await describeInstance(aws, REPLICA);
    expect(replica?.Endpoint?.Address).toMatch(
      /^waooaw-postgres-production-replica\.c\w+\.us-east-1\.rds\.amazonaws\.com$/,
    );
    // "Replica is created with backups disabled."
    expect(replica).toMatchObject({ BackupRetentionPeriod: 0, EngineVersion: '16.8', DBInstanceClass: 'db.t3.medium' });
    expect(replica?.StatusInfos).toEqual([{ StatusType: 'read replication', Normal: true, Status: 'replicating' }]);
    expect(await eventsOf(aws, REPLICA)).toEqual(['DB instance created', 'Replication for the Read Replica resumed']);
    expect(await eventsOf(aws)).toEqual(['Backing up DB instance', 'Finished DB instance backup']);
    expect((await describeInstance(aws))?.DBInstanceStatus).toBe('available');
  });

  it('goes when it is deleted, and its source no longer knows it', async () => {
    await create();
    await watch(aws, isAvailable, { withinMinutes: 30, identifier: REPLICA });
    expect((await remove(REPLICA)).DBInstance?.DBInstanceStatus).toBe('deleting');
    await expect(remove(REPLICA)).rejects.toMatchObject({ Code: 'InvalidDBInstanceState' });
    await watch(aws, seen => seen === undefined, { withinMinutes: 10, identifier: REPLICA });
    expect((await describeInstance(aws))?.ReadReplicaDBInstanceIdentifiers ?? []).toEqual([]);
    expect((await eventsOf(aws, REPLICA)).at(-1)).toBe('DB instance deleted');
    await create();
  });
});

describe('CreateDBInstanceReadReplica is refused', () => {
  it('for a source without automated backups', async () => {
    // aws-facts 1.14, 4.3
    await modify({ BackupRetentionPeriod: 0 });
    await watch(aws, seen => seen?.BackupRetentionPeriod === 0 && isAvailable(seen), { withinMinutes: 5 });
    await expect(create()).rejects.toMatchObject({
      name: 'InvalidDBInstanceStateFault',
      Code: 'InvalidDBInstanceState',
      message:
        'Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.',
    });
  });

  it('for a name that is taken', async () => {
    // aws-facts 4.3
    await create();
    await expect(create()).rejects.toMatchObject({
      name: 'DBInstanceAlreadyExistsFault',
      Code: 'DBInstanceAlreadyExists',
      message: 'DB instance already exists',
    });
  });

  it('for a source that does not exist', async () => {
    await expect(create({ SourceDBInstanceIdentifier: 'nobody' })).rejects.toMatchObject({
      name: 'DBInstanceNotFoundFault',
      Code: 'DBInstanceNotFound',
      message: 'DBInstance nobody not found.',
    });
  });

  it('for a sixteenth replica', async () => {
    // aws-facts 1.14: "Limit 15 replicas per primary"
    for (let number = 1; number <= 15; number += 1) await create({ DBInstanceIdentifier: `replica-${number}` });
    await expect(create()).rejects.toMatchObject({ Code: 'InstanceQuotaExceeded' });
  });

  it.each(['1st', 'two--hyphens', 'last-', 'under_score', `a${'b'.repeat(63)}`])('for the name %s', async name => {
    await expect(create({ DBInstanceIdentifier: name })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('for a class that is not on offer', async () => {
    await expect(create({ DBInstanceClass: 'db.t2.micro' })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
    });
  });
});

describe('DeleteDBInstance of a primary', () => {
  it('is refused while it is protected, and does not forget the last snapshot', async () => {
    await expect(remove(PRIMARY, { SkipFinalSnapshot: true })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'Cannot delete protected DB Instance, please disable deletion protection and try again.',
    });
    await modify({ DeletionProtection: false });
    await expect(remove(PRIMARY)).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message: 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    });
    await remove(PRIMARY, { SkipFinalSnapshot: true });
    aws.pass(10 * MINUTE);
    expect(await describeInstance(aws)).toBeUndefined();
  });
});
