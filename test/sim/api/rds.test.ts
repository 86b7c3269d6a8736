import {
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  DescribeEventsCommand,
  DescribeOrderableDBInstanceOptionsCommand,
  type OrderableDBInstanceOption,
} from '@aws-sdk/client-rds';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeInstance, eventsOf, PRIMARY } from './rds-database.ts';
import { NOON, type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

describe('DescribeDBInstances', () => {
  it('shows all that the runbook does not look at', async () => {
    // aws-facts 1.12
    expect(await describeInstance(aws)).toMatchObject({
      DBInstanceClass: 'db.t3.medium',
      DBInstanceStatus: 'available',
      Engine: 'postgres',
      EngineVersion: '16.8',
      MultiAZ: false,
      AvailabilityZone: 'us-east-1a',
      AllocatedStorage: 100,
      StorageType: 'gp3',
      Iops: 3000,
      BackupRetentionPeriod: 7,
      PreferredMaintenanceWindow: 'sun:05:00-sun:05:30',
      DeletionProtection: true,
      DBInstanceArn: `arn:aws:rds:us-east-1:123456789012:db:${PRIMARY}`,
      DBParameterGroups: [{ DBParameterGroupName: 'default.postgres16' }],
      PendingModifiedValues: {},
    });
  });

  it('has a backup that is never older than some minutes', async () => {
    const ageMs = NOON - ((await describeInstance(aws))?.LatestRestorableTime?.getTime() ?? 0);
    expect(ageMs).toBeGreaterThan(0);
    expect(ageMs).toBeLessThan(10 * MINUTE);
  });

  it('finds an instance by name or ARN, and says which one it does not find', async () => {
    const find = (DBInstanceIdentifier: string) =>
      aws.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
    expect((await find(`arn:aws:rds:us-east-1:123456789012:db:${PRIMARY}`)).DBInstances).toHaveLength(1);
    expect((await find(PRIMARY.toUpperCase())).DBInstances).toHaveLength(1);
    await expect(find('nobody')).rejects.toMatchObject({
      name: 'DBInstanceNotFoundFault',
      Code: 'DBInstanceNotFound',
      message: 'DBInstance nobody not found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('goes page by page, of 20 at least', async () => {
    // aws-facts 1.12: MaxRecords 20-100
    const { rds } = aws.simulator.world;
    const source = rds.instances.get(PRIMARY);
    if (source === undefined) throw new Error('the opening world has no database');
    for (let number = 10; number < 40; number += 1) {
      const settings = { autoMinorVersionUpgrade: true, copyTagsToSnapshot: false, deletionProtection: false };
      const choices = { instanceClass: 'db.t3.medium', multiAz: false, availabilityZone: undefined };
      rds.createReadReplica(source, { identifier: `r${number}`, publiclyAccessible: false, settings, ...choices });
    }
    const first = await aws.rds.send(new DescribeDBInstancesCommand({ MaxRecords: 20 }));
    const second = await aws.rds.send(new DescribeDBInstancesCommand({ MaxRecords: 20, Marker: first.Marker }));
    expect([first.DBInstances?.length, second.DBInstances?.length, second.Marker]).toEqual([20, 11, undefined]);
    await expect(aws.rds.send(new DescribeDBInstancesCommand({ MaxRecords: 19 }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: 'Invalid value 19 for MaxRecords. Must be between 20 and 100',
    });
  });
});

describe('DescribeOrderableDBInstanceOptions', () => {
  const options = async (filter: { EngineVersion?: string; DBInstanceClass?: string; MaxRecords?: number }) => {
    const found: OrderableDBInstanceOption[] = [];
    let Marker: string | undefined;
    do {
      const command = new DescribeOrderableDBInstanceOptionsCommand({ Engine: 'postgres', Marker, ...filter });
      const page = await aws.rds.send(command);
      found.push(...(page.OrderableDBInstanceOptions ?? []));
      Marker = page.Marker;
    } while (Marker !== undefined);
    return found;
  };

  it('offers every class of the table for the version that runs', async () => {
    // aws-facts 2.5
    const offered = (await options({ EngineVersion: '16.8' })).map(option => option.DBInstanceClass);
    expect(offered).toContain('db.t3.large');
    expect(offered).toContain('db.r7g.16xlarge');
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered).toHaveLength(2 * 6 + 6 * 7);
  });

  it('answers the question whether a class can be had', async () => {
    const asked = { EngineVersion: '16.8', DBInstanceClass: 'db.m6g.large' };
    expect(await options(asked)).toMatchObject([{ MultiAZCapable: true, LicenseModel: 'postgresql-license' }]);
    expect(await options({ ...asked, DBInstanceClass: 'db.t2.micro' })).toEqual([]);
    expect(await options({ ...asked, EngineVersion: '9.6' })).toEqual([]);
  });

  it('has pages of up to 1,000', async () => {
    expect((await options({ MaxRecords: 1000 })).length).toBe((await options({ MaxRecords: 20 })).length);
  });
});

describe('DescribeDBParameters', () => {
  const maxConnections = async (more: { Source?: string } = {}) => {
    const command = new DescribeDBParametersCommand({ DBParameterGroupName: 'default.postgres16', ...more });
    const { Parameters } = await aws.rds.send(command);
    return Parameters?.find(({ ParameterName }) => ParameterName === 'max_connections');
  };

  it('answers the formula, not the number', async () => {
    // aws-facts 2.4
    expect(await maxConnections()).toMatchObject({
      ParameterValue: 'LEAST({DBInstanceClassMemory/9531392},5000)',
      ApplyType: 'static',
    });
    expect(await maxConnections({ Source: 'user' })).toBeUndefined();
  });

  it('answers the number that somebody set', async () => {
    const group = aws.simulator.world.rds.parameterGroups.get('default.postgres16');
    if (group !== undefined) group.maxConnections = 300;
    expect(await maxConnections({ Source: 'user' })).toMatchObject({ ParameterValue: '300', Source: 'user' });
  });

  it('does not know what does not exist', async () => {
    const command = new DescribeDBParametersCommand({ DBParameterGroupName: 'nobody' });
    await expect(aws.rds.send(command)).rejects.toMatchObject({ Code: 'DBParameterGroupNotFound' });
  });
});

describe('DescribeEvents', () => {
  const nextMorning = 15 * HOUR + 20 * MINUTE;

  it('tells the last hour unless asked for more, without event ids', async () => {
    // aws-facts 3.5; the backup window is 03:00-03:30
    aws.pass(nextMorning);
    const { Events = [] } = await aws.rds.send(new DescribeEventsCommand({}));
    expect(Events.map(({ Message }) => Message)).toEqual(['Backing up DB instance', 'Finished DB instance backup']);
    expect(Events[0]).toEqual({
      SourceIdentifier: PRIMARY,
      SourceType: 'db-instance',
      SourceArn: `arn:aws:rds:us-east-1:123456789012:db:${PRIMARY}`,
      Message: 'Backing up DB instance',
      EventCategories: ['backup'],
      Date: expect.any(Date),
    });
    aws.pass(2 * HOUR);
    expect(await eventsOf(aws)).toEqual([]);
    const day = await aws.rds.send(new DescribeEventsCommand({ Duration: 24 * 60, EventCategories: ['backup'] }));
    expect(day.Events).toHaveLength(2);
  });

  it('keeps to a window, and to a category', async () => {
    aws.pass(nextMorning);
    const asked = { StartTime: new Date(NOON), EndTime: new Date(NOON + nextMorning) };
    const count = async (more: object) =>
      (await aws.rds.send(new DescribeEventsCommand({ ...asked, ...more }))).Events?.length ?? 0;
    expect(await count({})).toBe(2);
    expect(await count({ EventCategories: ['failover'] })).toBe(0);
    expect(await count({ EndTime: new Date(NOON + HOUR) })).toBe(0);
    expect(await count({ SourceType: 'db-snapshot' })).toBe(0);
    await expect(count({ SourceIdentifier: PRIMARY })).rejects.toMatchObject({ name: 'InvalidParameterCombination' });
  });
});
