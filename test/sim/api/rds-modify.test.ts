import {
  type DBInstance,
  ModifyDBInstanceCommand,
  type ModifyDBInstanceCommandInput,
  waitUntilDBInstanceAvailable,
} from '@aws-sdk/client-rds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeInstance, eventsOf, PRIMARY, watch } from './rds-database.ts';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const modify = async (
  changes: Omit<ModifyDBInstanceCommandInput, 'DBInstanceIdentifier'>,
): Promise<DBInstance | undefined> =>
  (await aws.rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier: PRIMARY, ...changes }))).DBInstance;

/** Done is more than `available`: the waiter of the SDK is content before anything has begun. aws-facts 1.13 */
const hasClass = (wanted: string) => (instance: DBInstance | undefined) =>
  instance?.DBInstanceClass === wanted &&
  instance.DBInstanceStatus === 'available' &&
  instance.PendingModifiedValues?.DBInstanceClass === undefined;

describe('a change of the instance class', () => {
  it('of a Single-AZ database is an outage of minutes while its host is replaced', async () => {
    // aws-facts 3.5, 1.13
    const answer = await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    expect([answer?.DBInstanceStatus, answer?.DBInstanceClass]).toEqual(['available', 'db.t3.medium']);
    expect(answer?.PendingModifiedValues).toEqual({ DBInstanceClass: 'db.t3.large' });

    const { statuses, downSeconds } = await watch(aws, hasClass('db.t3.large'), { withinMinutes: 15 });
    expect(statuses.map(([status]) => status)).toEqual(['available', 'modifying']);
    const [[, noticedAfter = 0] = []] = statuses;
    expect(noticedAfter).toBeGreaterThanOrEqual(5);
    expect(noticedAfter).toBeLessThanOrEqual(65);
    expect(downSeconds).toBeGreaterThanOrEqual(2 * 60 - 1);
    expect(downSeconds).toBeLessThanOrEqual(6 * 60 + 1);
    expect(await eventsOf(aws)).toEqual([
      'Applying modification to database instance class',
      'DB instance shutdown',
      'DB instance restarted',
      'Finished applying modification to DB instance class',
    ]);
  });

  it('of a Multi-AZ database fails over: about a minute without connections, in a quarter of an hour of modifying', async () => {
    // aws-facts 3.5, 1.13
    await modify({ MultiAZ: true, ApplyImmediately: true });
    await watch(aws, seen => seen?.MultiAZ === true && seen.DBInstanceStatus === 'available', { withinMinutes: 30 });
    aws.pass(HOUR);
    const before = await describeInstance(aws);
    await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    const { statuses, downSeconds } = await watch(aws, hasClass('db.t3.large'), { withinMinutes: 25 });
    expect(statuses.map(([status]) => status)).toEqual(['available', 'modifying']);
    const [, [, modifyingSeconds = 0] = []] = statuses;
    expect(modifyingSeconds / 60).toBeGreaterThan(16);
    expect(modifyingSeconds / 60).toBeLessThan(20.5);
    expect(downSeconds).toBeGreaterThanOrEqual(29);
    expect(downSeconds).toBeLessThanOrEqual(81);
    expect(await eventsOf(aws)).toEqual([
      'Applying modification to database instance class',
      'Multi-AZ instance failover started',
      'DB instance restarted',
      'Multi-AZ instance failover completed',
      'Finished applying modification to DB instance class',
    ]);
    const after = await describeInstance(aws);
    expect([after?.AvailabilityZone, after?.SecondaryAvailabilityZone]).toEqual([
      before?.SecondaryAvailabilityZone,
      before?.AvailabilityZone,
    ]);
  });

  it('without ApplyImmediately waits for the maintenance window, and then happens', async () => {
    // aws-facts 1.13, T4.1
    const answer = await modify({ DBInstanceClass: 'db.t3.large' });
    expect(answer?.PendingModifiedValues).toEqual({ DBInstanceClass: 'db.t3.large' });
    // It is Monday noon; the window is sun:05:00-sun:05:30.
    aws.pass(5 * DAY + 17 * HOUR - MINUTE);
    expect(await describeInstance(aws)).toMatchObject({
      DBInstanceClass: 'db.t3.medium',
      DBInstanceStatus: 'available',
      PendingModifiedValues: { DBInstanceClass: 'db.t3.large' },
    });
    const { downSeconds } = await watch(aws, hasClass('db.t3.large'), { withinMinutes: 25 });
    expect(downSeconds).toBeGreaterThan(0);
  });

  it('takes everything else that waits along when it is applied immediately', async () => {
    // aws-facts 1.13: "ApplyImmediately also applies every other pending modification in the queue"
    await modify({ EngineVersion: '16.9', AllocatedStorage: 200 });
    aws.pass(HOUR);
    expect((await describeInstance(aws))?.EngineVersion).toBe('16.8');
    const answer = await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    expect(answer?.PendingModifiedValues).toEqual({
      DBInstanceClass: 'db.t3.large',
      EngineVersion: '16.9',
      AllocatedStorage: 200,
    });
    const isDone = (seen: DBInstance | undefined) => seen?.DBInstanceStatus === 'storage-optimization';
    const { statuses, downSeconds } = await watch(aws, isDone, { withinMinutes: 45 });
    expect(statuses.map(([status]) => status)).toEqual(['available', 'modifying', 'upgrading']);
    // Both the change of class and the upgrade are outages.
    expect(downSeconds).toBeGreaterThan(5 * 60);
    const after = await describeInstance(aws);
    expect(after).toMatchObject({ EngineVersion: '16.9', AllocatedStorage: 200, DBInstanceClass: 'db.t3.large' });
    expect(after?.PendingModifiedValues).toEqual({});
    expect(await eventsOf(aws)).toContain('The engine version upgrade finished');
  });

  it('to the class that it has already is accepted, and nothing happens', async () => {
    // aws-facts T4.7
    const answer = await modify({ DBInstanceClass: 'db.t3.medium', ApplyImmediately: true });
    expect(answer?.PendingModifiedValues).toEqual({});
    const isModifying = (seen: DBInstance | undefined) => seen?.DBInstanceStatus !== 'available';
    await expect(watch(aws, isModifying, { withinMinutes: 5 })).rejects.toThrow('not so within');
    expect(await eventsOf(aws)).toEqual([]);
  });

  it('satisfies the waiter of the SDK before it has begun', async () => {
    // aws-facts 4.1: waitUntilDBInstanceAvailable says SUCCESS while the change is still pending.
    await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    const waited = await waitUntilDBInstanceAvailable(
      { client: aws.rds, maxWaitTime: 60, minDelay: 1 },
      { DBInstanceIdentifier: PRIMARY },
    );
    expect(waited.state).toBe('SUCCESS');
    expect(await describeInstance(aws)).toMatchObject({
      DBInstanceClass: 'db.t3.medium',
      PendingModifiedValues: { DBInstanceClass: 'db.t3.large' },
    });
  });

  it('that waits is taken back by asking for the present class', async () => {
    await modify({ DBInstanceClass: 'db.t3.large' });
    const answer = await modify({ DBInstanceClass: 'db.t3.medium' });
    expect(answer?.PendingModifiedValues).toEqual({});
  });

  it('raises the number of connections with the memory, at the restart', async () => {
    // aws-facts 2.4
    const { rds } = aws.simulator.world;
    expect(rds.database(PRIMARY).maxConnections).toBe(405);
    await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    expect(rds.database(PRIMARY).maxConnections).toBe(405);
    await watch(aws, hasClass('db.t3.large'), { withinMinutes: 15 });
    expect(rds.database(PRIMARY).maxConnections).toBe(811);
  });
});

describe('more storage', () => {
  // aws-facts 3.5
  it('comes without an outage, and then is optimized for hours', async () => {
    // aws-facts T4.3
    await modify({ AllocatedStorage: 200, ApplyImmediately: true });
    const isOptimizing = (seen: DBInstance | undefined) => seen?.DBInstanceStatus === 'storage-optimization';
    expect((await watch(aws, isOptimizing, { withinMinutes: 10 })).downSeconds).toBe(0);
    expect(await eventsOf(aws)).toEqual([
      'Applying modification to allocated storage',
      'Finished applying modification to allocated storage',
    ]);
    await expect(modify({ AllocatedStorage: 400, ApplyImmediately: true })).rejects.toMatchObject({
      name: 'InvalidParameterCombination',
      message:
        "You can't currently modify the storage of this DB instance because the previous storage change is being optimized.",
    });
    aws.pass(6 * HOUR + 5 * MINUTE);
    expect((await describeInstance(aws))?.DBInstanceStatus).toBe('available');
    await modify({ AllocatedStorage: 400, ApplyImmediately: true });
  });

  it('does not keep the class from being changed meanwhile', async () => {
    // AWS knowledge center, "rds-stuck-in-storage-optimization": "you can perform any other instance modifications"
    await modify({ AllocatedStorage: 200, ApplyImmediately: true });
    const isOptimizing = (seen: DBInstance | undefined) => seen?.DBInstanceStatus === 'storage-optimization';
    await watch(aws, isOptimizing, { withinMinutes: 10 });
    await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    const isDone = (seen: DBInstance | undefined) => isOptimizing(seen) && seen?.DBInstanceClass === 'db.t3.large';
    await watch(aws, isDone, { withinMinutes: 15 });
    aws.pass(6 * HOUR);
    expect((await describeInstance(aws))?.DBInstanceStatus).toBe('available');
  });
});

describe('switching automated backups off', () => {
  it('is an outage of its own', async () => {
    // aws-facts 4.3: "changing retention 0 -> N (or N -> 0) is itself an outage"
    await modify({ BackupRetentionPeriod: 0, ApplyImmediately: true });
    const isDone = (seen: DBInstance | undefined) => seen?.BackupRetentionPeriod === 0;
    expect((await watch(aws, isDone, { withinMinutes: 5 })).downSeconds).toBeGreaterThan(15);
    expect(await eventsOf(aws)).toEqual(['Disabled automated backups']);
    expect((await describeInstance(aws))?.LatestRestorableTime).toBeUndefined();
  });

  it('but another number of days takes effect at once', async () => {
    expect((await modify({ BackupRetentionPeriod: 14 }))?.BackupRetentionPeriod).toBe(14);
  });
});

describe('a modification that hangs', () => {
  it('stays modifying, its class changed and its connections back, until somebody at AWS sets it free', async () => {
    // aws-facts T4.2
    const { rds } = aws.simulator.world;
    await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    aws.pass(2 * MINUTE);
    rds.stalled.add(PRIMARY);
    aws.pass(2 * HOUR);
    const hanging = { DBInstanceStatus: 'modifying', DBInstanceClass: 'db.t3.large' };
    expect(await describeInstance(aws)).toMatchObject(hanging);
    expect(rds.database(PRIMARY).isDown).toBe(false);
    rds.stalled.delete(PRIMARY);
    aws.pass(MINUTE);
    expect(hasClass('db.t3.large')(await describeInstance(aws))).toBe(true);
  });
});

describe('ModifyDBInstance is refused', () => {
  it('while the instance is modifying', async () => {
    // aws-facts 4.3
    await modify({ DBInstanceClass: 'db.t3.large', ApplyImmediately: true });
    aws.pass(90_000);
    await expect(modify({ DBInstanceClass: 'db.t3.xlarge', ApplyImmediately: true })).rejects.toMatchObject({
      name: 'InvalidDBInstanceStateFault',
      Code: 'InvalidDBInstanceState',
      message: `Instance ${PRIMARY} is not in available state.`,
    });
  });

  // aws-facts 3.5
  it('during the nightly backup, which passes', async () => {
    // aws-facts T4.4
    aws.pass(15 * HOUR);
    const isBackingUp = (seen: DBInstance | undefined) => seen?.DBInstanceStatus === 'backing-up';
    await watch(aws, isBackingUp, { withinMinutes: 15 });
    await expect(modify({ DBInstanceClass: 'db.t3.large' })).rejects.toMatchObject({ Code: 'InvalidDBInstanceState' });
    await watch(aws, seen => !isBackingUp(seen), { withinMinutes: 10 });
    await modify({ DBInstanceClass: 'db.t3.large' });
  });

  it.each([
    // aws-facts 4.3
    [{}, 'No modifications were requested'],
    [{ ApplyImmediately: true }, 'No modifications were requested'],
    [
      { DBInstanceClass: 'db.t2.micro' },
      'RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.t2.micro, Engine=postgres, EngineVersion=16.8, LicenseModel=postgresql-license. For supported combinations of instance class and database engine version, see the documentation.',
    ],
    [
      { EngineVersion: '17.5' },
      'The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.',
    ],
    [{ EngineVersion: '15.12' }, 'Cannot upgrade postgres from 16.8 to 15.12'],
    [{ AllocatedStorage: 105 }, 'The allocated storage must be increased by at least 10 percent.'],
    [{ MasterUserPassword: 'secret' }, 'The simulated AWS cannot modify a DB instance with MasterUserPassword.'],
  ])('with InvalidParameterCombination: %j', async (changes, message) => {
    await expect(modify(changes)).rejects.toMatchObject({ name: 'InvalidParameterCombination', message });
    expect((await describeInstance(aws))?.PendingModifiedValues).toEqual({});
  });

  it('where AWS has no such host left', async () => {
    // aws-facts 4.3
    aws.simulator.world.rds.unavailableClasses.add('db.t4g.large');
    await expect(modify({ DBInstanceClass: 'db.t4g.large' })).rejects.toMatchObject({
      name: 'InsufficientDBInstanceCapacityFault',
      Code: 'InsufficientDBInstanceCapacity',
      message:
        "You can't create a db.t4g.large database instance because there are no Availability Zones with sufficient capacity for VPC and storage type : gp3 for db.t4g.large.",
    });
  });
});
